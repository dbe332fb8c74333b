import { describe, expect, it } from 'vitest';
import { changedMembers, lineDifference, reasonWords } from '../../../../src/demo/page/builder/words.ts';

describe('a change', () => {
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
