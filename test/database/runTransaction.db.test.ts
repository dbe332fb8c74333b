import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { NoTransaction } from '../../src/database/runTransaction.ts';
import { sqlState } from '../../src/database/sqlState.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession } from './otherSession.ts';
import type { Client } from '../../src/database/client.ts';
import { testPoolSize, testServer } from './testServer.ts';

let database: Database;
const statements: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase({ onStatement: (sql) => statements.push(sql) });
});
afterAll(() => database.close());

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);
const limits = () => ({ maxWaitMs: 5_000, deadline: inSeconds(20) });

/** Writes a row that `isStored` looks for. */
const store = (client: Client, id: string): Promise<number> =>
  client.$executeRaw(
    Prisma.sql`INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at) VALUES (${id}::uuid, 'alice', now(), now(), now())`,
  );

async function isStored(id: string): Promise<boolean> {
  return (
    (await database.client.$queryRaw<object[]>(Prisma.sql`SELECT id FROM clones WHERE id = ${id}::uuid`)).length === 1
  );
}

const fail = (client: Client): Promise<number> => client.$executeRaw(Prisma.sql`SELECT 1 / 0`);
const failureOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error,
  );

describe('a transaction', () => {
  it('is committed when its work is done, and returns its result', async () => {
    const id = newId();
    expect(await database.transaction((client) => store(client, id), limits())).toBe(1);
    expect(await isStored(id)).toBe(true);
  });

  it('is rolled back when its work throws, and throws the same error', async () => {
    const id = newId();
    const fault = new Error('a fault');
    const attempt = database.transaction(async (client) => {
      await store(client, id);
      throw fault;
    }, limits());
    expect(await failureOf(attempt)).toBe(fault);
    expect(await isStored(id)).toBe(false);
  });

  it('is not committed if a statement failed, even if its work ignores that', async () => {
    const id = newId();
    const attempt = database.transaction(async (client) => {
      await store(client, id);
      await fail(client).catch(() => {});
    }, limits());
    expect(sqlState(await failureOf(attempt))).toBe('22012');
    expect(await isStored(id)).toBe(false);
  });

  it.each(['done', 'refused', 'late'] as const)(
    'sends nothing once it has ended, here because it was %s',
    async (how) => {
      let kept: Client | undefined;
      const deadline = how === 'late' ? inSeconds(0.2) : inSeconds(20);
      const ended = database.transaction(
        async (client) => {
          kept = client;
          if (how === 'refused') throw new Error('refused');
          if (how === 'late') while (Date.now() < deadline.getTime()) await new Promise(setImmediate);
        },
        { maxWaitMs: 5_000, deadline },
      );
      await ended.catch(() => {});
      const id = newId();
      await expect(store(kept ?? expect.fail(), id)).rejects.toThrow();
      expect(await isStored(id)).toBe(false);
    },
  );

  it('is not committed if a statement was not awaited, whether it fails or not', async () => {
    for (const forgotten of [fail, (client: Client) => store(client, newId())]) {
      const id = newId();
      const attempt = database.transaction(async (client) => {
        await store(client, id);
        void forgotten(client).catch(() => {});
      }, limits());
      await expect(attempt).rejects.toThrow('a transaction was done before its statements were');
      expect(await isStored(id)).toBe(false);
    }
  });

  it.each(['sends', 'commits'] as const)('%s nothing after its deadline', async (what) => {
    const id = newId();
    const deadline = inSeconds(0.3);
    const attempt = database.transaction(
      async (client) => {
        await store(client, id);
        while (Date.now() < deadline.getTime()) await new Promise(setImmediate);
        if (what === 'sends') await store(client, newId()).catch(() => {});
      },
      { maxWaitMs: 5_000, deadline },
    );
    expect(await failureOf(attempt)).toBeInstanceOf(NoTransaction);
    expect(await isStored(id)).toBe(false);
  });

  it('leaves its connection clean, however it ended', async () => {
    for (let round = 0; round < 3 * testPoolSize; round += 1) {
      await failureOf(database.transaction(fail, limits()));
      const id = newId();
      await database.transaction((client) => store(client, id), limits());
      expect(await isStored(id)).toBe(true);
    }
  });

  it('passes values unchanged, both ways', async () => {
    const [text, time] = ['a "b" \\ c, {d} \u{1f916}', new Date('2026-03-29T01:30:00.123Z')];
    const [row] = await database.transaction(
      (client) =>
        client.$queryRaw<object[]>(Prisma.sql`
      SELECT ${text}::text AS text, ${7}::int AS number, ${1.5}::float8 AS fraction, ${true}::boolean AS yes, ${null}::text AS nothing,
        date_part('epoch', ${time}::timestamptz(3)) AS seconds, (${[text, 'e']}::text[])[1] AS first`),
      limits(),
    );
    expect(row).toEqual({
      text,
      number: 7,
      fraction: 1.5,
      yes: true,
      nothing: null,
      seconds: time.getTime() / 1_000,
      first: text,
    });
  });

  it.each(['now()', '1::bigint', "'{}'::jsonb", '1::numeric', "'{a}'::text[]"])(
    'refuses a column that it would read differently from Prisma (%s)',
    async (column) => {
      const attempt = database.transaction(
        (client) => client.$queryRaw(Prisma.sql`SELECT ${Prisma.raw(column)} AS odd`),
        limits(),
      );
      await expect(attempt).rejects.toThrow('the column odd has a type that is not read');
    },
  );

  it('reports its statements', async () => {
    statements.length = 0;
    await database.transaction((client) => client.$queryRaw(Prisma.sql`SELECT 1 AS told`), limits());
    expect(statements).toEqual(['SELECT 1 AS told']);
  });
});

describe('a transaction that cannot begin in time', () => {
  it('does not run, and a connection that came too late serves the next one', async () => {
    const attempts: string[] = [];
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    // Every connection is taken.
    const holders = Array.from({ length: testPoolSize }, () => database.transaction(() => held, limits()));
    const late = database.transaction(async () => attempts.push('late'), { maxWaitMs: 50, deadline: inSeconds(20) });
    expect(await failureOf(late)).toBeInstanceOf(NoTransaction);
    release();
    await Promise.all(holders);
    await database.transaction(async () => attempts.push('next'), limits());
    expect(attempts).toEqual(['next']);
  });
});

describe.skipIf(testServer === null)('a transaction on a server', () => {
  it('that gets no connection in time could not begin, and may be retried', async () => {
    const { name, drop } = await createEmptyDatabase();
    const own = await openDatabase({ ...settingsOf(name), connectionLimit: 1, poolTimeoutMs: 10_000 });
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const holder = own.transaction(() => (begin(), held), limits());
    await begun;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await failureOf(own.transaction(async () => null, { ...limits(), maxWaitMs: 100 }))).toBeInstanceOf(
        NoTransaction,
      );
    }
    release();
    await holder;
    await own.close();
    await drop();
  });

  it('whose commit is refused throws the reason, and nothing is stored', async () => {
    const id = newId();
    const attempt = database.transaction(async (client) => {
      await store(client, id);
      await client.$executeRaw(
        Prisma.sql`CREATE TEMP TABLE twice (value int UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP`,
      );
      await client.$executeRaw(Prisma.sql`INSERT INTO twice VALUES (1), (1)`);
    }, limits());
    expect(sqlState(await failureOf(attempt))).toBe('23505');
    expect(await isStored(id)).toBe(false);
    await database.transaction((client) => store(client, id), limits());
  });

  it('whose connection is lost fails, is rolled back, and the next one has another connection', async () => {
    const session = await openOtherSession(database);
    const id = newId();
    const attempt = database.transaction(async (client) => {
      await store(client, id);
      const [row] = await client.$queryRaw<[{ pid: number }]>(Prisma.sql`SELECT pg_backend_pid() AS pid`);
      await session.query('SELECT pg_terminate_backend($1)', [row.pid]);
      await store(client, newId());
    }, limits());
    await expect(attempt).rejects.toThrow();
    expect(await isStored(id)).toBe(false);
    await database.transaction((client) => store(client, id), limits());
    expect(await isStored(id)).toBe(true);
    await session.end();
  });
});
