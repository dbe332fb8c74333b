import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cacheImmutable } from '../../src/database/cacheImmutable.ts';

/** Cached reads of rows that hold their id; `asked` are the ids of each read. */
function readsOf(stored: ReadonlySet<string>, most: number) {
  const asked: string[][] = [];
  const read = cacheImmutable(
    async (ids) => {
      asked.push([...ids]);
      return new Map(ids.filter((id) => stored.has(id)).map((id) => [id, { id }]));
    },
    most,
    () => 0,
  );
  return { asked, read };
}

test('a row is read once, an id without a row each time', async () => {
  const { asked, read } = readsOf(new Set(['a', 'b']), 10);
  expect([...(await read(['a', 'x'])).keys()]).toEqual(['a']);
  expect(new Set((await read(['b', 'a', 'x'])).keys())).toEqual(new Set(['a', 'b']));
  await read(['a', 'b', 'x']);
  expect(asked).toEqual([['a', 'x'], ['b', 'x'], ['x']]);
});

test('a row that is stored after it was first asked for is found', async () => {
  const stored = new Set<string>();
  const { read } = readsOf(stored, 10);
  expect((await read(['a'])).size).toBe(0);
  stored.add('a');
  expect((await read(['a'])).get('a')).toEqual({ id: 'a' });
});

test('a failed read is not cached', async () => {
  let gone = true;
  const read = cacheImmutable(
    async (ids) => {
      if (gone) throw new Error('no connection');
      return new Map(ids.map((id) => [id, { id }]));
    },
    10,
    () => 0,
  );
  await expect(read(['a'])).rejects.toThrow('no connection');
  gone = false;
  expect((await read(['a'])).get('a')).toEqual({ id: 'a' });
});

test('whatever was asked for before, each call gets exactly the rows that exist for its ids', async () => {
  const id = fc.constantFrom(...'abcdefgh');
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(id),
      fc.array(fc.uniqueArray(id)),
      fc.integer({ min: 1, max: 4 }),
      async (there, calls, most) => {
        const { read } = readsOf(new Set(there), most);
        for (const ids of calls) {
          const rows = await read(ids);
          expect(new Set(rows.keys())).toEqual(new Set(ids.filter((one) => there.includes(one))));
          for (const [key, row] of rows) expect(row.id).toBe(key);
        }
      },
    ),
  );
});

test('at most twice the given number of rows is cached', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `${index}`);
  const { asked, read } = readsOf(new Set(ids), 10);
  for (const one of ids) await read([one]);
  const before = asked.length;
  for (const one of ids.toReversed()) await read([one]);
  expect(asked.length - before).toBeGreaterThanOrEqual(80);
});

test('in another epoch everything is read again, and a row that arrives late is not cached', async () => {
  let epoch = 0;
  let past = 'lost';
  const late = Promise.withResolvers<void>();
  const read = cacheImmutable(
    async (ids) => {
      const rows = new Map(ids.map((id) => [id, past]));
      if (ids.includes('late')) await late.promise;
      return rows;
    },
    10,
    () => epoch,
  );
  for (let time = 1; time <= 2; time += 1) expect(await read(['a'])).toEqual(new Map([['a', 'lost']]));
  const underWay = [read(['a', 'late']), read(['b', 'late']), read(['b', 'late'])];
  epoch += 1;
  past = 'true';
  late.resolve();
  // Cached rows aren't mixed with rows of the new epoch.
  expect((await Promise.all(underWay))[0]).toEqual(
    new Map([
      ['a', 'true'],
      ['late', 'true'],
    ]),
  );
  for (let time = 1; time <= 3; time += 1)
    expect(await read(['a', 'b', 'late'])).toEqual(
      new Map([
        ['a', 'true'],
        ['b', 'true'],
        ['late', 'true'],
      ]),
    );
});

test('without an epoch nothing is cached', async () => {
  let reads = 0;
  const read = cacheImmutable(
    async (ids) => {
      reads += 1;
      return new Map(ids.map((id) => [id, id]));
    },
    10,
    () => null,
  );
  for (let time = 1; time <= 5; time += 1) await read(['a']);
  expect(reads).toBe(5);
});
