import { describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { inCloneTransaction } from '../../src/database/inCloneTransaction.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { faultCode } from '../../src/graphql/describeFault.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession } from './otherSession.ts';
import { testServer } from './testServer.ts';

async function open() {
  const database = await openTestDatabase();
  const session = await openOtherSession(database);
  const {
    rows: [{ name = '' } = {}],
  } = await session.query<{ name?: string }>('SELECT current_database() AS name');
  onTestFinished(async () => {
    await session.end();
    await database.close();
  });
  return {
    database,
    failOver: async () => {
      await session.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      await session.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
    },
    // Existing sessions don't notice: those that began read-only stay so.
    promote: () => session.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`),
  };
}

const oneClone = () => Prisma.sql`
  INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at) VALUES (${newId()}::uuid, 'alice', now(), now(), now())`;
const write = (database: Database): Promise<string> =>
  inCloneTransaction(database, { newCloneOf: 'alice' }, new Date(Date.now() + 10_000), async ({ client }) => ({
    done: await client.$executeRaw(oneClone()),
  })).then(() => 'done', faultCode);

describe.skipIf(testServer === null)('a database that became read-only', () => {
  it('answers reads, refuses writes as unavailable, and is reported as not ready because it is read-only', async () => {
    const { database, failOver } = await open();
    expect(await write(database)).toBe('done');
    await failOver();
    await expect.poll(() => database.client.clone.count().catch(faultCode)).toBe(1);
    expect(await Promise.all(Array.from({ length: 4 }, () => write(database)))).toEqual(
      Array.from({ length: 4 }, () => 'SERVICE_UNAVAILABLE'),
    );
    expect(await database.isReady()).toEqual({ ok: false, reason: 'read only' });
  });

  it('accepts writes again once it is writable, though no session ended', async () => {
    const { database, failOver, promote } = await open();
    await failOver();
    await expect.poll(() => write(database)).toBe('SERVICE_UNAVAILABLE');
    await expect.poll(() => database.isReady()).toEqual({ ok: false, reason: 'read only' });
    await promote();
    await expect.poll(() => write(database), { timeout: 5_000 }).toBe('done');
    await expect.poll(() => database.isReady(), { timeout: 5_000 }).toEqual({ ok: true });
    expect(await Promise.all(Array.from({ length: 8 }, () => write(database)))).toEqual(
      Array.from({ length: 8 }, () => 'done'),
    );
  });
});
