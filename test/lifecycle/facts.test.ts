import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/lifecycle/facts.ts';

const members = { auditionStatus: 'audition', queueStatus: 'queue', arenaStatus: 'arena' } as const;
const values = {
  auditionStatus: ['NONE', 'RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'],
  queueStatus: ['NONE', 'WAITING', 'PROMOTED', 'EXPIRED'],
  arenaStatus: ['NONE', 'COMPETING', 'RETIRED'],
} as const;
const names = ['auditionStatus', 'queueStatus', 'arenaStatus'] as const;

describe('a lifecycle fact', () => {
  it.each(names.flatMap((name) => values[name].map((value) => [name, value] as const)))(
    'is known when %s is the string %s',
    (name, value) => {
      expect(readFacts({ [name]: value })[members[name]]).toBe(value);
    },
  );

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['the empty text', ''],
    ['another enum’s value', 'ACTIVE'],
    ['lower case', 'waiting'],
    ['a value with a blank', 'WAITING '],
    ['a list of one', ['WAITING']],
    ['an error object', { message: 'connect ECONNREFUSED 127.0.0.1:4003' }],
    ['an object that reads as a value', { toString: () => 'WAITING' }],
    ['a name that every object has', 'constructor'],
    ['the name of the prototype', '__proto__'],
    ['a number', 1],
    ['an index', '0'],
    ['true', true],
  ])('is unknown when it is %s', (_, value) => {
    for (const name of names) expect(readFacts({ [name]: value })[members[name]]).toBeNull();
  });

  it('is unknown whenever it is anything but one of its own values, as a string', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
        (name, value) => {
          const isValue = typeof value === 'string' && (values[name] as readonly string[]).includes(value);
          expect(readFacts({ [name]: value })[members[name]]).toBe(isValue ? value : null);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is read for its own source only', () => {
    expect(readFacts({ auditionStatus: 'WAITING', queueStatus: 'RETIRED', arenaStatus: 'PASSED' })).toEqual({
      audition: null,
      queue: null,
      arena: null,
    });
    expect(readFacts({})).toEqual({ audition: null, queue: null, arena: null });
  });
});
