import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';
import { createPool, withMigrationConnection } from '../../src/database/postgres.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession, untilWaiting } from './otherSession.ts';
import { insertCloneRow } from './sampleRows.ts';
import type { Client } from '../../src/database/client.ts';
import { testPoolSize, testServer, urlOf } from './testServer.ts';

/** An empty database with these parameters in its URL, and what opens and migrates it. */
async function emptyWith(parameters: string) {
  const { name, drop } = await createEmptyDatabase();
  const settings = { ...settingsOf(name), ...parseDatabaseUrl(`${urlOf(name)}?${parameters}`) };
  const session = new pg.Client({ connectionString: urlOf(name) });
  await session.connect();
  onTestFinished(async () => {
    await session.end();
    await drop();
  });
  return {
    settings,
    session,
    open: () => openForTest(settings),
    migrate: () => withMigrationConnection(settings, migrate),
  };
}

async function openForTest(...[settings, events]: Parameters<typeof openDatabase>): Promise<Database> {
  const database = await openDatabase(settings, events);
  onTestFinished(() => database.close());
  return database;
}

describe('a database', () => {
  it('is ready if it answers and has every migration and column', async () => {
    const database = await openTestDatabase();
    expect(await database.isReady()).toEqual({ ok: true });
    await database.client.$executeRaw`ALTER TABLE clone_audit_events RENAME COLUMN details TO other`;
    expect(await database.isReady()).toEqual({ ok: false, reason: 'columns are missing' });
    await database.client.$executeRaw`ALTER TABLE clone_audit_events RENAME COLUMN other TO details`;
    expect(await database.isReady()).toEqual({ ok: true });
    await database.close();
  });
});

describe.skipIf(testServer === null)('a PostgreSQL database', () => {
  it('is not ready until it is migrated, and then becomes ready without a restart', async () => {
    const empty = await emptyWith('schema=public');
    const database = await empty.open();
    expect(await database.isReady()).toEqual({ ok: false, reason: 'not migrated' });
    await empty.migrate();
    expect(await database.isReady()).toEqual({ ok: true });
  });

  it.each(["timezone = 'Asia/Tokyo'", "default_transaction_isolation = 'repeatable read'"])(
    'is not ready in sessions with %s, which a pooler may hand out',
    async (setting) => {
      const empty = await emptyWith('pgbouncer=true&connection_limit=1');
      await empty.migrate();
      const database = await empty.open();
      expect(await database.isReady()).toEqual({ ok: true });
      await database.client.$executeRawUnsafe(`SET ${setting}`);
      expect(await database.isReady()).toEqual({ ok: false, reason: 'wrong session settings' });
    },
  );

  it('that cannot be reached does not fail the start, and is reported as unreachable', async () => {
    const nowhere = { ...settingsOf('nowhere'), connectionString: 'postgresql://root@127.0.0.1:1/nowhere' };
    expect(await (await openForTest(nowhere)).isReady()).toEqual({
      ok: false,
      reason: 'unreachable',
      cause: 'DatabaseNotReachable',
    });
  });

  it('has tables, triggers and the history of migrations in the schema that its URL names, and nothing in public', async () => {
    const { open, session, ...empty } = await emptyWith('schema=clones_x');
    await empty.migrate();
    await insertCloneRow((await open()).client);
    const { rows } = await session.query(`SELECT n.nspname AS schema, count(*)::int AS triggers FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT tgisinternal GROUP BY 1`);
    expect(rows).toEqual([{ schema: 'clones_x', triggers: expect.any(Number) }]);
    expect((await session.query('SELECT owner_id FROM clones_x.clones')).rows).toEqual([{ owner_id: 'alice' }]);
    expect((await session.query(`SELECT to_regclass('clones_x._prisma_migrations')::text AS history`)).rows).toEqual([
      { history: 'clones_x._prisma_migrations' },
    ]);
    expect((await session.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).rows).toEqual([]);
  });

  it('can hold two environments in two schemas that share nothing', async () => {
    const one = await emptyWith('schema=one');
    const two = { ...one.settings, schema: 'two' };
    await one.migrate();
    await withMigrationConnection(two, migrate);
    await insertCloneRow((await one.open()).client);
    expect(await (await openForTest(two)).client.clone.count()).toBe(0);
  });

  it('gets no more connections than its URL allows', async () => {
    const { open, session, ...empty } = await emptyWith('connection_limit=3');
    await empty.migrate();
    const { client, transaction } = await open();
    await session.query('SELECT pg_advisory_lock(1)');
    // Prisma sends a query only once it is awaited.
    const wait = (on: Client) => on.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock_shared(1)::text`).then(() => {});
    const limits = { maxWaitMs: 10_000, deadline: new Date(Date.now() + 10_000) };
    const queries = Promise.all([
      ...Array.from({ length: 12 }, () => wait(client)),
      ...Array.from({ length: 4 }, () => transaction(wait, limits)),
    ]);
    await untilWaiting(session, 3);
    const { rows } = await session.query(`SELECT count(*)::int AS connections FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`);
    await session.query('SELECT pg_advisory_unlock(1)');
    await queries;
    expect(rows).toEqual([{ connections: 3 }]);
  });

  it("reads and writes the same instants, whatever the server's time zone is", async () => {
    const { open, session, settings, ...empty } = await emptyWith('schema=public');
    await session.query(
      `ALTER DATABASE ${new URL(settings.connectionString).pathname.slice(1)} SET timezone TO 'Pacific/Chatham'`,
    );
    await empty.migrate();
    const { client } = await open();
    const createdAt = new Date('2026-03-29T01:30:00.123Z');
    const id = await insertCloneRow(client, { createdAt });
    expect((await client.clone.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(createdAt);
    const { rows } = await session.query<{ same: boolean }>(
      `SELECT created_at = '2026-03-29T01:30:00.123Z'::timestamptz AS same FROM clones`,
    );
    expect(rows).toEqual([{ same: true }]);
  });
});

describe.skipIf(testServer === null)('losing every connection', () => {
  const endAll =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

  it('while idle is reported, and the next read succeeds', async () => {
    const lost: Error[] = [];
    const database = await openTestDatabase({ onConnectionLost: (error) => lost.push(error) });
    const session = await openOtherSession(database);
    await Promise.all([database.client.clone.count(), database.client.clone.count()]);
    const { rowCount } = await session.query(endAll);
    // Each connection learns of its end on its own.
    await expect.poll(() => lost.length).toBe(rowCount);
    expect(await database.client.clone.count()).toBe(0);
    await session.end();
    await database.close();
  });

  it('while statements run fails them, and the next read succeeds', async () => {
    const database = await openTestDatabase();
    const session = await openOtherSession(database);
    await session.query('SELECT pg_advisory_lock(1)');
    const running = Promise.allSettled(
      Array.from({ length: 3 }, () => database.client.$queryRaw`SELECT pg_advisory_xact_lock_shared(1)::text`),
    );
    await untilWaiting(session, Math.min(2, testPoolSize)); // reads share two connections
    await session.query(endAll);
    await session.query('SELECT pg_advisory_unlock(1)');
    expect((await running).map(({ status }) => status)).toContain('rejected');
    // A read may still fail on a connection that is just ending; later ones don't.
    await expect.poll(() => database.client.clone.count().catch(() => 'lost')).toBe(0);
    await session.end();
    await database.close();
  });

  it('while closing does no harm either', async () => {
    const pool = createPool(settingsOf(new URL(testServer ?? '').pathname.slice(1)));
    const connection = await pool.connect();
    connection.release();
    const closed = pool.end();
    expect(() => connection.emit('error', new Error('lost'))).not.toThrow();
    await closed;
  });
});
