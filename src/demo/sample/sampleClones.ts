import { momentumFoxAfterwards, momentumFoxVersions } from './momentumFox.ts';
import type { SampleStep, SampleVersion } from './sampleVersion.ts';

/** A clone of the sample data: what its creator enters, and what the contest service would know about it. */
export interface SampleClone {
  /** Must never change: a repeated first start derives its idempotency keys from it. */
  readonly key: string;
  readonly creator: 'alice' | 'bob';
  /** null: a shell without a name. */
  readonly name: string | null;
  readonly description?: string;
  readonly shownAssets?: readonly string[];
  /** What its creator changed in the profile after it was approved: it waits for a moderator. Not the shown assets. */
  readonly edited?: {
    readonly name?: string;
    readonly description?: string;
    readonly shownDataSources?: readonly string[];
  };
  readonly modelId?: string;
  readonly strategy?: SampleStrategy;
  /** Instead of `strategy`: all published versions, in order. */
  readonly versions?: readonly SampleVersion[];
  /** What its creator did with the draft after the last version. Every step has to change it. */
  readonly afterwards?: readonly SampleStep[];
  /** The draft is saved, but not published. */
  readonly unpublished?: true;
  readonly audition?: SampleAudition;
  readonly queue?: { readonly status: 'WAITING' | 'PROMOTED' | 'EXPIRED'; readonly hoursAgo: number };
  readonly arena?: SampleSlot;
}

/** A strategy with one asset block, which all its streams feed. */
interface SampleStrategy {
  readonly streams: readonly SampleStream[];
  readonly symbols: readonly string[];
  readonly prompt: string;
}

interface SampleStream {
  readonly stream: string;
  readonly interval?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

interface SampleAudition {
  readonly status: 'RUNNING' | 'EVALUATING' | 'PASSED' | 'FAILED' | 'VOIDED';
  readonly hoursAgo: number;
  readonly reason?: string;
}

interface SampleSlot {
  readonly race: string;
  readonly rank?: number;
  readonly hoursAgo: number;
  readonly retired?: { readonly hoursAgo: number; readonly reason: string };
}

const candles = (interval: string, lookback: number): SampleStream => ({
  stream: 'candles',
  interval,
  parameters: { lookback },
});

/** Two creators' clones, in all seven lifecycle states and within the base entitlement. */
export const sampleClones: readonly SampleClone[] = [
  {
    key: 'old-faithful',
    creator: 'alice',
    name: 'Old Faithful',
    description: 'Three seasons of buying fear and selling relief. Retired at the top.',
    shownAssets: ['BTC', 'ETH'],
    modelId: 'swift-1',
    strategy: {
      streams: [
        candles('1d', 200),
        { stream: 'social-sentiment', interval: '1d', parameters: { platforms: ['x', 'reddit'] } },
      ],
      symbols: ['BTC-USD', 'ETH-USD'],
      prompt:
        'You buy fear and sell relief. When sentiment has been negative for five days in a row and the daily close is above the 200-day mean, ' +
        'open a long of 10 % of the account. Close half when sentiment turns positive and the rest when it has been positive for three days. ' +
        'Never hold more than 30 % in one asset. When in doubt, do nothing and say why.',
    },
    audition: { status: 'PASSED', hoursAgo: 4_400, reason: 'Return 14.1 %, largest drawdown 5.2 %.' },
    queue: { status: 'PROMOTED', hoursAgo: 4_380 },
    arena: {
      race: 'Season 1 · Majors',
      hoursAgo: 4_300,
      retired: { hoursAgo: 300, reason: 'Left after three seasons, twice on the podium.' },
    },
  },
  {
    key: 'momentum-fox',
    creator: 'alice',
    name: 'Momentum Fox',
    description: 'Rides what already moves, and leaves before the music stops.',
    shownAssets: ['BTC', 'ETH', 'SOL'],
    versions: momentumFoxVersions,
    afterwards: momentumFoxAfterwards,
    audition: { status: 'PASSED', hoursAgo: 700, reason: 'Return 9.8 %, largest drawdown 3.9 %.' },
    queue: { status: 'PROMOTED', hoursAgo: 690 },
    arena: { race: 'Season 4 · Majors', rank: 3, hoursAgo: 500 },
  },
  {
    key: 'mean-reverter',
    creator: 'alice',
    name: 'Rubber Band',
    description: 'What goes too far comes back. Usually.',
    shownAssets: ['ETH'],
    modelId: 'swift-1',
    strategy: {
      streams: [
        candles('15m', 96),
        { stream: 'liquidations', interval: '5m', parameters: { minimumNotionalUsd: 250_000 } },
      ],
      symbols: ['ETH-USD'],
      prompt:
        'Trade the snap-back. After a burst of liquidations that moves the price more than three standard deviations from its one-day mean within 30 minutes, ' +
        'take the other side with 5 % of the account. Take profit at the mean. Give up after four hours, whatever the result.',
    },
    audition: { status: 'PASSED', hoursAgo: 90, reason: 'Return 6.4 %, largest drawdown 2.2 %.' },
    queue: { status: 'WAITING', hoursAgo: 80 },
  },
  {
    key: 'night-owl',
    creator: 'alice',
    name: 'Night Owl',
    description: 'Trades while the desks in New York sleep.',
    modelId: 'swift-2',
    strategy: {
      streams: [candles('5m', 288), { stream: 'trades', interval: '5m', parameters: { minimumNotionalUsd: 50_000 } }],
      symbols: ['BTC-USD', 'SOL-USD', 'DOGE-USD'],
      prompt:
        'Act between 02:00 and 08:00 UTC only. In thin hours a large aggressive trade moves the price further than it should: fade it when no second one ' +
        'follows within ten minutes, join it when one does. Be flat at 08:00.',
    },
    audition: { status: 'RUNNING', hoursAgo: 5 },
  },
  {
    key: 'funding-hawk',
    creator: 'alice',
    name: 'Funding Hawk',
    description: 'Collects what the crowd pays to be on its side.',
    edited: {
      description: 'Collects what the crowd pays to be on its side. Lost once, learned twice.',
      shownDataSources: ['Funding rates', 'Candles'],
    },
    modelId: 'swift-1',
    strategy: {
      streams: [{ stream: 'funding-rate', interval: '8h', parameters: { history: 30 } }, candles('4h', 60)],
      symbols: ['BTC-USD', 'ETH-USD', 'XRP-USD', 'AVAX-USD'],
      prompt:
        'When the predicted funding of an asset is in the top tenth of its last 30 periods, be short for the payment and close an hour after it; in the ' +
        'bottom tenth, be long. Stay out of assets whose price moved more than 8 % in the last four hours.',
    },
    audition: { status: 'FAILED', hoursAgo: 60, reason: 'Drawdown of 12.3 % exceeds the limit of 10 %.' },
  },
  {
    key: 'quiet-harbor',
    creator: 'alice',
    name: 'Quiet Harbor',
    description: 'Mostly in cash, on purpose.',
    modelId: 'swift-1',
    strategy: {
      streams: [candles('1d', 100), { stream: 'economic-calendar' }],
      symbols: ['BTC-USD'],
      prompt:
        'Stay in cash. Buy 20 % only on days without a scheduled event of high importance, when the price is above its 100-day mean and the last three ' +
        'daily ranges shrank. Sell before the next such event.',
    },
  },
  {
    key: 'whale-watcher',
    creator: 'alice',
    name: 'Whale Watcher',
    description: 'Still being built: the draft is saved, nothing is published.',
    modelId: 'swift-2',
    unpublished: true,
    strategy: {
      streams: [{ stream: 'on-chain-flows', interval: '4h', parameters: { entities: ['whales', 'exchanges'] } }],
      symbols: ['BTC-USD', 'ETH-USD'],
      prompt: 'When whales move more than usual to exchanges, …',
    },
  },
  {
    key: 'breakout-badger',
    creator: 'bob',
    name: 'Breakout Badger',
    description: 'Waits in the hole for days. Then does not let go.',
    shownAssets: ['SOL', 'LINK'],
    modelId: 'swift-2',
    strategy: {
      streams: [candles('4h', 180), { stream: 'trades', interval: '1h' }],
      symbols: ['SOL-USD', 'LINK-USD', 'NEAR-USD'],
      prompt:
        'Find ranges that held for at least 20 candles. Enter on the first close outside when buyers were the aggressors in two thirds of the volume ' +
        '(sellers, downwards). Stop in the middle of the range. Take half off at one height of the range and let the rest run.',
    },
    audition: { status: 'EVALUATING', hoursAgo: 170 },
  },
  {
    key: 'grid-turtle',
    creator: 'bob',
    name: 'Grid Turtle',
    description: 'Slow, even steps.',
    modelId: 'swift-1',
    strategy: {
      streams: [candles('1h', 72), { stream: 'order-book', parameters: { depth: 50, groupingBps: 10 } }],
      symbols: ['LTC-USD', 'BCH-USD'],
      prompt:
        'Keep a ladder of ten buys and ten sells around the 72-hour mean, half a percent apart, each 1 % of the account. Re-centre once a day. ' +
        'Take the whole ladder away when the hourly range exceeds three times its mean.',
    },
    audition: {
      status: 'VOIDED',
      hoursAgo: 40,
      reason: 'Market data were missing for two hours; the attempt does not count.',
    },
  },
  {
    key: 'carry-otter',
    creator: 'bob',
    name: 'Carry Otter',
    description: 'Floats on the curve.',
    modelId: 'swift-1',
    strategy: {
      streams: [
        { stream: 'funding-rate', interval: '1h' },
        { stream: 'open-interest', interval: '4h' },
      ],
      symbols: ['BTC-USD', 'ETH-USD'],
      prompt:
        'Hold the asset whose funding paid best over the last three days as long as open interest grows; switch at most once a day. ' +
        'Halve the position when funding changes its sign.',
    },
    audition: { status: 'PASSED', hoursAgo: 20, reason: 'Return 4.9 %, largest drawdown 1.1 %.' },
  },
  {
    key: 'volatility-lynx',
    creator: 'bob',
    name: 'Volatility Lynx',
    description: 'Sleeps through calm markets.',
    edited: { description: 'Number one of Season 4. Guaranteed 20 % a month, ask me how.' },
    shownAssets: ['BTC', 'DOGE', 'PEPE'],
    modelId: 'swift-2',
    strategy: {
      streams: [candles('15m', 200), { stream: 'news', parameters: { hours: 6 } }],
      symbols: ['BTC-USD', 'DOGE-USD', 'PEPE-USD'],
      prompt:
        'Do nothing while the realised volatility of the last day is below its 30-day median. Above it, read the news of the last six hours: trade with a ' +
        'move that news explains, against one that none does. Risk 1 % a trade.',
    },
    audition: { status: 'PASSED', hoursAgo: 900, reason: 'Return 11.5 %, largest drawdown 7.0 %.' },
    queue: { status: 'PROMOTED', hoursAgo: 880 },
    arena: { race: 'Season 4 · Majors', rank: 1, hoursAgo: 860 },
  },
  {
    key: 'trend-ibis',
    creator: 'bob',
    name: 'Trend Ibis',
    description: 'Ready, and has not auditioned yet.',
    edited: { description: 'Wades through markets that go somewhere, and stands still in all others.' },
    modelId: 'swift-1',
    strategy: {
      streams: [candles('1d', 250)],
      symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD', 'AVAX-USD', 'LINK-USD'],
      prompt:
        'Hold each asset, a fifth of the account each, while its 50-day mean is above its 200-day mean; cash otherwise. Look once a day.',
    },
  },
  { key: 'unnamed-shell', creator: 'bob', name: null },
];
