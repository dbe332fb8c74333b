import type { SampleStep, SampleVersion } from './sampleVersion.ts';

const firstVersion: SampleVersion = {
  modelId: 'swift-1',
  note: 'First version. Long the strongest major, with a stop.',
  graph: {
    dataStreams: [
      { blockId: 'hourly', stream: 'candles', interval: '1h', parameters: { lookback: 120 } },
      { blockId: 'interest', stream: 'open-interest', interval: '1h' },
    ],
    assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD'] }],
    tradingPrompts: [
      {
        blockId: 'plan',
        prompt: `You trade momentum. Decide once an hour, after the hourly candle has closed.

Rank the assets by their return over 24 hours, divided by the standard deviation of their hourly returns.

Entry: hold the best asset, long, with 30 % of the account, if its score is above 1 and its open interest has risen together with the price. Otherwise hold nothing.

Exit: put a stop two average true ranges (14 hours) below the entry. Move it up with the price, never down. Sell when the score falls below 0.`,
      },
    ],
    connections: [
      { from: 'hourly', to: 'majors' },
      { from: 'interest', to: 'majors' },
      { from: 'majors', to: 'plan' },
    ],
  },
  layout: {
    hourly: { x: 40, y: 40 },
    interest: { x: 40, y: 200 },
    majors: { x: 360, y: 120 },
    plan: { x: 680, y: 120 },
    tradingClone: { x: 1_000, y: 120 },
  },
};

const secondVersion: SampleVersion = {
  modelId: 'swift-1',
  note: 'After the audition: the two worst losses were crowded longs, so look at funding. Size by volatility. Two alts as satellites, smaller.',
  graph: {
    dataStreams: [
      { blockId: 'hourly', stream: 'candles', interval: '1h', parameters: { lookback: 200, priceSource: 'mark' } },
      { blockId: 'interest', stream: 'open-interest', interval: '1h' },
      { blockId: 'funding', stream: 'funding-rate', interval: '8h', parameters: { history: 30 } },
    ],
    assets: [
      { blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD'] },
      { blockId: 'satellites', symbols: ['AVAX-USD', 'LINK-USD'] },
    ],
    tradingPrompts: [
      {
        blockId: 'plan',
        prompt: `You trade momentum. Decide once an hour, after the hourly candle has closed.

Score: the return over 24 hours, divided by the standard deviation of the hourly returns over the look-back.

Entry: go long an asset when its score is above 1 and its open interest has risen together with the price over 24 hours. Hold at most two assets, at most one of them a satellite.

Size: risk 0.75 % of the account on each position, half of that on a satellite: the distance to the stop decides how much that buys. Never put more than 35 % of the account into one asset.

Exit: put a stop two average true ranges (14 hours) below the entry. Move it up with the price, never down. Sell when the score falls below 0.

Stay out: buy nothing whose funding is in the highest tenth of its last 30 periods. After two losing days in a row, trade nothing for 24 hours.`,
      },
    ],
    connections: [
      { from: 'hourly', to: 'majors' },
      { from: 'hourly', to: 'satellites' },
      { from: 'interest', to: 'majors' },
      { from: 'interest', to: 'satellites' },
      { from: 'funding', to: 'majors' },
      { from: 'funding', to: 'satellites' },
      { from: 'majors', to: 'plan' },
      { from: 'satellites', to: 'plan' },
    ],
  },
  layout: {
    hourly: { x: 40, y: 40 },
    interest: { x: 40, y: 200 },
    funding: { x: 40, y: 360 },
    majors: { x: 360, y: 120 },
    satellites: { x: 360, y: 300 },
    plan: { x: 680, y: 200 },
    tradingClone: { x: 1_000, y: 200 },
  },
};

const thirdVersion = {
  modelId: 'swift-2',
  note: 'Slippage cost more than funding saved: the book replaces open interest. Partial exits, a daily loss limit, and Swift 2.',
  graph: {
    dataStreams: [
      { blockId: 'hourly', stream: 'candles', interval: '1h', parameters: { lookback: 200, priceSource: 'mark' } },
      { blockId: 'funding', stream: 'funding-rate', interval: '8h', parameters: { history: 60, venues: 'weighted' } },
      { blockId: 'book', stream: 'order-book', parameters: { depth: 20, groupingBps: 5 } },
    ],
    assets: [
      { blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD'] },
      { blockId: 'satellites', symbols: ['LINK-USD'] },
    ],
    tradingPrompts: [
      {
        blockId: 'plan',
        prompt: `You trade momentum, long only. Decide once an hour, after the hourly candle has closed. Doing nothing is a decision: most hours it is the right one.

SCORE
The return over 24 hours, divided by the standard deviation of the hourly returns over the look-back. An asset trends when its score is above 1 and its 24-hour mean price is above its 96-hour mean.

ENTRY
- Buy the trending asset with the highest score. Hold at most two assets, at most one of them a satellite.
- Buy only when the last hourly close is above the highest close of the six hours before.
- Use limit orders at the best bid or up to 5 basis points above it. What isn't filled within the hour is cancelled.

SIZE
- Risk 0.75 % of the account on a major and 0.4 % on a satellite: position = risk / distance to the stop.
- Never more than 35 % of the account in one asset, nor 60 % in all of them.
- Halve the size when the standard deviation of the last 24 hourly returns is more than 1.5 times that of the look-back.

EXIT
- Stop: two average true ranges (14 hours) below the entry. Move it up with the price, never down, never away.
- Sell half at a gain of twice the risk, and then move the stop to the entry.
- Sell the rest when the score falls below 0, or after 72 hours.

RISK LIMITS
- When the account is 2 % below where the UTC day began: sell everything, and buy nothing before the next day.
- When the account is 6 % below its highest value: trade half the size until half of that is won back.
- Never add to a losing position. Never move a stop to avoid being stopped.

STAY OUT
- Of an asset whose funding is in the highest tenth of its last 60 periods: the crowd is already long.
- Of an asset when the twenty levels on the ask side hold less than fifty times the order, or the spread is above 10 basis points.
- Of everything after a single hourly move of more than 6 % in BTC-USD, for six hours.
- Whenever a stream is older than two hours or contradicts another one. Say which, and wait.

REASONS
Give one sentence for each trade and for each trade not taken that scored above 1: the score, the rule that decided, and the size.`,
      },
    ],
    connections: [
      { from: 'hourly', to: 'majors' },
      { from: 'hourly', to: 'satellites' },
      { from: 'funding', to: 'majors' },
      { from: 'funding', to: 'satellites' },
      { from: 'book', to: 'majors' },
      { from: 'book', to: 'satellites' },
      { from: 'majors', to: 'plan' },
      { from: 'satellites', to: 'plan' },
    ],
  },
  layout: {
    hourly: { x: 40, y: 40 },
    funding: { x: 40, y: 200 },
    book: { x: 40, y: 360 },
    majors: { x: 360, y: 120 },
    satellites: { x: 360, y: 300 },
    plan: { x: 680, y: 200 },
    tradingClone: { x: 1_000, y: 200 },
  },
} satisfies SampleVersion;

/** The sample strategy worth reading: three versions, each with what its creator had learned by then. */
export const momentumFoxVersions: readonly SampleVersion[] = [firstVersion, secondVersion, thirdVersion];

/** The third version, short as well as long. */
const experiment: SampleStep = {
  graph: {
    ...thirdVersion.graph,
    assets: [
      { blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD'] },
      { blockId: 'satellites', symbols: ['LINK-USD', 'AVAX-USD'] },
    ],
    tradingPrompts: thirdVersion.graph.tradingPrompts.map(({ blockId, prompt }) => ({
      blockId,
      prompt: prompt
        .replace('momentum, long only.', 'momentum, long and short.')
        .replace(
          '\n\nSIZE\n',
          '\n- Sell the asset with the lowest score short when that is below -1.5, at half the size, and only after the hourly close has broken the six-hour low.\n\nSIZE\n',
        ),
    })),
  },
  layout: thirdVersion.layout,
};

/**
 * An experiment, a look at the first version, the experiment again, and then it was discarded: the draft is the third version
 * as before, and its checkpoints have the rest.
 */
export const momentumFoxAfterwards: readonly SampleStep[] = [experiment, { restore: 1 }, { revert: 4 }, 'discard'];
