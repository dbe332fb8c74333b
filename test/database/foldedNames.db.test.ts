import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldName } from '../../src/clone/foldName.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

/** A database with names that the previous release folded, which is then migrated. */
let database: EmptyDatabase;
const query = (sql: string) => database.connect(({ run }) => run(sql));

const foldedBefore = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
const hidden = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /^\p{Default_Ignorable_Code_Point}$/u.test(character));
const many = Array.from(
  { length: Math.ceil(hidden.length / 20) },
  (_, index) => `e${hidden.slice(index * 20, index * 20 + 20).join('-')}\u0301`,
);
const names = [
  'İstanbul',
  'İİ',
  'i\u0307\u0307x',
  'GROẞ',
  'Groß',
  'می‌خواهم',
  '👩‍🚀 crew',
  'ΟΔΥΣΣΕΥΣ',
  'ısparta',
  'Ḍ̇',
  'plain',
  '日本語',
  "it's",
  ...many,
];

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
let written: string;

beforeAll(async () => {
  database = await openEmptyDatabase();
  const all = readMigrations();
  await database.connect((connection) =>
    migrate(
      connection,
      all.slice(
        0,
        all.findIndex(({ name }) => name.endsWith('_fold_names_anew')),
      ),
    ),
  );
  const rows = names.map(
    (name) =>
      `(gen_random_uuid(), 'alice', now(), now(), now(), ${literal(name)}, ${literal(foldedBefore(name))}, ${literal(name)}, ${literal(foldedBefore(name))})`,
  );
  await query(
    `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, name, name_folded, approved_name, approved_name_folded) VALUES ${rows.join()}`,
  );
  [written] = (await query(`SELECT xmin::text AS written FROM clones WHERE name = 'plain'`)).map((row) =>
    String(row['written']),
  ) as [string];
  await database.connect((connection) => migrate(connection, all));
});
afterAll(() => database.close());

describe('a name stored before the migration', () => {
  it('is folded as the service folds it now, so that a search finds it', async () => {
    const rows = await query('SELECT name, name_folded, approved_name_folded FROM clones');
    expect(rows).toHaveLength(names.length);
    for (const row of rows) {
      const folded = foldName(String(row['name']));
      expect(row).toMatchObject({ name_folded: folded, approved_name_folded: folded });
    }
  });

  it('is rewritten only if its folded form changes', async () => {
    const untouched = names.filter((name) => foldedBefore(name) === foldName(name));
    expect(untouched).toContain('plain');
    const rows = await query(`SELECT name FROM clones WHERE xmin::text = '${written}'`);
    expect(rows.map((row) => row['name']).toSorted()).toEqual(untouched.toSorted());
  });

  it('leaves no function behind', async () => {
    expect(await query(`SELECT proname FROM pg_proc WHERE proname LIKE '%fold_anew%'`)).toEqual([]);
  });
});
