import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareCalls, batchPages, batchByIds } from '../../src/database/batchReads.ts';

type Rows = ReadonlyMap<string, string>;

/** Reads from `stored` as it is when the statement leaves, and notes what each statement asks for. */
function startReads(stored = new Map<string, string>()) {
  const statements: (readonly string[])[] = [];
  const read = batchByIds<string>(async (ids) => {
    statements.push(ids);
    return new Map([...stored].filter(([id]) => ids.includes(id)));
  });
  return { stored, statements, read };
}

describe('reads by id', () => {
  it('in one turn share one statement with each id once, and every caller gets its rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }), { minLength: 1 }),
        async (calls) => {
          const { read, statements } = startReads(
            new Map([
              ['a', 'A'],
              ['b', 'B'],
              ['c', 'C'],
            ]),
          );
          const answers = await Promise.all(calls.map((ids) => read(ids)));
          expect(statements).toEqual([[...new Set(calls.flat())]]);
          for (const [index, ids] of calls.entries()) {
            for (const id of ids)
              expect(answers[index]?.get(id)).toBe('abc'.includes(id) ? id.toUpperCase() : undefined);
          }
        },
      ),
    );
  });

  it('see what was written before the call, even if another call is waiting', async () => {
    const { read, stored, statements } = startReads();
    const early = read(['a']);
    stored.set('b', 'written');
    const late = read(['b']);
    expect((await late).get('b')).toBe('written');
    expect((await early).get('a')).toBeUndefined();
    expect(statements).toHaveLength(1);
  });

  it('are not cached', async () => {
    const { read, stored, statements } = startReads(new Map([['a', 'old']]));
    await read(['a']);
    stored.set('a', 'new');
    expect((await read(['a'])).get('a')).toBe('new');
    expect(statements).toHaveLength(2);
  });

  it('take further statements in the same turn beyond 1,000 rows each', async () => {
    const { read, statements } = startReads();
    const calls = Array.from({ length: 25 }, (_, call) =>
      Array.from({ length: 100 }, (_id, index) => `${call} ${index}`),
    );
    await Promise.all(calls.map((ids) => read(ids)));
    expect(statements.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
    statements.length = 0;
    await Promise.all([...calls.slice(0, 10), ...calls.slice(0, 10)].map((ids) => read(ids)));
    expect(statements.map(({ length }) => length)).toEqual([1_000]);
  });

  it('fail together if their statement fails, and the next call is sent', async () => {
    let broken = true;
    const read = batchByIds<string>(async (): Promise<Rows> => {
      if (broken) throw new Error('lost');
      return new Map([['a', 'A']]);
    });
    expect((await Promise.allSettled([read(['a']), read(['b'])])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    broken = false;
    expect((await read(['a'])).get('a')).toBe('A');
  });
});

describe('pages of the rows that belong to ids', () => {
  it('take one statement for each distinct page in a turn', async () => {
    const statements: [readonly string[], number][] = [];
    const read = batchPages<number, string>(
      async (ids, page) => {
        statements.push([ids, page]);
        return new Map(ids.map((id) => [id, `${id} ${page}`]));
      },
      String,
      2,
    );
    const asked = [
      ['a', 1],
      ['b', 1],
      ['a', 2],
      ['a', 1],
      ['c', 1],
    ] as const;
    const pages = await Promise.all(asked.map(([id, page]) => read([id], page)));
    expect(pages.map((rows, index) => rows.get(asked[index]?.[0] ?? ''))).toEqual(['a 1', 'b 1', 'a 2', 'a 1', 'c 1']);
    // At most two ids for each statement here.
    expect(statements).toEqual([
      [['a', 'b'], 1],
      [['a'], 2],
      [['c'], 1],
    ]);
    await read(['a'], 1);
    expect(statements).toHaveLength(4);
  });
});

describe('the same read', () => {
  it('is one call for everyone in a turn, sees what was written before, and is not cached', async () => {
    let stored = 'old';
    const calls: string[] = [];
    const read = shareCalls(
      async (asked: string) => {
        calls.push(asked);
        return `${asked} ${stored}`;
      },
      (asked) => asked,
    );
    const early = read('a');
    stored = 'new';
    expect(await Promise.all([early, read('a'), read('b')])).toEqual(['a new', 'a new', 'b new']);
    expect(calls).toEqual(['a', 'b']);
    stored = 'newest';
    expect(await read('a')).toBe('a newest');
  });

  it('fails for all of them, and the next call tries again', async () => {
    let broken = true;
    const read = shareCalls(
      async (asked: string) => {
        if (broken) throw new Error('lost');
        return asked;
      },
      (asked) => asked,
    );
    expect((await Promise.allSettled([read('a'), read('a')])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    broken = false;
    expect(await read('a')).toBe('a');
  });
});
