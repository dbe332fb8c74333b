import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlColumns, textsOf } from '../../src/database/sqlColumns.ts';
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
  const times = [
    0,
    1,
    999,
    latest,
    latest - 1,
    ...Array.from({ length: 2_000 }, (_, index) => between(0, index % 2 === 0 ? latest : Date.now())),
  ];
  const columns = sqlColumns<{ readonly at: Date }>({ at: true }, ['at']);
  const rows = await database.client.$queryRaw<{ at: number }[]>`
    SELECT ${columns} FROM unnest(${times.map((time) => new Date(time).toISOString())}::text[]) WITH ORDINALITY AS given (text, place)
    CROSS JOIN LATERAL (SELECT text::timestamptz(3) AS at) row ORDER BY place`;
  expect(rows.map(({ at }) => at)).toEqual(times);
});

it('lists of texts are read as they were written, whatever the texts have in them', async () => {
  const odd = fc.constantFrom('', ' ', 'NULL', 'null', ',', '{}', '{', '"', '\\', "'", 'a b', 'é', '\u{1F600}', '\n');
  const word = fc.oneof(
    odd,
    fc.stringMatching(/^[A-Z]{1,5}$/),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  );
  const columns = sqlColumns<{ readonly words: string[] }>({ words: true }, [], ['words']);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(word, { maxLength: 4 }), { minLength: 1, maxLength: 20 }), async (lists) => {
      const rows = await database.client.$queryRaw<{ words: string | null }[]>`
        SELECT ${columns} FROM jsonb_array_elements(${JSON.stringify(lists)}::jsonb) WITH ORDINALITY AS given (list, place)
        CROSS JOIN LATERAL (SELECT coalesce(array_agg(item ORDER BY at), '{}') AS words FROM jsonb_array_elements_text(list) WITH ORDINALITY AS items (item, at)) row ORDER BY place`;
      expect(rows.map(({ words }) => textsOf(words))).toEqual(lists);
    }),
  );
});
