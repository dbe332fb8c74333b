import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoTransaction } from '../../src/database/runTransaction.ts';
import { createTurns, type EndTurn } from '../../src/database/turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const inMs = (milliseconds: number): Date => new Date(Date.now() + milliseconds);
const settled = () => vi.advanceTimersByTimeAsync(0);

/** Asks for turns by name, and records in which order they came. */
function watchTurns(most = 100) {
  const turns = createTurns(most);
  const begun: string[] = [];
  const ends = new Map<string, EndTurn>();
  const refused = new Map<string, unknown>();
  return {
    begun,
    refused,
    size: turns.size,
    working: (): string[] => [...ends.keys()],
    ask: async (name: string, keys: readonly string[], deadline = inMs(1_000)): Promise<void> => {
      turns.take(keys, deadline).then(
        (end) => {
          begun.push(name);
          ends.set(name, end);
        },
        (error: unknown) => void refused.set(name, error),
      );
      await settled();
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.();
      ends.delete(name);
      await settled();
    },
  };
}

describe('turns of one key', () => {
  it('come one at a time, in the order of the calls', async () => {
    const { ask, end, begun } = watchTurns();
    for (const name of ['first', 'second', 'third']) await ask(name, ['a']);
    expect(begun).toEqual(['first']);
    await end('first');
    expect(begun).toEqual(['first', 'second']);
    await end('second');
    expect(begun).toEqual(['first', 'second', 'third']);
  });

  it("don't wait for those of another", async () => {
    const { ask, begun } = watchTurns();
    await ask('of a', ['a']);
    await ask('also of a', ['a']);
    await ask('of b', ['b']);
    expect(begun).toEqual(['of a', 'of b']);
  });

  it('are released once, however often release is called', async () => {
    const turns = createTurns(100);
    const end = await turns.take(['a'], inMs(1_000));
    end();
    await turns.take(['a'], inMs(1_000));
    end();
    const third = turns.take(['a'], inMs(1_000));
    const outcome = expect(third).rejects.toBeInstanceOf(NoTransaction);
    await vi.advanceTimersByTimeAsync(1_000);
    await outcome;
  });
});

describe('a waiting call', () => {
  it('fails at its deadline with an error that says that nothing began, and holds up nobody', async () => {
    const { ask, end, begun, refused } = watchTurns();
    await ask('first', ['a']);
    await ask('impatient', ['a', 'b'], inMs(100));
    await ask('of a', ['a']);
    await ask('of b', ['b']);
    expect(begun).toEqual(['first']);
    await vi.advanceTimersByTimeAsync(100);
    expect(refused.get('impatient')).toBeInstanceOf(NoTransaction);
    expect(begun).toEqual(['first', 'of b']);
    await end('first');
    expect(begun).toEqual(['first', 'of b', 'of a']);
  });

  it('is one of a limited number; further calls are refused at once', async () => {
    const { ask, end, begun, refused } = watchTurns(2);
    for (const name of ['first', 'second', 'third', 'fourth']) await ask(name, ['a']);
    await ask('of a and b', ['b', 'a']);
    expect([...refused.keys()]).toEqual(['fourth', 'of a and b']);
    expect(refused.get('fourth')).toBeInstanceOf(NoTransaction);
    await ask('of b', ['b']);
    await end('first');
    await ask('fifth', ['a']);
    expect([...refused.keys()]).toEqual(['fourth', 'of a and b']);
    expect(begun).toEqual(['first', 'of b', 'second']);
  });

  it('has no timer once its turn has come', async () => {
    const { ask, end } = watchTurns();
    await ask('first', ['a']);
    await ask('second', ['a']);
    expect(vi.getTimerCount()).toBe(1);
    await end('first');
    expect(vi.getTimerCount()).toBe(0);
  });
});

type Step =
  | { readonly ask: readonly string[]; readonly patienceMs: number }
  | { readonly end: number }
  | { readonly passMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      ask: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
      patienceMs: fc.integer({ min: 1, max: 50 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ end: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ passMs: fc.integer({ min: 1, max: 30 }) }) },
);

/** The rule in its simplest form: a call begins once no earlier call shares a key with it. */
interface Asked {
  readonly name: string;
  readonly keys: readonly string[];
  readonly until: number;
  begun: boolean;
}

const blocks = (earlier: Asked, later: Asked): boolean => earlier.keys.some((key) => later.keys.includes(key));

function letBegin(asked: readonly Asked[]): void {
  asked.forEach((one, index) => {
    if (!asked.slice(0, index).some((earlier) => blocks(earlier, one))) one.begun = true;
  });
}

/**
 * Calls past their deadline leave one after the other: of two with the same deadline, the first may let the second
 * begin.
 */
function leaveInTurn(asked: readonly Asked[]): Asked[] {
  const left = [...asked];
  for (const one of asked) {
    if (one.begun || one.until > Date.now()) continue;
    left.splice(left.indexOf(one), 1);
    letBegin(left);
  }
  return left;
}

describe('whatever turns are taken, released and abandoned', () => {
  it('a call has its turn exactly if no earlier one shares a key, and none is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { ask, end, working, size } = watchTurns();
        let expected: Asked[] = [];
        const namesAtWork = (): string[] => expected.filter(({ begun }) => begun).map(({ name }) => name);
        for (const [index, one] of steps.entries()) {
          if ('ask' in one) {
            expected.push({ name: `${index}`, keys: one.ask, until: Date.now() + one.patienceMs, begun: false });
            letBegin(expected);
            await ask(`${index}`, one.ask, inMs(one.patienceMs));
          } else if ('end' in one) {
            const name = working()[one.end];
            if (name === undefined) continue;
            expected = expected.filter((asked) => asked.name !== name);
            letBegin(expected);
            await end(name);
          } else {
            for (let passed = 0; passed < one.passMs; passed += 1) {
              await vi.advanceTimersByTimeAsync(1);
              expected = leaveInTurn(expected);
            }
          }
          expect(working().toSorted()).toEqual(namesAtWork().toSorted());
        }
        // Once those that have their turn end, and then those after them, all are done.
        while (working().length > 0) await end(working()[0] ?? '');
        expect(vi.getTimerCount()).toBe(0);
        expect(size()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is left once all are done', async () => {
    const turns = createTurns(100);
    const ends = [await turns.take(['a', 'b'], inMs(10)), await turns.take(['c'], inMs(10))];
    const late = expect(turns.take(['b', 'd'], inMs(10))).rejects.toBeInstanceOf(NoTransaction);
    expect(turns.size()).toBe(4);
    await vi.advanceTimersByTimeAsync(10);
    await late;
    ends.forEach((end) => end());
    expect(turns.size()).toBe(0);
  });
});
