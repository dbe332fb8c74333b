import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTogether } from '../../src/database/readTogether.ts';

type Rows = ReadonlyMap<string, string>;

/** Reads from `stored` as it is when the statement leaves, and notes what each statement asks for. */
function startReads(stored = new Map<string, string>()) {
  const statements: (readonly string[])[] = [];
  const read = readTogether<string>(async (ids) => {
    statements.push(ids);
    return new Map([...stored].filter(([id]) => ids.includes(id)));
  });
  return { stored, statements, read };
}

describe('reads by id', () => {
  it('of one turn become one statement, in which each id stands once, and every caller finds its rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }), { minLength: 1 }), async (calls) => {
        const { read, statements } = startReads(new Map([['a', 'A'], ['b', 'B'], ['c', 'C']]));
        const answers = await Promise.all(calls.map((ids) => read(ids)));
        expect(statements).toEqual([[...new Set(calls.flat())]]);
        for (const [index, ids] of calls.entries()) {
          for (const id of ids) expect(answers[index]?.get(id)).toBe('abc'.includes(id) ? id.toUpperCase() : undefined);
        }
      }),
    );
  });

  it('see what was written before they were asked for, also when another waits already', async () => {
    const { read, stored, statements } = startReads();
    const early = read(['a']);
    stored.set('b', 'written');
    const late = read(['b']);
    expect((await late).get('b')).toBe('written');
    expect((await early).get('a')).toBeUndefined();
    expect(statements).toHaveLength(1);
  });

  it('are not remembered', async () => {
    const { read, stored, statements } = startReads(new Map([['a', 'old']]));
    await read(['a']);
    stored.set('a', 'new');
    expect((await read(['a'])).get('a')).toBe('new');
    expect(statements).toHaveLength(2);
  });

  it('go on in the same turn after a statement was full: at most 1,000 rows each', async () => {
    const { read, statements } = startReads();
    const calls = Array.from({ length: 25 }, (_, call) => Array.from({ length: 100 }, (_id, index) => `${call} ${index}`));
    await Promise.all(calls.map((ids) => read(ids)));
    expect(statements.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
  });

  it('fail together when their statement fails, and the next one is read', async () => {
    let broken = true;
    const read = readTogether<string>(async (): Promise<Rows> => {
      if (broken) throw new Error('lost');
      return new Map([['a', 'A']]);
    });
    expect((await Promise.allSettled([read(['a']), read(['b'])])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect((await read(['a'])).get('a')).toBe('A');
  });
});
