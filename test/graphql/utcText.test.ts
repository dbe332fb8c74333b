import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utcText } from '../../src/graphql/utcText.ts';

it('a time is formatted as by toISOString, in any year, cached or not', () => {
  fc.assert(
    fc.property(fc.array(fc.date({ noInvalidDate: true })), (dates) => {
      for (const date of [...dates, ...dates]) expect(utcText(date)).toBe(date.toISOString());
    }),
    { numRuns: 500 },
  );
  const edges = [
    '1970-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '2028-02-29T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
    '+010000-01-01T00:00:00.000Z',
  ];
  for (const edge of edges) expect(utcText(new Date(edge))).toBe(edge);
});

it('more days than the cache holds are formatted, too', () => {
  for (let day = 0; day < 2_500; day += 1) {
    const date = new Date(day * 86_400_000 + 12_345);
    expect(utcText(date)).toBe(date.toISOString());
  }
});

it('an invalid Date is refused', () => {
  expect(() => utcText(new Date(Number.NaN))).toThrow(RangeError);
});
