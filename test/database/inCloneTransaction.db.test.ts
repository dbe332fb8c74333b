import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { milliseconds } from '../../src/database/sqlColumns.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { inCloneTransaction, type CloneTransaction, type Target } from '../../src/database/inCloneTransaction.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { sqlState } from '../../src/database/sqlState.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import type { Client } from '../../src/database/client.ts';
import { insertCloneRow } from './sampleRows.ts';

let database: Database;
let a: string;
let b: string;

beforeAll(async () => {
  database = await openTestDatabase();
  a = await insertCloneRow(database.client);
  b = await insertCloneRow(database.client);
});
afterAll(() => database.close());

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);

function write<Done>(target: Target, work: (transaction: CloneTransaction) => Promise<Done>, deadline = inSeconds(20)) {
  return inCloneTransaction<Done, string>(database, target, deadline, async (transaction) => ({
    done: await work(transaction),
  }));
}

async function revisionOf(client: Client, id: string): Promise<number> {
  const [row] = await client.$queryRaw<{ revision: number }[]>(
    Prisma.sql`SELECT profile_revision AS revision FROM clones WHERE id = ${id}::uuid`,
  );
  return row?.revision ?? expect.fail();
}

/** Reads and then writes: loses updates unless one writer waits for the other. */
async function increment({ client }: CloneTransaction, id: string): Promise<void> {
  const revision = (await revisionOf(client, id)) + 1;
  await client.$executeRaw(Prisma.sql`UPDATE clones SET profile_revision = ${revision} WHERE id = ${id}::uuid`);
}

/** Makes the database raise this SQLSTATE for real. */
async function raise(client: Client, state: string): Promise<void> {
  await client.$executeRaw(Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '${state}'; END $$`));
}

async function countOf(client: Client, ownerId: string): Promise<number> {
  const [row] = await client.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM clones WHERE owner_id = ${ownerId}`,
  );
  return row?.count ?? expect.fail();
}

describe('a write', () => {
  it('returns what was done and is committed', async () => {
    const before = await revisionOf(database.client, a);
    expect(await write({ clones: [a] }, (transaction) => increment(transaction, a))).toEqual({ done: undefined });
    expect(await revisionOf(database.client, a)).toBe(before + 1);
  });

  it('that is refused is rolled back and returns the reason', async () => {
    const before = await revisionOf(database.client, a);
    const outcome = await inCloneTransaction<never, string>(
      database,
      { clones: [a] },
      inSeconds(20),
      async (transaction) => {
        await increment(transaction, a);
        return { refused: 'why' };
      },
    );
    expect(outcome).toEqual({ refused: 'why' });
    expect(await revisionOf(database.client, a)).toBe(before);
  });

  it('that throws is rolled back and throws the same error', async () => {
    const before = await revisionOf(database.client, a);
    const fault = new Error('a fault');
    const attempt = write({ clones: [a] }, async (transaction) => {
      await increment(transaction, a);
      throw fault;
    });
    await expect(attempt).rejects.toBe(fault);
    expect(await revisionOf(database.client, a)).toBe(before);
  });

  it("has the database's clock, to the millisecond, and not the moment at which the transaction began", async () => {
    const times = await write({ clones: [a] }, async ({ client, now }) => {
      const [row] = await client.$queryRaw<[{ begun: number; later: number }]>(Prisma.sql`
        SELECT ${milliseconds("date_trunc('milliseconds', now())")} AS begun, ${milliseconds('clock_timestamp()')} AS later`);
      return { now: now.getTime(), ...row };
    });
    if (!('done' in times)) throw new Error('nothing refuses here');
    const { begun, now, later } = times.done;
    expect(now).toBeGreaterThanOrEqual(begun);
    expect(now).toBeLessThanOrEqual(later);
  });

  it('on a clone that does not exist finds nothing', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(await write({ clones: [nowhere] }, async ({ locked }) => locked.size)).toEqual({ done: 0 });
  });

  it('is READ COMMITTED, since a snapshot would be older than the lock', async () => {
    const level = await write({ clones: [a] }, ({ client }) =>
      client.$queryRaw(Prisma.sql`SELECT current_setting('transaction_isolation') AS level`),
    );
    expect(level).toEqual({ done: [{ level: 'read committed' }] });
  });

  it('leaves the time-outs of its connection as they were', async () => {
    const read = () =>
      database.client.$queryRaw`SELECT current_setting('lock_timeout'), current_setting('statement_timeout')`;
    const before = await read();
    await write({ clones: [a] }, async () => null);
    expect(await read()).toEqual(before);
  });
});

describe('concurrent writers', () => {
  it('on one clone run one after the other: no update is lost', async () => {
    const before = await revisionOf(database.client, a);
    await Promise.all(
      Array.from({ length: 20 }, () => write({ clones: [a] }, (transaction) => increment(transaction, a))),
    );
    expect(await revisionOf(database.client, a)).toBe(before + 20);
  });

  it('on the same clones in another order never deadlock', async () => {
    let attempts = 0;
    const both = async (transaction: CloneTransaction): Promise<void> => {
      attempts += 1;
      await increment(transaction, a);
      await increment(transaction, b);
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => write({ clones: index % 2 === 0 ? [a, b] : [b, a] }, both)),
    );
    expect(attempts).toBe(20);
  });

  it('creating clones of one owner run one after the other, so a limit counts the others', async () => {
    const create = () =>
      write({ newCloneOf: 'carol' }, async ({ client }) => {
        if ((await countOf(client, 'carol')) >= 3) return;
        await client.$executeRaw(Prisma.sql`
          INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at) VALUES (${newId()}::uuid, 'carol', now(), now(), now())`);
      });
    await Promise.all(Array.from({ length: 10 }, create));
    expect(await countOf(database.client, 'carol')).toBe(3);
  });
});

describe('a transient failure', () => {
  it.each(['40001', '40P01', '55P03'])('(%s) is tried again, and the write happens once', async (state) => {
    const before = await revisionOf(database.client, a);
    let attempts = 0;
    await write({ clones: [a] }, async (transaction) => {
      attempts += 1;
      await increment(transaction, a);
      if (attempts < 3) await raise(transaction.client, state);
    });
    expect(attempts).toBe(3);
    expect(await revisionOf(database.client, a)).toBe(before + 1);
  });

  it('is retried three times at most, and then reaches the caller', async () => {
    let attempts = 0;
    const failing = write({ clones: [a] }, async ({ client }) => {
      attempts += 1;
      await raise(client, '40001');
    });
    expect(sqlState(await failing.catch((error: unknown) => error))).toBe('40001');
    expect(attempts).toBe(4);
  });

  it('is not retried once the request has ended', async () => {
    let attempts = 0;
    const deadline = inSeconds(0.5);
    const failing = write(
      { clones: [a] },
      async ({ client }) => {
        attempts += 1;
        while (Date.now() < deadline.getTime()) await new Promise(setImmediate);
        await raise(client, '40001');
      },
      deadline,
    );
    await expect(failing).rejects.toThrow();
    expect(attempts).toBe(1);
  });

  it.each(['23505', '23514', '22P02', '57014'])(
    'does not include errors that would occur again (%s)',
    async (state) => {
      let attempts = 0;
      const failing = write({ clones: [a] }, async ({ client }) => {
        attempts += 1;
        await raise(client, state);
      });
      expect(sqlState(await failing.catch((error: unknown) => error))).toBe(state);
      expect(attempts).toBe(1);
    },
  );
});
