import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/clone/foldName.ts';
import { runs } from '../runs.ts';

/** A name in all cases. */
const cases = (name: string): string[] => [
  name,
  name.toUpperCase(),
  name.toLowerCase(),
  name.toLowerCase().toUpperCase(),
  name.normalize('NFD'),
  name.normalize('NFKC'),
];

/** Every character that has several cases or forms, or combines with others. */
const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter(
    (one) =>
      /[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(one) ||
      (!/\p{Script=Hangul}/u.test(one) && cases(one).some((other) => other !== one)),
  );
const contexts = [
  (one: string) => one,
  (one: string) => `a${one}b`,
  (one: string) => `${one}\u0301`,
  (one: string) => `${one}\u0307`,
];

describe('a name in upper case, in lower case and as it is', () => {
  it('is one name, for every single character', () => {
    expect(characters.length).toBeGreaterThan(10_000);
    const apart = contexts.flatMap((context) =>
      characters
        .map((one) => context(one).normalize('NFC'))
        .filter((name) => new Set(cases(name).map(foldName)).size > 1),
    );
    expect(apart).toEqual([]);
  });

  it('is one name, for any combination of characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        (name) => new Set(cases(name.normalize('NFC')).map(foldName)).size === 1,
      ),
      { numRuns: runs(3_000) },
    );
  });

  it.each([
    ['istanbul', 'İstanbul', 'İSTANBUL', 'ISTANBUL', 'ıstanbul'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς', 'Οδυσσεύς'.normalize('NFD').replace('\u0301', '')],
    ['Straße', 'STRASSE', 'STRAẞE'],
    ['ǅ', 'ǆ', 'Ǆ'],
    ['ﬁ', 'FI'],
    ['Ⅷ', 'viii'],
    ['می‌خواهم', 'میخواهم'],
    ['❤️', '❤'],
  ])('is one name: %s and %s', (...names) => {
    expect(new Set(names.map(foldName)).size).toBe(1);
  });

  it.each([
    ['resume', 'résumé'],
    ['i', 'í'],
    ['o', 'ö'],
    ['a', '\u0430'],
  ])('is a different name with another letter or mark: %s and %s', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it('does not change when folded again', () => {
    expect(characters.filter((one) => foldName(foldName(one)) !== foldName(one))).toEqual([]);
  });
});
