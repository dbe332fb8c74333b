import { describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { inCloneTransaction } from '../../src/database/inCloneTransaction.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { openDatabase, type Database } from '../../src/database/openDatabase.ts';
import { faultCode } from '../../src/graphql/describeFault.ts';
import { makeProcessHome, startProcess } from '../startProcess.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { openOtherSession } from './otherSession.ts';
import { startRelay } from './relay.ts';
import { testServer, urlOf } from './testServer.ts';

/** An answer is late after 1.3 seconds, a new connection after one. */
const timeouts = { poolTimeoutMs: 1_000, lockTimeoutMs: 300, statementTimeoutMs: 300 };
const boundMs = 3_000;

async function openThroughRelay(settings: { readonly connectionLimit?: number; readonly pooled?: true } = {}) {
  const relay = await startRelay();
  const { name, drop } = await createEmptyDatabase();
  const database = await openDatabase({
    ...settingsOf(name),
    ...timeouts,
    ...settings,
    connectionString: relay.through(urlOf(name)),
  });
  let closed: Promise<void> | null = null;
  const close = () => (closed ??= database.close());
  onTestFinished(async () => {
    await close();
    await drop();
  });
  return { relay, database, close };
}

const read = ({ reader }: Database): Promise<unknown> => reader.$queryRaw(Prisma.sql`SELECT 1 AS one`);
const inTime = () => new Date(Date.now() + 10_000);
const write = (database: Database): Promise<unknown> =>
  inCloneTransaction(database, { newCloneOf: 'alice' }, inTime(), async ({ client }) => ({
    done: await client.$queryRaw(Prisma.sql`SELECT 1 AS one`),
  }));
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', faultCode);

async function timeOf(work: Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work;
  return performance.now() - from;
}

describe.skipIf(testServer === null)('a network that swallows everything', () => {
  it.each([{}, { connectionLimit: 1 }, { connectionLimit: 2, pooled: true as const }])(
    'fails reads in time, and they work on new connections once it is back: %o',
    async (settings) => {
      const { relay, database } = await openThroughRelay(settings);
      expect(await codeOf(read(database))).toBe('done');
      relay.swallow();
      const failing = Promise.all(Array.from({ length: 20 }, () => codeOf(read(database))));
      expect(await timeOf(failing)).toBeLessThan(boundMs * 2);
      expect(new Set(await failing)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
      // No connection can be made either.
      const connecting = codeOf(read(database));
      expect(await timeOf(connecting)).toBeLessThan(boundMs);
      expect(await connecting).toBe('SERVICE_UNAVAILABLE');
      relay.restore();
      expect(await codeOf(read(database))).toBe('done');
    },
  );

  it('fails writes in time, begun or not, and they work on new connections once it is back', async () => {
    const { relay, database } = await openThroughRelay();
    const transaction = { maxWaitMs: 1_000, deadline: inTime() };
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const underWay = codeOf(
      database.transaction(async (client) => {
        begun.resolve();
        await goOn.promise;
        await client.$queryRaw(Prisma.sql`SELECT 1 AS one`);
      }, transaction),
    );
    await begun.promise;
    relay.swallow();
    goOn.resolve();
    expect(await timeOf(underWay)).toBeLessThan(boundMs);
    expect(await underWay).toBe('SERVICE_UNAVAILABLE');
    const beginning = codeOf(database.transaction(async () => {}, transaction));
    expect(await timeOf(beginning)).toBeLessThan(boundMs);
    expect(await beginning).toBe('SERVICE_UNAVAILABLE');
    relay.restore();
    expect(await codeOf(write(database))).toBe('done');
  });

  it('closes all idle connections once one was silent, so that none fails later', async () => {
    const { relay, database } = await openThroughRelay({ connectionLimit: 8 });
    await Promise.all(Array.from({ length: 6 }, () => write(database)));
    relay.swallow();
    expect(await codeOf(read(database))).toBe('SERVICE_UNAVAILABLE');
    relay.restore();
    expect(await Promise.all(Array.from({ length: 6 }, () => codeOf(write(database))))).toEqual(
      Array.from({ length: 6 }, () => 'done'),
    );
    await expect.poll(() => relay.open()).toBeLessThanOrEqual(8);
  });

  it.each([true, false])(
    'leaves it unknown whether a commit arrived (%s): the write is neither reported as done nor tried again',
    async (arrives) => {
      const { relay, database } = await openThroughRelay();
      await database.client.$executeRaw`CREATE TABLE attempts (id uuid)`;
      const session = await openOtherSession(database);
      onTestFinished(() => session.end());
      relay.swallowAt('COMMIT', arrives);
      let attempts = 0;
      const outcome = codeOf(
        inCloneTransaction(database, { newCloneOf: 'alice' }, inTime(), async ({ client }) => {
          attempts += 1;
          return { done: await client.$executeRaw(Prisma.sql`INSERT INTO attempts VALUES (${newId()}::uuid)`) };
        }),
      );
      expect(await outcome).toBe('SERVICE_UNAVAILABLE');
      expect(attempts).toBe(1);
      expect((await session.query('SELECT count(*)::int AS stored FROM attempts')).rows).toEqual([
        { stored: arrives ? 1 : 0 },
      ]);
    },
  );

  it('makes the database not ready within two seconds, however many ask, and ready again by itself', async () => {
    const { relay, database } = await openThroughRelay();
    expect(await database.isReady()).toEqual({ ok: false, reason: 'not migrated' });
    relay.swallow();
    const asking = Promise.all(Array.from({ length: 50 }, () => database.isReady()));
    expect(await timeOf(asking)).toBeLessThan(2_000);
    for (const state of await asking)
      expect(state).toMatchObject({ ok: false, reason: 'unreachable', cause: expect.any(String) });
    relay.restore();
    await expect.poll(() => database.isReady(), { timeout: 10_000 }).toEqual({ ok: false, reason: 'not migrated' });
  });

  it('does not hold up closing, whether or not statements are in flight', async () => {
    const { relay, database, close } = await openThroughRelay();
    await Promise.all([read(database), write(database)]);
    relay.swallow();
    const underWay = Promise.all([read(database), read(database), write(database)].map(codeOf));
    await expect.poll(() => relay.swallowed()).toBeGreaterThan(0);
    expect(await timeOf(close())).toBeLessThan(2_000);
    expect(await underWay).not.toContain('done');
    await expect.poll(() => relay.open()).toBe(0);
  });

  it('fails reads that wait for a connection when the database is closed', async () => {
    const { relay, database, close } = await openThroughRelay();
    relay.swallow();
    const waiting = codeOf(read(database));
    await expect.poll(() => relay.open()).toBeGreaterThan(0);
    await close();
    expect(await waiting).toBe('SERVICE_UNAVAILABLE');
  });

  it('does not fail a statement that waits long behind others, if each of them is in time', async () => {
    const { database } = await openThroughRelay({ connectionLimit: 2 });
    const slow = Array.from({ length: 8 }, () =>
      codeOf(database.reader.$queryRaw(Prisma.sql`SELECT pg_sleep(0.25)::text`)),
    );
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['done']));
  });

  it('lets a whole process answer, report that it is not ready, recover and end in time', async () => {
    const relay = await startRelay();
    const home = await makeProcessHome();
    onTestFinished(home.remove);
    const times = {
      REQUEST_TIMEOUT_MS: '2500',
      DB_POOL_TIMEOUT_MS: '500',
      DB_LOCK_TIMEOUT_MS: '500',
      DB_STATEMENT_TIMEOUT_MS: '500',
    };
    const service = await startProcess({
      ...home.settings,
      ...times,
      DATABASE_URL: relay.through(home.settings['DATABASE_URL'] ?? ''),
    });
    const ready = async () => (await fetch(`${service.url}/health/ready`)).status;
    const ask = async () => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ publicClones(first: 1) { nodes { id } } }' }),
      });
      return (
        ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code ??
        'done'
      );
    };
    await expect.poll(ready).toBe(200);
    expect(await ask()).toBe('done');
    relay.swallow();
    const failing = Promise.all(Array.from({ length: 10 }, ask));
    const probing = ready();
    expect(await timeOf(probing)).toBeLessThan(2_000);
    expect(await probing).toBe(503);
    expect(await timeOf(failing)).toBeLessThan(3_500);
    expect(await failing).not.toContain('done');
    relay.restore();
    await expect.poll(ready, { timeout: 10_000 }).toBe(200);
    expect(await ask()).toBe('done');
    relay.swallow();
    const before = relay.swallowed();
    const cutOff = Promise.allSettled([ask(), ask()]);
    await expect.poll(() => relay.swallowed()).toBeGreaterThan(before);
    expect(await timeOf(service.end('SIGTERM'))).toBeLessThan(6_000);
    await cutOff;
  });
});
