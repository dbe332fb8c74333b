import { describe, expect, it, onTestFinished } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { inCloneTransaction } from '../../src/database/inCloneTransaction.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { faultCode } from '../../src/graphql/describeFault.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { openOtherSession } from './otherSession.ts';
import type { Client } from '../../src/database/client.ts';
import { testServer } from './testServer.ts';

async function open(connectionLimit = 4) {
  const { name, drop } = await createEmptyDatabase();
  const database = await openDatabase({ ...settingsOf(name), connectionLimit });
  const session = await openOtherSession(database);
  onTestFinished(async () => {
    await session.end();
    await database.close();
    await drop();
  });
  await session.query('CREATE TABLE things (id int PRIMARY KEY, size int NOT NULL, label varchar(20))');
  await session.query(`INSERT INTO things SELECT n, n, 'thing' FROM generate_series(1, 100) n`);
  return { database, session };
}

const readAll = (client: Client) =>
  client.$queryRaw<object[]>(Prisma.sql`SELECT * FROM things WHERE size > ${0}::int4 ORDER BY id`);
const several = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, () => work().then(() => 'done', faultCode)));
const write = (database: Database) =>
  inCloneTransaction(database, { newCloneOf: 'alice' }, new Date(Date.now() + 10_000), async ({ client }) => {
    await client.$executeRaw(Prisma.sql`UPDATE things SET size = size + 1 WHERE id = ${1}`);
    await readAll(client);
    return { done: true };
  });

const changes = [
  ['a column is added', 'ALTER TABLE things ADD COLUMN colour text'],
  ["a column's type is changed", 'ALTER TABLE things ALTER COLUMN size TYPE double precision'],
  ["a text's type is changed", 'ALTER TABLE things ALTER COLUMN label TYPE text'],
  ['a column is dropped', 'ALTER TABLE things DROP COLUMN label'],
  ['an index is made and the table analysed', 'CREATE INDEX ON things (size); ANALYZE things'],
  [
    'the table is recreated',
    'CREATE TABLE copy (LIKE things INCLUDING ALL); INSERT INTO copy SELECT * FROM things; DROP TABLE things; ALTER TABLE copy RENAME TO things',
  ],
] as const;

describe.skipIf(testServer === null)('while it runs', () => {
  it.each(changes)('%s: reads and writes go on', async (_, change) => {
    const { database, session } = await open();
    // After eight runs the statements are prepared on every connection; PostgreSQL fixes a plan after five.
    for (let time = 0; time < 8; time += 1)
      await Promise.all([several(8, () => readAll(database.client)), several(2, () => write(database))]);
    await session.query(change);
    expect(new Set(await several(48, () => readAll(database.client)))).toEqual(new Set(['done']));
    expect(new Set(await several(8, () => write(database)))).toEqual(new Set(['done']));
  });

  it('prepared statements vanish: reads and writes go on, on a single connection too', async () => {
    for (const limit of [1, 4]) {
      const { database } = await open(limit);
      for (let time = 0; time < 3; time += 1)
        await Promise.all([several(8, () => readAll(database.client)), several(2, () => write(database))]);
      await several(4, () => database.client.$executeRaw`DEALLOCATE ALL`);
      await several(limit, () =>
        database.transaction((client) => client.$executeRaw(Prisma.sql`DEALLOCATE ALL`), {
          maxWaitMs: 1_000,
          deadline: new Date(Date.now() + 5_000),
        }),
      );
      expect(new Set(await several(48, () => readAll(database.client)))).toEqual(new Set(['done']));
      expect(new Set(await several(4, () => write(database)))).toEqual(new Set(['done']));
    }
  });

  it('if a table does not exist yet, reads fail as unavailable, never as an internal error, and work once it exists', async () => {
    const { database, session } = await open();
    const read = () => database.client.$queryRaw`SELECT id FROM later`.then(() => {});
    expect(new Set(await several(48, read))).toEqual(new Set(['SERVICE_UNAVAILABLE']));
    await session.query('CREATE TABLE later (id int)');
    expect(new Set(await several(48, read))).toEqual(new Set(['done']));
  });
});
