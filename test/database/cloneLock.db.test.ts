import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { inCloneTransaction, type CloneTransaction, type Target } from '../../src/database/inCloneTransaction.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { sqlState } from '../../src/database/sqlState.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession, untilWaiting } from './otherSession.ts';
import { insertCloneRow } from './sampleRows.ts';
import { testServer } from './testServer.ts';

let database: Database;
let other: pg.Client;
let a: string;
let b: string;

const needsServer = testServer === null; // the embedded database has one connection: nobody else can hold a lock

describe.skipIf(needsServer)('while another session holds a clone', () => {
  beforeAll(async () => {
    database = await openTestDatabase();
    other = await openOtherSession(database);
    a = await insertCloneRow(database.client);
    b = await insertCloneRow(database.client);
  });
  afterAll(async () => {
    await other.end();
    await database.close();
  });

  const hold = async (...ids: string[]): Promise<void> => {
    await other.query('BEGIN');
    await other.query('SELECT id FROM clones WHERE id = ANY ($1) FOR NO KEY UPDATE', [ids]);
  };

  function write<Done>(target: Target, work: (transaction: CloneTransaction) => Promise<Done>, milliseconds = 20_000) {
    const deadline = new Date(Date.now() + milliseconds);
    return inCloneTransaction<Done, string>(database, target, deadline, async (transaction) => ({
      done: await work(transaction),
    }));
  }

  it('a write waits, and its `now` is after it got the lock', async () => {
    await hold(a);
    const waiting = write({ clones: [a] }, async ({ now }) => now);
    await untilWaiting(other);
    const { rows } = await other.query<{ now: Date }>('SELECT clock_timestamp()::timestamptz(3) AS now');
    await other.query('COMMIT');
    const outcome = await waiting;
    if (!('done' in outcome) || rows[0] === undefined) throw new Error('nothing refuses here');
    expect(outcome.done.getTime()).toBeGreaterThanOrEqual(rows[0].now.getTime());
  });

  it('a write sees what the holder committed, not the state when it began to wait', async () => {
    await hold(a);
    const waiting = write(
      { clones: [a] },
      async ({ client }) =>
        (
          await client.$queryRaw<{ description: string }[]>(
            Prisma.sql`SELECT description FROM clones WHERE id = ${a}::uuid`,
          )
        )[0]?.description,
    );
    await untilWaiting(other);
    await other.query(`UPDATE clones SET description = 'committed meanwhile' WHERE id = $1`, [a]);
    await other.query('COMMIT');
    expect(await waiting).toEqual({ done: 'committed meanwhile' });
  });

  it('a batch waits for each of its clones, and a write on another clone for none', async () => {
    await hold(b);
    expect(await write({ clones: [a] }, async () => 'free')).toEqual({ done: 'free' });
    const batch = write({ clones: [a, b] }, async () => 'late');
    await untilWaiting(other);
    await other.query('COMMIT');
    expect(await batch).toEqual({ done: 'late' });
  });

  it('a write ends with the request, long before the holder releases the lock, and has written nothing', async () => {
    await hold(a);
    let attempts = 0;
    const begun = performance.now();
    const failing = write({ clones: [a] }, async () => (attempts += 1), 400);
    await expect(failing).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(attempts).toBe(0);
    await other.query('COMMIT');
  });

  it('a statement that runs too long is cancelled by the database when the request ends', async () => {
    const begun = performance.now();
    const slow = write({ clones: [a] }, ({ client }) => client.$queryRaw(Prisma.sql`SELECT pg_sleep(20)::text`), 400);
    expect(sqlState(await slow.catch((error: unknown) => error))).toBe('57014');
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('reads go on', async () => {
    await hold(a);
    expect(await database.client.clone.count({ where: { id: a } })).toBe(1);
    await other.query('COMMIT');
  });
});

describe.skipIf(needsServer)('a write under way', () => {
  it('lets others insert what refers to its clone', async () => {
    const own = await openTestDatabase();
    const session = await openOtherSession(own);
    const clone = await insertCloneRow(own.client);
    const outcome = await inCloneTransaction(own, { clones: [clone] }, new Date(Date.now() + 20_000), async () => {
      await session.query(`SET lock_timeout = '2s'`);
      const { rowCount } = await session.query('INSERT INTO clone_entitlement_grants VALUES ($1, $2)', [
        'grant',
        clone,
      ]);
      return { done: rowCount };
    });
    expect(outcome).toEqual({ done: 1 });
    await session.end();
    await own.close();
  });
});
