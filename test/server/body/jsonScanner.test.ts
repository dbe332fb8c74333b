import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonScanner, sizeOfJson } from '../../../src/server/body/jsonScanner.ts';

/** The expected result, from the parsed value. */
function count(value: unknown): { readonly depth: number; readonly values: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, values: 1 };
  const inside = Object.values(value).map(count);
  const names = Array.isArray(value) ? 0 : inside.length;
  return {
    depth: 1 + Math.max(0, ...inside.map(({ depth }) => depth)),
    values: 1 + 2 * names + inside.reduce((sum, { values }) => sum + values, 0),
  };
}

function scan(chunks: readonly Buffer[]): { readonly depth: number; readonly values: number } {
  const scanner = createJsonScanner();
  for (const chunk of chunks) scanner.scan(chunk);
  return { depth: scanner.depth, values: scanner.values };
}

/** `bytes` split at each of `cuts`, fractions from 0 to 1. */
function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((place) => Math.round(place * bytes.length)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

// Characters that a scanner could trip over, and long runs of plain ones.
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('"', '\\', '\\\\', '[', ']', '{', '}', ',', ':', ' ', 'é', '🦊', '\u0001', 'x'.repeat(40)), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ maxDepth: 5 }, tie('leaf'), fc.array(tie('json')), fc.dictionary(text, tie('json'))),
  leaf: fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
}));

describe('the scanner', () => {
  it('counts what JSON.parse produces, for any JSON, with or without white space, in any chunks', () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\n\t\r '), cuts, (value, blanks, places) => {
        const body = blanks + JSON.stringify(value, null, blanks) + blanks;
        const size = count(JSON.parse(body));
        expect(scan(cut(Buffer.from(body), places))).toEqual(size);
        expect(sizeOfJson(JSON.parse(body), 100)).toEqual(size);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not needed for parsed values, which are not searched below the level that is too deep', () => {
    const nest = JSON.parse(`${'['.repeat(8_000)}${']'.repeat(8_000)}`) as unknown;
    expect(sizeOfJson(nest, 100)).toEqual({ depth: 101, values: 101 });
  });

  it('counts the same byte by byte', () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = Buffer.from(JSON.stringify(value));
        expect(scan(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(scan([bytes]));
      }),
    );
  });

  it('counts what precedes the end of truncated JSON', () => {
    const scanned = scan([Buffer.from('{"a":[[1,2,{"b":"]]'), Buffer.from('",')]);
    expect(scanned).toEqual({ depth: 4, values: 12 });
  });
});
