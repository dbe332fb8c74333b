import { describe, expect, it } from 'vitest';
import { byId } from '../../src/api/byId.ts';
import { RequestRecord } from '../../src/api/requestRecord.ts';

const [first, second, absent] = [
  '0193f1a0-0000-7000-8000-000000000001',
  '0193f1a0-0000-7000-8000-000000000002',
  '0193f1a0-0000-7000-8000-000000000003',
] as const;

function rowsOf(version: () => number) {
  const asked: (readonly string[])[] = [];
  const rows = byId<{ readonly id: string; readonly version: number }>(async (ids) => {
    asked.push(ids);
    const now = version();
    await Promise.resolve();
    // More than was asked for, as from a batch that requests share.
    return new Map([first, second].map((id) => [id, { id, version: now }]));
  }, new RequestRecord());
  return { rows, asked };
}

describe('rows by id', () => {
  it('come in the order of their ids, null for unknown ones, each read once', async () => {
    const { rows, asked } = rowsOf(() => 1);
    const loaded = await rows.loadAll([second, 'not an id', absent, first, second, null, 7]);
    expect(loaded.map((row) => row?.id ?? null)).toEqual([second, null, null, first, second, null, null]);
    expect(await rows.load(first)).toEqual({ id: first, version: 1 });
    expect(await rows.load(absent)).toBeNull();
    expect(await rows.load('not an id')).toBeNull();
    expect(asked).toEqual([[second, absent, first, second]]);
  });

  it('that are loaded come without a promise', async () => {
    const { rows } = rowsOf(() => 1);
    const [coming] = [rows.load(first), rows.prime([{ id: second, version: 9 }])];
    expect(coming).toBeInstanceOf(Promise);
    await coming;
    expect([rows.load(first), rows.load(second)]).toEqual([
      { id: first, version: 1 },
      { id: second, version: 9 },
    ]);
  });

  it('are still returned if the cache is cleared while they load', async () => {
    let version = 1;
    const { rows } = rowsOf(() => version);
    const before = rows.loadAll([first, second]);
    const alone = rows.load(first);
    rows.clearAll();
    version = 2;
    expect((await before).map((row) => row?.version)).toEqual([1, 1]);
    expect((await alone)?.version).toBe(1);
    expect((await rows.load(first))?.version).toBe(2);
  });

  it('that were primed are not read, and do not replace loaded ones', async () => {
    const { rows, asked } = rowsOf(() => 1);
    await rows.load(first);
    rows.prime([
      { id: first, version: 9 },
      { id: absent, version: 9 },
    ]);
    expect((await rows.loadAll([first, absent, second])).map((row) => row?.version)).toEqual([1, 9, 1]);
    expect(asked).toEqual([[first], [second]]);
  });

  it('all fail together, without an unhandled rejection', async () => {
    let calls = 0;
    const rows = byId<{ id: string }>(() => Promise.reject(new Error(`read ${(calls += 1)}`)), new RequestRecord());
    const single = rows.load(first);
    const all = rows.loadAll([first, second]);
    await expect(single).rejects.toThrow('read 1');
    await expect(all).rejects.toThrow('read 1');
    await expect(rows.load(second)).rejects.toThrow('read 2');
  });
});
