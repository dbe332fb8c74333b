import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { sqlState } from '../../src/database/sqlState.ts';
import { faultCode } from '../../src/graphql/describeFault.ts';
import { makePostgres, type PostgresServer } from '../faults/postgres.ts';
import { settingsOf } from './openEmptyDatabase.ts';
import { testServer } from './testServer.ts';

/** Commits of this server wait for a standby that never comes. */
describe.skipIf(testServer === null)('a commit whose wait for a standby is cancelled', () => {
  let folder: string;
  let server: PostgresServer;
  let database: Database;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cancelled-commit-'));
    await chmod(folder, 0o755);
    server = await makePostgres(folder, 'postgres');
    await server.query('CREATE TABLE probe (id int)');
    await server.query(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
    await server.query('SELECT pg_reload_conf()');
    database = await openDatabase({ ...settingsOf('unused'), connectionString: server.url() });
  });
  afterAll(async () => {
    await database.close();
    await server.stop('immediate');
    await rm(folder, { recursive: true });
  });

  const insert = (id: number): Promise<unknown> =>
    database
      .transaction((client) => client.$executeRaw(Prisma.sql`INSERT INTO probe VALUES (${id})`), {
        maxWaitMs: 5_000,
        deadline: new Date(Date.now() + 30_000),
      })
      .then(
        () => 'acknowledged',
        (error: unknown) => error,
      );
  const cancel = (): Promise<unknown[]> =>
    server.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`);

  it('is not acknowledged, since a standby that takes over may lack it', async () => {
    const answer = insert(1);
    await expect.poll(async () => (await cancel()).length).toBe(1);
    const error = await answer;
    expect([sqlState(error), faultCode(error)]).toEqual(['40003', 'SERVICE_UNAVAILABLE']);
    expect(await server.query('SELECT id FROM probe')).toEqual([{ id: 1 }]);
  });

  it('is no reason to doubt the next one', async () => {
    await server.query(`ALTER SYSTEM SET synchronous_standby_names = ''`);
    await server.query('SELECT pg_reload_conf()');
    expect(await insert(2)).toBe('acknowledged');
  });
});
