import { afterAll, beforeAll, expect, it } from 'vitest';
import { columnsOf } from '../../src/database/columnsOf.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('times are read to the millisecond, from 1970 to the end of 9999', async () => {
  const latest = Date.parse('9999-12-31T23:59:59.999Z');
  const between = (from: number, to: number): number => from + Math.floor(Math.random() * (to - from));
  const times = [0, 1, 999, latest, latest - 1, ...Array.from({ length: 2_000 }, (_, index) => between(0, index % 2 === 0 ? latest : Date.now()))];
  const columns = columnsOf<{ readonly at: Date }>({ at: true }, ['at']);
  const rows = await database.client.$queryRaw<{ at: number }[]>`
    SELECT ${columns} FROM unnest(${times.map((time) => new Date(time).toISOString())}::text[]) WITH ORDINALITY AS given (text, place)
    CROSS JOIN LATERAL (SELECT text::timestamptz(3) AS at) row ORDER BY place`;
  expect(rows.map(({ at }) => at)).toEqual(times);
});
