import { describe, expect, it, onTestFinished } from 'vitest';
import { watchConnections } from '../../src/database/connections.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { createSharedReads } from '../../src/api/loaders.ts';
import { settingsOf } from './openEmptyDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession } from './otherSession.ts';
import { insertCloneRow, insertVersionRow } from './sampleRows.ts';
import { testServer } from './testServer.ts';

async function open() {
  const database = await openTestDatabase();
  const session = await openOtherSession(database);
  onTestFinished(async () => {
    await session.end();
    await database.close();
  });
  return { database, session };
}

type Session = Awaited<ReturnType<typeof openOtherSession>>;

/** Replaces rows with different ones of the same ids, as a failover that lost the last transactions does. */
async function rewriteRows(session: Session, cloneId: string, versionId: string): Promise<void> {
  await session.query(
    'ALTER TABLE clones DISABLE TRIGGER ALL; ALTER TABLE clone_strategy_versions DISABLE TRIGGER ALL',
  );
  await session.query(`UPDATE clones SET owner_id = 'bob' WHERE id = $1`, [cloneId]);
  await session.query(`UPDATE clone_strategy_versions SET note = 'another note' WHERE id = $1`, [versionId]);
}

const endAll =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

async function cacheRows(database: Database, session: Session) {
  const cloneId = await insertCloneRow(database.client);
  const versionId = await insertVersionRow(database.client, cloneId);
  const reads = createSharedReads(database);
  const facts = async () => ({
    owner: (await reads.owners([cloneId])).get(cloneId),
    note: (await reads.versions([versionId])).get(versionId)?.note ?? null,
  });
  for (let time = 1; time <= 3; time += 1) expect(await facts()).toMatchObject({ owner: 'alice', note: null });
  return { facts, rewrite: () => rewriteRows(session, cloneId, versionId) };
}

const otherRows = { owner: 'bob', note: 'another note' };

describe.skipIf(testServer === null)('what a process has cached from a server that a failover replaced', () => {
  it('is dropped when any connection is lost', async () => {
    const { database, session } = await open();
    const { facts, rewrite } = await cacheRows(database, session);
    await rewrite();
    expect(await facts()).toMatchObject({ owner: 'alice', note: null });
    await session.query(endAll);
    await expect.poll(() => facts().catch(() => 'lost')).toEqual(otherRows);
  });

  it('is dropped before the statement in flight on a lost connection fails', async () => {
    const { database, session } = await open();
    await database.client.$queryRaw`SELECT 1`;
    const before = database.epoch();
    const asked = database.client.$queryRaw`SELECT pg_sleep(60)`.then(
      () => 'answered',
      () => 'lost',
    );
    await expect
      .poll(
        async () =>
          (
            await session.query(
              `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid()`,
            )
          ).rowCount,
      )
      .toBe(1);
    await session.query(endAll);
    expect([await asked, database.epoch() === before]).toEqual(['lost', false]);
  });

  it('is dropped if a new connection reaches a server with another start time, even if none was lost', async () => {
    const connections = watchConnections({ silenceMs: 0, connectMs: 1_000 });
    const renewals: number[] = [];
    connections.onRenewal(() => renewals.push(connections.epoch()));
    const { session } = await open();
    const startedAt = (started: string) =>
      Object.assign(Object.create(session) as Session, { query: () => Promise.resolve({ rows: [{ started }] }) });
    for (let time = 1; time <= 2; time += 1) await connections.identify(session);
    expect([connections.epoch(), renewals]).toEqual([0, []]);
    await connections.identify(startedAt('1999-12-31 23:59:59+00'));
    expect([connections.epoch(), renewals]).toEqual([1, [1]]);
  });

  it('is not cached at all behind a pooler, where a connection belongs to no particular server', async () => {
    const database = await openDatabase({ ...settingsOf('nowhere'), pooled: true });
    expect(database.epoch()).toBe(null);
    await database.close();
  });
});
