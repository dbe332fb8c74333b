import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { openOtherSession, untilWaiting } from './otherSession.ts';
import { testServer } from './testServer.ts';

/** An empty database, with two connections for reads unless `settings` say otherwise. */
async function open(settings: { readonly connectionLimit?: number; readonly pooled?: true } = {}): Promise<Database> {
  const { name, drop } = await createEmptyDatabase();
  const database = await openDatabase({ ...settingsOf(name), ...settings });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return database;
}

async function openSession(database: Database) {
  const session = await openOtherSession(database);
  onTestFinished(() => session.end());
  return session;
}

const backend = ({ client }: Database) =>
  client.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`.then(([{ pid }]) => pid);
// Prisma sends a query only once it is awaited.
const waitForLock = ({ client }: Database) =>
  client.$queryRaw`SELECT pg_advisory_xact_lock_shared(1)::text`.then(() => {});
const echo = ({ client }: Database, number: number) =>
  client.$queryRaw<[{ number: number }]>`SELECT ${number}::int AS number`.then(([row]) => row.number);
const fail = ({ client }: Database) => client.$queryRaw`SELECT 1 / 0 AS number`;

describe.skipIf(testServer === null)('reads', () => {
  it('share two connections, however many are in flight', async () => {
    const database = await open();
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => backend(database)))).size).toBe(2);
  });

  it('each get their own answer, even beside failing statements', async () => {
    const database = await open();
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, number) => (number % 3 === 0 ? fail(database) : echo(database, number))),
    );
    for (const [number, answer] of answers.entries()) {
      if (number % 3 === 0) expect(answer.status).toBe('rejected');
      else expect(answer).toEqual({ status: 'fulfilled', value: number });
    }
  });

  it('are not held up by one that waits', async () => {
    const database = await open();
    const session = await openSession(database);
    await session.query('SELECT pg_advisory_lock(1)');
    const waiting = waitForLock(database);
    await untilWaiting(session);
    for (let number = 0; number < 20; number += 1) expect(await echo(database, number)).toBe(number);
    await session.query('SELECT pg_advisory_unlock(1)');
    await waiting;
  });

  it('continue after a statement that could not be prepared, which works once it can be', async () => {
    const database = await open();
    const read = () => database.client.$queryRaw<{ number: number }[]>`SELECT number FROM later`;
    const refused = await Promise.allSettled(Array.from({ length: 10 }, read));
    expect(refused.map(({ status }) => status)).not.toContain('fulfilled');
    await database.client.$executeRaw`CREATE TABLE later AS SELECT 7 AS number`;
    expect(await Promise.all(Array.from({ length: 10 }, read))).toEqual(
      Array.from({ length: 10 }, () => [{ number: 7 }]),
    );
  });

  it('fail if their connection is lost in flight, and succeed on the next one', async () => {
    const database = await open();
    const session = await openSession(database);
    await session.query('SELECT pg_advisory_lock(1)');
    const lost = Promise.allSettled(Array.from({ length: 20 }, () => waitForLock(database)));
    await untilWaiting(session, 2);
    await session.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(new Set((await lost).map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(await Promise.all(Array.from({ length: 20 }, (_, number) => echo(database, number)))).toEqual(
      Array.from({ length: 20 }, (_, number) => number),
    );
  });

  it('use the only connection if there is just one', async () => {
    const database = await open({ connectionLimit: 1 });
    expect(new Set(await Promise.all(Array.from({ length: 10 }, () => backend(database)))).size).toBe(1);
  });

  it('and writes leave nothing prepared behind a pooler', async () => {
    const database = await open({ connectionLimit: 1, pooled: true });
    await echo(database, 1);
    expect(
      await database.client.$queryRaw`SELECT count(*)::int AS prepared FROM pg_prepared_statements WHERE name <> ''`,
    ).toEqual([{ prepared: 0 }]);
  });
});
