import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSteps } from '../../src/catalog/patternSteps.ts';

const most = 1_000_000;

describe('a pattern that can hang', () => {
  it.each([
    '^(a+)+$',
    '^(a*)*$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(a|b|ab)*c$',
    '^(\\w+\\s?)*$',
    '(x+x+)+y',
    '^([a-z]+)*@',
    '^(a{1,50}){1,50}$',
    '^((a?){30}){30}$',
    '^.*.*.*x$',
    'a+b',
    '^a*a*a*$',
    '^\\s*(.*)\\s*$',
    '^(?=a*a*b)',
    '^(a*)\\1\\1$',
    `^${'(a|a)'.repeat(30)}$`,
    `^${'a?'.repeat(40)}$`,
    '^(a|a){5000}$',
    '^(a|a)*?$',
    '(?<!a)b',
    '(?i:a)',
    '[',
    '(',
    'a**',
  ])('is over the limit: %s', (pattern) => {
    expect(patternSteps(pattern)).toBeGreaterThan(most);
  });
});

describe('a pattern within the limit', () => {
  it.each([
    '',
    '^$',
    '^a|^b',
    '^[A-Z]{3}$',
    '^[a-z0-9-]+$',
    '^[a-z]+?$',
    '^x{5000}$',
    '^0x[0-9a-f]{40}$',
    '^(foo|bar)-\\d{1,5}$',
    '^[a-z]{1,20}(-[a-z]{1,20})?$',
    '^([A-Z]{1,8},){0,3}[A-Z]{1,8}$',
    '^\\p{L}{1,50}$',
    '^\\u{1F600}?$',
    '[xyz]$',
    '^(?<year>\\d{4})-(?:\\d{2})$',
  ])('is one that people write: %s', (pattern) => {
    expect(patternSteps(pattern)).toBeLessThanOrEqual(most);
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });

  const atom = fc.constantFrom('a', 'b', '[ab]', '.', '\\w');
  const pieces = fc.letrec<{ part: string; sequence: string }>((tie) => ({
    sequence: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    part: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.tuple(atom, fc.constantFrom('*', '+', '?', '{0,9}', '{2,}')).map(([one, repeat]) => one + repeat),
      fc
        .tuple(tie('sequence'), tie('sequence'), fc.constantFrom('', '*', '+', '?', '{1,3}', '{30}', '{5000}'))
        .map(([one, other, repeat]) => `(?:${one}|${other})${repeat}`),
      fc
        .tuple(tie('sequence'), fc.constantFrom('', '*', '+', '?', '{1,3}', '{30}', '{5000}'))
        .map(([one, repeat]) => `(${one})${repeat}`),
    ),
  }));
  const pattern = fc
    .tuple(fc.constantFrom('^', ''), pieces.sequence, fc.constantFrom('$', 'c', ''))
    .map((parts) => parts.join(''));
  const texts = ['a', 'ab', 'aab'].flatMap((word) =>
    ['', '!'].map((end) => word.repeat(Math.floor(4_095 / word.length)) + end),
  );

  it('never takes long, whatever it is', () => {
    fc.assert(
      fc.property(
        pattern.filter((one) => patternSteps(one) <= most),
        (one) => {
          // A backtracking engine that runs away is stopped by the time-out, which throws.
          runInNewContext(
            'for (const text of texts) new RegExp(pattern, "u").test(text)',
            { pattern: one, texts },
            { timeout: 2_000 },
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
