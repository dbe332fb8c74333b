import { describe, expect, it } from 'vitest';
import type { Collision } from '../../../../src/demo/page/builder/autosave.ts';
import { blockTitle, changeTitles, collisionTitle, memberTitle } from '../../../../src/demo/page/builder/names.ts';

const streams = [{ key: 'candles', displayName: 'Candles' }];
/** What is on the screen. */
const names = {
  streams,
  graph: {
    dataStreams: [{ blockId: 'hourly', stream: 'candles', interval: '1h' }],
    assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD'] }],
    tradingPrompts: [{ blockId: 'plan', prompt: 'Buy strength.' }],
    connections: [],
  },
};

describe('a block', () => {
  it('is called by what is in it', () => {
    const title = (block: Parameters<typeof blockTitle>[0]) => blockTitle(block, { streams });
    expect([
      title({ kind: 'dataStreams', block: { blockId: 'a', stream: 'candles', interval: '1h' } }),
      title({ kind: 'dataStreams', block: { blockId: 'a', stream: 'gone' } }),
      title({ kind: 'assets', block: { blockId: 'a', symbols: ['BTC-USD', 'ETH-USD'] } }),
      title({ kind: 'assets', block: { blockId: 'a', symbols: [] } }),
      title({ kind: 'tradingPrompts', block: { blockId: 'a', prompt: '\nBuy strength.\nSell.' } }),
      title({ kind: 'tradingPrompts', block: { blockId: 'a', prompt: ' ' } }),
    ]).toEqual(['Candles · 1h', 'gone', 'BTC-USD, ETH-USD', 'No assets yet', 'Buy strength.', 'Nothing written yet']);
  });
});

describe('a change', () => {
  it('calls a block what the change makes of it, or what it was when it is gone', () => {
    const daily = { id: 'hourly', stream: 'candles', interval: '1d' };
    const titles = changeTitles(
      [
        {
          kind: 'CHANGED',
          subject: 'DATA_STREAM',
          subjectId: 'hourly',
          before: { ...daily, interval: '1h' },
          after: daily,
        },
        { kind: 'REMOVED', subject: 'ASSET', subjectId: 'alts', before: { id: 'alts', symbols: ['LINK-USD'] } },
        { kind: 'CHANGED', subject: 'TRADING_PROMPT', subjectId: 'plan' },
        { kind: 'REMOVED', subject: 'MODEL', subjectId: 'model' },
      ],
      names,
    );
    expect(titles).toEqual([
      'Changed data stream Candles · 1d',
      'Removed assets LINK-USD',
      'Changed prompt',
      'Removed model',
    ]);
  });

  it('calls the ends of a connection so too, also those of a block that is no longer on the screen', () => {
    const connection = (subjectId: string) => ({ kind: 'REMOVED', subject: 'CONNECTION', subjectId });
    const alts = {
      kind: 'REMOVED',
      subject: 'ASSET',
      subjectId: 'alts',
      before: { id: 'alts', symbols: ['LINK-USD'] },
    };
    expect(changeTitles([connection('hourly->alts'), connection('hourly->unknown'), alts], names)).toEqual([
      'Removed connection Candles · 1h → LINK-USD',
      'Removed connection Candles · 1h → unknown',
      'Removed assets LINK-USD',
    ]);
  });

  it('is still told when its subject came after this page was built', () => {
    expect(changeTitles([{ kind: 'MOVED', subject: 'SCHEDULE', subjectId: 'daily' }], names)).toEqual([
      'MOVED schedule daily',
    ]);
  });
});

describe('a conflict', () => {
  const collision = (mine: Collision['mine'], theirs: Collision['theirs']): Collision => ({
    subject: 'DATA_STREAM',
    subjectId: 'hourly',
    members: [],
    mine,
    theirs,
  });
  const at = (interval: string) => ({ id: 'hourly', stream: 'candles', interval });

  it('is called by the block that is on the screen, or by that of the other tab', () => {
    expect(collisionTitle(collision(at('4h'), at('1d')), names)).toBe('data stream Candles · 4h');
    expect(collisionTitle(collision(null, at('1d')), names)).toBe('data stream Candles · 1d');
  });
});

describe('a member of a block', () => {
  const schema = { properties: { lookback: { title: 'Look-back', type: 'integer' }, depth: { type: 'integer' } } };
  const known = { streams: [{ key: 'candles', displayName: 'Candles', parametersSchema: schema }] };

  it('is called as in the forms, and else as in the API', () => {
    const titles = ['lookback', 'depth', 'interval', 'schedule'].map((name) => memberTitle(name, 'candles', known));
    expect(titles).toEqual(['Look-back', 'depth', 'Interval', 'schedule']);
    expect(memberTitle('lookback', 'gone', known)).toBe('lookback');
  });
});
