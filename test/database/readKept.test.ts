import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readKept, readKeptPages } from '../../src/database/readKept.ts';

/** A table whose rows are their states' numbers; `sent` are the statements: what each is, and of which ids. */
function tableOf(most: number) {
  const table = new Map<string, number>();
  const sent: [kind: 'read' | 'changed', ids: readonly string[]][] = [];
  const read = readKept<number>(
    {
      read: async (ids) => {
        sent.push(['read', ids]);
        return new Map(
          ids.flatMap((id) => {
            const row = table.get(id);
            return row === undefined ? [] : [[id, { value: row, stamp: `${row}` }] as const];
          }),
        );
      },
      changed: async (ids, stamps) => {
        sent.push(['changed', ids]);
        return ids.filter((id, index) => `${table.get(id)}` !== stamps[index]);
      },
    },
    most,
    () => 0,
  );
  return { table, sent, read };
}

test('a row that stands as it was is not read again, but asked after', async () => {
  const { table, sent, read } = tableOf(10);
  table.set('a', 1);
  await read(['a']);
  await read(['a']);
  expect(await read(['a'])).toEqual(new Map([['a', 1]]));
  expect(sent).toEqual([
    ['read', ['a']],
    ['read', ['a']],
    ['changed', ['a']],
  ]);
});

test('a row that was changed elsewhere is read anew, the others beside it are not', async () => {
  const { table, sent, read } = tableOf(10);
  table.set('a', 1).set('b', 1);
  await read(['a', 'b']);
  await read(['a', 'b']);
  table.set('b', 2);
  expect(await read(['a', 'b'])).toEqual(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  );
  expect(sent.slice(2)).toEqual([
    ['changed', ['a', 'b']],
    ['read', ['b']],
  ]);
});

test('a row that was changed is kept again only once it is asked for twice', async () => {
  const { table, sent, read } = tableOf(10);
  table.set('a', 1);
  for (let time = 1; time <= 2; time += 1) await read(['a']);
  table.set('a', 2);
  sent.length = 0;
  for (let time = 1; time <= 3; time += 1) expect(await read(['a'])).toEqual(new Map([['a', 2]]));
  expect(sent.map(([kind]) => kind)).toEqual(['changed', 'read', 'read', 'changed']);
});

test('when the database fails, nothing that is kept is given', async () => {
  const read = readKept<number>(
    {
      read: async (ids) => new Map(ids.map((id) => [id, { value: 1, stamp: '1' }])),
      changed: async () => Promise.reject(new Error('no connection')),
    },
    10,
    () => 0,
  );
  await read(['a']);
  await read(['a']);
  await expect(read(['a'])).rejects.toThrow('no connection');
});

test('whatever is asked for and changed, in whatever order, each call is given the rows as they stand, by three statements at most', async () => {
  const id = fc.constantFrom(...'abcdef');
  const ask = fc.record({ ask: fc.uniqueArray(id) });
  const change = fc.record({ set: id, to: fc.nat(3) });
  const remove = fc.record({ remove: id });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(ask, change, remove)), fc.integer({ min: 1, max: 3 }), async (steps, most) => {
      const { table, sent, read } = tableOf(most);
      for (const step of steps) {
        if ('set' in step) table.set(step.set, step.to);
        else if ('remove' in step) table.delete(step.remove);
        else {
          sent.length = 0;
          const expected = new Map(step.ask.filter((one) => table.has(one)).map((one) => [one, table.get(one)]));
          const rows = await read(step.ask);
          expect(new Map([...rows].toSorted())).toEqual(new Map([...expected].toSorted()));
          expect(sent.length).toBeLessThanOrEqual(3);
        }
      }
    }),
  );
});

/** A table whose pages are the numbers up to a limit, in order. */
function pagesOf(most: number) {
  const numbers = new Set<number>();
  const sent: ('read' | 'stands')[] = [];
  const pageOf = (limit: number): number[] => [...numbers].toSorted((a, b) => a - b).slice(0, limit);
  const read = readKeptPages<string, number, number[]>(
    {
      read: async (limit) => {
        sent.push('read');
        return { value: pageOf(limit), stamp: pageOf(limit).join() };
      },
      stands: async (limit, stamp) => {
        sent.push('stands');
        return pageOf(limit).join() === stamp;
      },
    },
    Number,
    (asked) => asked,
    most,
    () => 0,
  );
  return { numbers, sent, pageOf, read };
}

test('a page that stands as it was is not read again, but asked after; an empty one too', async () => {
  const { numbers, sent, read } = pagesOf(10);
  for (const page of [[], [1, 2]]) {
    for (const number of page) numbers.add(number);
    for (let time = 1; time <= 3; time += 1) await read('2');
    sent.length = 0;
    expect(await read('2')).toEqual(page);
    expect(sent).toEqual(['stands']);
  }
});

test('a page that changed is read anew, and kept again only once it is asked for twice', async () => {
  const { numbers, sent, read } = pagesOf(10);
  for (let time = 1; time <= 2; time += 1) await read('2');
  numbers.add(1);
  sent.length = 0;
  for (let time = 1; time <= 3; time += 1) expect(await read('2')).toEqual([1]);
  expect(sent).toEqual(['stands', 'read', 'read', 'stands']);
});

test('whatever pages are asked for and change, each call is given the page as it stands, by two statements at most', async () => {
  const asked = fc.record({ ask: fc.integer({ min: 0, max: 3 }) });
  const change = fc.record({ add: fc.nat(5) });
  const remove = fc.record({ remove: fc.nat(5) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(asked, change, remove)), fc.integer({ min: 1, max: 3 }), async (steps, most) => {
      const { numbers, sent, pageOf, read } = pagesOf(most);
      for (const step of steps) {
        if ('add' in step) numbers.add(step.add);
        else if ('remove' in step) numbers.delete(step.remove);
        else {
          sent.length = 0;
          expect(await read(`${step.ask}`)).toEqual(pageOf(step.ask));
          expect(sent.length).toBeLessThanOrEqual(2);
        }
      }
    }),
  );
});

test('when the database fails, no page that is kept is given', async () => {
  const read = readKeptPages(
    { read: async () => ({ value: [1], stamp: '1' }), stands: async () => Promise.reject(new Error('no connection')) },
    Number,
    String,
    10,
    () => 0,
  );
  await read('1');
  await read('1');
  await expect(read('1')).rejects.toThrow('no connection');
});

test('in another epoch a stamp that came again says nothing, not even to who asked when the epoch ended', async () => {
  let epoch = 0;
  let past = 'lost';
  let endsEpoch = false;
  const ask = <Answer>(answer: () => Answer): Promise<Answer> => {
    if (endsEpoch) [epoch, past, endsEpoch] = [epoch + 1, 'true', false];
    return Promise.resolve(answer());
  };
  const row = readKept<string>(
    {
      read: (ids) => ask(() => new Map(ids.map((id) => [id, { value: past, stamp: '1' }]))),
      changed: () => ask(() => []),
    },
    10,
    () => epoch,
  );
  const page = readKeptPages(
    { read: () => ask(() => ({ value: past, stamp: '1' })), stands: () => ask(() => true) },
    Number,
    String,
    10,
    () => epoch,
  );
  for (const read of [async () => (await row(['a'])).get('a'), () => page('1')]) {
    for (const whenAsked of [true, false]) {
      past = 'lost';
      for (let time = 1; time <= 3; time += 1) expect(await read()).toBe('lost');
      if (whenAsked) endsEpoch = true;
      else [epoch, past] = [epoch + 1, 'true'];
      for (let time = 1; time <= 3; time += 1) expect(await read()).toBe('true');
      epoch += 1;
    }
  }
});
