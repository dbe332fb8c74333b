import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { newId } from '../../src/clone/id.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { feedStart, readFeed, type FeedEvent, type FeedPosition } from '../../src/events/read.ts';
import { settleFeed } from '../../src/database/settleFeed.ts';
import { readMigrateDatabase } from '../../src/settings/settings.ts';
import { untilSettled } from '../events/settled.ts';
import { makePostgres } from '../faults/postgres.ts';
import { openOtherSession } from './otherSession.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { insertCloneRow } from './sampleRows.ts';
import { testServer } from './testServer.ts';

const run = promisify(execFile);
const programs = process.env['PG_BIN'] || '/usr/lib/postgresql/15/bin';

/** As the service writes one, in a transaction of its own. */
async function write({ client }: Database, cloneId: string, action = 'clone.paused'): Promise<string> {
  const id = newId();
  await client.$executeRaw`
    INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
    SELECT ${id}::uuid, ${cloneId}::uuid, coalesce(max(sequence), 0) + 1, ${action}, 'OWNER', 'alice', now(), '{}'
    FROM clone_audit_events WHERE clone_id = ${cloneId}::uuid`;
  return id;
}

/** A reader that goes on from where it stands; null: its cursor is lost. */
function readerOf() {
  let after: FeedPosition = feedStart;
  return async (database: Database): Promise<string[] | null> => {
    await untilSettled(database.reader);
    const events: FeedEvent[] = [];
    for (;;) {
      const page = await readFeed(database.reader, { first: 3, after, kinds: null });
      if (page === null) return null;
      events.push(...page.events);
      after = page.continueFrom;
      if (!page.hasMore) return events.map(({ id }) => id);
    }
  };
}

const shiftOf = async ({ client }: Database) =>
  (await client.$queryRaw<[{ shift: number }]>`SELECT shift::int FROM clone_feed`)[0].shift;

/** Does what a restore into a cluster does that has had `fewer` transactions less: the positions stay, the ids are lower. */
async function makeYounger({ client }: Database, fewer: number): Promise<void> {
  await client.$executeRaw`ALTER TABLE clone_feed DISABLE TRIGGER clone_feed_moves_on`;
  await client.$executeRaw`UPDATE clone_feed SET shift = shift - ${fewer}::bigint, home = home + 1`;
  await client.$executeRaw`ALTER TABLE clone_feed ENABLE ALWAYS TRIGGER clone_feed_moves_on`;
}

describe('a database whose events have positions that its cluster has yet to reach', () => {
  it('is not ready, takes no event, and goes on behind them once it is migrated', async () => {
    const database = await openTestDatabase();
    onTestFinished(() => database.close());
    const { client } = database;
    const [first, second] = [await insertCloneRow(client), await insertCloneRow(client)];
    await client.$executeRaw`UPDATE clone_feed SET shift = 1000000`;
    const before = [await write(database, first), await write(database, first)];
    const read = readerOf();
    expect(await read(database)).toEqual(before);
    expect(await database.isReady()).toEqual({ ok: true });

    await makeYounger(database, 1_000_000);
    expect(await database.isReady()).toEqual({ ok: false, reason: 'feed ahead of this cluster' });
    // A new clone's first event would come in front of what readers have read.
    await expect(write(database, second)).rejects.toThrow();
    await expect(write(database, first)).rejects.toThrow();
    // An autosave is no event.
    await write(database, second, 'draft.edited');

    await settle(database);
    expect(await shiftOf(database)).toBeGreaterThan(990_000);
    expect(await database.isReady()).toEqual({ ok: true });
    const after = [await write(database, second), await write(database, first)];
    expect(await read(database)).toEqual(after);
    const whole = readerOf();
    expect(await whole(database)).toEqual([...before, ...after]);
    // Once more changes nothing.
    const shift = await shiftOf(database);
    await settle(database);
    expect(await shiftOf(database)).toBe(shift);
  });

  it('takes events at once where the cluster has had more transactions', async () => {
    const database = await openTestDatabase();
    onTestFinished(() => database.close());
    const { client } = database;
    const id = await insertCloneRow(client);
    const before = await write(database, id);
    await client.$executeRaw`UPDATE clone_feed SET home = home + 1`;
    expect(await database.isReady()).toEqual({ ok: true });
    const read = readerOf();
    expect(await read(database)).toEqual([before]);
    const after = await write(database, id);
    await settle(database);
    expect(await read(database)).toEqual([after]);
    expect(await shiftOf(database)).toBeLessThan(1_000_000);
  });
});

describe.skipIf(testServer === null)('a transaction that is under way while the positions are raised', () => {
  it('writes behind what readers have read, although its id is older', async () => {
    const database = await openTestDatabase();
    onTestFinished(() => database.close());
    const [first, second] = [await insertCloneRow(database.client), await insertCloneRow(database.client)];
    await database.client.$executeRaw`UPDATE clone_feed SET shift = 1000000`;
    const before = await write(database, first);
    const read = readerOf();
    expect(await read(database)).toEqual([before]);
    await makeYounger(database, 1_000_000);
    const session = await openOtherSession(database);
    onTestFinished(() => session.end());
    await session.query('BEGIN; SELECT pg_current_xact_id()');
    await settle(database);
    const id = newId();
    await session.query(
      `INSERT INTO clone_audit_events VALUES ($1, $2, 1, 'clone.created', 'OWNER', 'alice', now(), '{}')`,
      [id, second],
    );
    await session.query('COMMIT');
    expect(await read(database)).toEqual([id]);
  });
});

/** What `npm run migrate` and the embedded start do. */
async function settle(database: Database): Promise<void> {
  await settleFeed({
    run: async (script) => {
      const statements = script.split(';').map((one) => one.trim());
      let rows: Record<string, unknown>[] = [];
      await database.client.$transaction(async (transaction) => {
        for (const sql of statements.filter((one) => !/^(BEGIN|COMMIT)?$/.test(one)))
          rows = await transaction.$queryRawUnsafe(sql);
      });
      return rows;
    },
    adapter: undefined as never,
  });
}

const canMakeServers = testServer !== null && existsSync(join(programs, 'initdb'));
const title = 'a dump that is restored into a younger cluster';

describe.skipIf(!canMakeServers)(title, () => {
  it('loses nothing and repeats nothing for its readers, and a cursor from after the dump is CURSOR_LOST', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clone-service-restore-'));
    await chmod(folder, 0o755);
    const [older, younger] = [await makePostgres(folder, 'older'), await makePostgres(folder, 'younger')];
    onTestFinished(async () => {
      for (const server of [older, younger]) await server.stop('immediate');
      await rm(folder, { recursive: true });
    });
    const migrateServer = (url: string) => migrateCommand(readMigrateDatabase({ DATABASE_URL: url }));
    const open = async (url: string): Promise<Database> => {
      const timeouts = { poolTimeoutMs: 10_000, lockTimeoutMs: 10_000, statementTimeoutMs: 10_000 };
      const database = await openDatabase({
        kind: 'postgresql',
        connectionString: url,
        schema: 'public',
        connectionLimit: 3,
        ...timeouts,
      });
      onTestFinished(() => database.close());
      return database;
    };

    await migrateServer(older.url());
    // An old cluster has had many transactions.
    await older.query(`DO $$ BEGIN FOR i IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`);
    const source = await open(older.url());
    const [first, second] = [await insertCloneRow(source.client), await insertCloneRow(source.client)];
    const before = [await write(source, first), await write(source, second), await write(source, first)];
    const [behind, halfway, lost] = [readerOf(), readerOf(), readerOf()];
    expect(await halfway(source)).toEqual(before);
    const dumped = await write(source, second);
    const dump = join(folder, 'clones.dump');
    await run(join(programs, 'pg_dump'), ['--format=custom', `--file=${dump}`, older.url()]);
    await write(source, first);
    expect(await lost(source)).toHaveLength(5);

    await run(join(programs, 'pg_restore'), [
      '--exit-on-error',
      '--single-transaction',
      `--dbname=${younger.url()}`,
      dump,
    ]);
    const restored = await open(younger.url());
    expect(await restored.isReady()).toEqual({ ok: false, reason: 'feed ahead of this cluster' });
    await expect(write(restored, await insertCloneRow(restored.client))).rejects.toThrow();
    expect(await migrateServer(younger.url())).toBe('New events follow those that were restored.');
    expect(await migrateServer(younger.url())).toBe('Nothing to do: the database is up to date.');
    expect(await restored.isReady()).toEqual({ ok: true });

    const third = await insertCloneRow(restored.client);
    const after = [await write(restored, third), await write(restored, first), await write(restored, third)];
    expect(await halfway(restored)).toEqual([dumped, ...after]);
    expect(await behind(restored)).toEqual([...before, dumped, ...after]);
    expect(await lost(restored)).toBeNull();
  }, 120_000);
});
