import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { openDatabase } from '../../src/database/openDatabase.ts';
import { readMigrateDatabase } from '../../src/settings/settings.ts';
import { startProcess } from '../startProcess.ts';
import { settingsOf } from './openEmptyDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { onServer, testServer, urlOf } from './testServer.ts';

afterEach(() => {
  vi.useRealTimers();
});

// The embedded database uses this process's clock.
describe.skipIf(testServer === null)('readiness', () => {
  it.each([-120_000, 120_000])("warns of a database whose clock is %i ms from this process's", async (off) => {
    const database = await openTestDatabase();
    onTestFinished(() => database.close());
    expect(await database.isReady()).toEqual({ ok: true });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off });
    expect(await database.isReady()).toEqual({ ok: true, warning: 'clocks differ' });
  });
});

describe.skipIf(testServer === null)('a database that is not in UTF8', () => {
  async function make() {
    const name = `clone_service_ascii_${process.pid}`;
    await onServer(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
    onTestFinished(() => onServer(`DROP DATABASE ${name} WITH (FORCE)`));
    return name;
  }

  it('is not migrated, and the reason is one line', async () => {
    const database = readMigrateDatabase({ DATABASE_URL: urlOf(await make()) });
    await expect(migrateCommand(database)).rejects.toMatchObject({
      name: 'StartError',
      message:
        "The database cannot be migrated: wrong encoding; make one with `ENCODING 'UTF8' TEMPLATE template0`, and move what it holds.",
    });
  });

  it('is not ready, and a service that starts on it logs so', async () => {
    const name = await make();
    const database = await openDatabase(settingsOf(name));
    expect(await database.isReady()).toEqual({ ok: false, reason: 'wrong encoding' });
    await database.close();
    const service = await startProcess({ DATABASE_URL: urlOf(name) });
    const ready = await fetch(`${service.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', reason: 'wrong encoding' }]);
    await expect.poll(service.output).toContain('the database is not ready: make one with');
    await service.end('SIGTERM');
  });
});
