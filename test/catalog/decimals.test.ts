import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, multiplesOf } from '../../src/catalog/decimals.ts';
import { compileParameters } from '../../src/catalog/parameters.ts';
import { schemaFlaw } from '../../src/catalog/schemaFlaw.ts';
import { often, runs } from '../runs.ts';

/** As a catalog's schema judges it. */
function fits(step: number, value: number): boolean {
  const schema = { type: 'object', properties: { p: { type: 'number', multipleOf: step } } };
  const compiled = compileParameters(schema);
  if (schemaFlaw(schema) !== null || 'flaw' in compiled) throw new Error('a schema with a step is a good one');
  return compiled.check({ p: value }).length === 0;
}

/** `digits` with the point moved `places` to the left, or null where a number would name another decimal. */
function written(digits: bigint, places: number): number | null {
  const number = Number(`${digits}e${-places}`);
  const [, whole = '', fraction = '', exponent = '0'] = /^(-?\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(String(number)) ?? [];
  // Both as whole numbers of the smallest unit that one of them has.
  const shift = Number(exponent) - fraction.length + places;
  const [own, read] =
    shift < 0
      ? [digits * 10n ** BigInt(-shift), BigInt(whole + fraction)]
      : [digits, BigInt(whole + fraction) * 10n ** BigInt(shift)];
  return own === read ? number : null;
}

describe('a step', () => {
  it.each([
    [0.01, 0.07],
    [0.01, 1.13],
    [0.01, 0.29],
    [0.01, 90_071_992_547_409.91],
    [0.01, 9_007_199_254_740_991],
    [0.1, 0.3],
    [0.1, -0.7],
    [0.05, 1.15],
    [0.000_000_1, 0.3],
    [1e-7, 3e-7],
    [1e-300, 7e-300],
    [5e-324, 1.5e308],
    [0.3, 0.9],
    [2.5, 1e21],
    [1e21, 3e21],
    [0.25, 0],
    [0.25, -0],
    [7, 7e22],
  ])('of %d has %d among its multiples', (step, value) => {
    expect(fits(step, value)).toBe(true);
  });

  it.each([
    [0.01, 0.075],
    [0.01, 1.130_000_000_000_000_1],
    [0.01, 0.070_000_000_000_000_02],
    [0.1, 0.300_000_000_000_000_04],
    [1e-7, 1.5e-7],
    [1e-7, 1e-8],
    [0.05, 1.16],
    [0.3, 1],
    [7, 1e22],
    [2, 9_007_199_254_740_991],
    [1e21, 1.5e21],
    [0.5, 5e-324],
  ])('of %d does not have %d', (step, value) => {
    expect(fits(step, value)).toBe(false);
  });

  it('has each of its multiples that a number can name, whatever its decimals, and neither neighbour of one', () => {
    let judged = 0;
    const step = fc.record({ digits: fc.bigInt({ min: 2n, max: 99_999n }), places: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(step, fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }), ({ digits, places }, times) => {
        const [unit, value] = [written(digits, places), written(digits * times, places)];
        if (unit === null || value === null) return;
        judged += 1;
        expect(multiplesOf(unit)(value)).toBe(true);
        for (const away of [-1n, 1n]) {
          const beside = written(digits * times + away, places);
          if (beside !== null) expect(multiplesOf(unit)(beside)).toBe(false);
        }
      }),
      { numRuns: runs(2_000) },
    );
    expect(judged).toBeGreaterThan(often(500));
  });
});

describe('a number in a message', () => {
  it.each([
    [1e-7, '0.0000001'],
    [0.07, '0.07'],
    [-2.5, '-2.5'],
    [0, '0'],
    [1_000_000, '1000000'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
  ])('%d is written %s', (number, text) => {
    expect(decimalText(number)).toBe(text);
  });

  it('names the same number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (number) => Number(decimalText(number)) === number + 0,
      ),
    );
  });
});
