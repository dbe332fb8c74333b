import { describe, expect, it } from 'vitest';
import {
  blockTitle,
  changedMembers,
  changeTitle,
  lineDifference,
  reasonWords,
} from '../../../../src/demo/page/builder/words.ts';

const names = { streams: [{ key: 'candles', displayName: 'Candles' }] };

describe('a block', () => {
  it('is called by what is in it', () => {
    const title = (block: Parameters<typeof blockTitle>[0]) => blockTitle(block, names);
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
  it('is told in words, also one that came after this page was built', () => {
    const titles = [
      { kind: 'CHANGED', subject: 'DATA_STREAM', subjectId: 'hourly' },
      { kind: 'ADDED', subject: 'CONNECTION', subjectId: 'hourly->majors' },
      { kind: 'REMOVED', subject: 'MODEL', subjectId: 'model' },
      { kind: 'ADDED', subject: 'SCHEDULE', subjectId: 'daily' },
    ].map(changeTitle);
    expect(titles).toEqual([
      'Changed data stream hourly',
      'Added connection hourly → majors',
      'Removed model',
      'Added schedule daily',
    ]);
  });

  it('names each member that differs, parameters one by one', () => {
    const change = {
      kind: 'CHANGED',
      subject: 'DATA_STREAM',
      subjectId: 'hourly',
      before: { id: 'hourly', interval: '1h', parameters: { lookback: 50, skew: true } },
      after: { id: 'hourly', interval: '4h', parameters: { lookback: 50 } },
    };
    expect(changedMembers(change)).toEqual([
      { name: 'interval', from: '1h', to: '4h' },
      { name: 'skew', from: 'yes', to: 'not set' },
    ]);
    expect(changedMembers({ ...change, before: null })).toEqual([]);
  });

  it('of a prompt shows the lines that differ between those that stay', () => {
    expect(lineDifference('a\nb\nc\nd', 'a\nb\nx\ny\nd').map(({ sign, text }) => sign + text)).toEqual([
      ' b',
      '-c',
      '+x',
      '+y',
      ' d',
    ]);
    expect(lineDifference('', 'new').map(({ sign, text }) => sign + text)).toEqual(['-', '+new']);
  });
});

describe('what the page does not know', () => {
  it('is still said', () => {
    expect(reasonWords('MERGED')).toBe('Earlier draft');
  });
});
