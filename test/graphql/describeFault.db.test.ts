import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { type Database, openDatabase } from '../../src/database/openDatabase.ts';
import { describeFault, faultCode } from '../../src/graphql/describeFault.ts';
import { openTestDatabase } from '../database/openTestDatabase.ts';
import { openOtherSession } from '../database/otherSession.ts';
import { createEmptyDatabase, settingsOf } from '../database/openEmptyDatabase.ts';
import { onServer, testServer, urlOf } from '../database/testServer.ts';

const canary = 'Qcanary7x';
const timeouts = { poolTimeoutMs: 1000, lockTimeoutMs: 1000, statementTimeoutMs: 1000 };
let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'describe-fault-'));
  database = await openDatabase({ kind: 'embedded', dataDir: folder, ...timeouts });
  await database.client.$executeRawUnsafe(
    'CREATE TABLE fault_probe (id int CONSTRAINT fault_probe_key PRIMARY KEY, word text NOT NULL CONSTRAINT fault_probe_word CHECK (length(word) < 20))',
  );
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('did not fail'),
    (error: unknown) => error,
  );

it.each([
  [
    'a violated check constraint',
    `INSERT INTO fault_probe VALUES (1, '${canary}${'x'.repeat(20)}')`,
    { sqlState: '23514', constraint: 'fault_probe_word', table: 'fault_probe' },
  ],
  ['a missing value', 'INSERT INTO fault_probe VALUES (1, NULL)', { sqlState: '23502' }],
  [
    'a duplicate key',
    `INSERT INTO fault_probe VALUES (2, '${canary}'), (2, '${canary}')`,
    { sqlState: '23505', constraint: 'fault_probe_key' },
  ],
  [
    'a value of the wrong type',
    `INSERT INTO fault_probe VALUES ('constraint "${canary.toLowerCase()}"', '')`,
    { sqlState: '22P02' },
  ],
  ['a statement that is none', `SELECT "${canary}"`, { sqlState: '42703' }],
  [
    'an error from a trigger',
    `DO $$ BEGIN RAISE EXCEPTION '${canary}'; END $$`,
    { name: 'PrismaClientKnownRequestError' },
  ],
])('a database error is logged with SQLSTATE, constraint and table, and no value: %s', async (_, sql, expected) => {
  const described = describeFault(await failureOf(database.client.$executeRawUnsafe(sql)));
  expect(described).toMatchObject(expected);
  expect(JSON.stringify(described).toLowerCase()).not.toContain(canary.toLowerCase());
});

it("Prisma's validation errors are logged with their class and no argument", async () => {
  const where = JSON.parse(`{"id":{"${canary}":"${canary}"}}`) as { id: string };
  const error = await failureOf(database.client.clone.findUnique({ where }));
  expect(describeFault(error).name).toBe('PrismaClientValidationError');
  expect(JSON.stringify(describeFault(error))).not.toContain(canary);
  expect(faultCode(error)).toBe('INTERNAL_SERVER_ERROR');
});

it('a failure without a code has the name that the driver adapter gives it, and nothing of its reason', () => {
  const described = describeFault(new DriverAdapterError({ kind: 'TlsConnectionError', reason: canary }));
  expect(described).toMatchObject({ kind: 'TlsConnectionError' });
  expect(JSON.stringify(described)).not.toContain(canary);
});

it('a statement that times out is TIMEOUT', async () => {
  const sql = `DO $$ BEGIN RAISE EXCEPTION '${canary}' USING ERRCODE = '57014'; END $$`;
  expect(faultCode(await failureOf(database.client.$executeRawUnsafe(sql)))).toBe('TIMEOUT');
});

/** The port of a server that is no database: `silent` never responds, `closing` hangs up. */
async function impostor(kind: 'silent' | 'closing'): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    if (kind === 'closing') socket.once('data', () => socket.end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

it.each(['absent', 'silent', 'closing'] as const)(
  'a database server that is %s is SERVICE_UNAVAILABLE, for every kind of access',
  async (kind) => {
    const { port, close } = kind === 'absent' ? { port: 1, close: () => {} } : await impostor(kind);
    const connectionString = `postgresql://127.0.0.1:${port}/none`;
    const { client, transaction, ...away } = await openDatabase({
      kind: 'postgresql',
      connectionString,
      schema: 'public',
      connectionLimit: 1,
      ...timeouts,
      poolTimeoutMs: 100,
    });
    const roads = [
      client.$queryRaw`SELECT 1`,
      client.clone.findFirst(),
      transaction(async (inside) => inside.$queryRaw(Prisma.sql`SELECT 1`), {
        maxWaitMs: 100,
        deadline: new Date(Date.now() + 1_000),
      }),
    ];
    const failures = await Promise.all(roads.map(failureOf));
    close();
    await away.close();
    expect(failures.map(faultCode)).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
  },
);

const role = `clone_service_away_${process.pid}`;

it.skipIf(testServer === null).each([
  { how: 'is not there', sql: 'SELECT', to: { pathname: '/clone_service_nowhere' } },
  { how: 'takes no new connections', sql: 'ALTER DATABASE NAME ALLOW_CONNECTIONS false', to: {} },
  { how: 'does not know the role', sql: 'SELECT', to: { username: role } },
  {
    how: 'has a role that may not log in',
    sql: `CREATE ROLE ${role} PASSWORD 'one'`,
    to: { username: role, password: 'one' },
  },
  {
    how: 'has a role that may not connect',
    sql: `CREATE ROLE ${role} LOGIN PASSWORD 'one'; REVOKE CONNECT ON DATABASE NAME FROM PUBLIC`,
    to: { username: role, password: 'one' },
  },
])('a database that $how is SERVICE_UNAVAILABLE, for every kind of access', async ({ sql, to }) => {
  const { name, drop } = await createEmptyDatabase();
  onTestFinished(async () => {
    await drop();
    await onServer(`DROP ROLE IF EXISTS ${role}`);
  });
  for (const statement of sql.split('; ')) await onServer(statement.replace('NAME', name));
  const url = new URL(urlOf(name));
  Object.assign(url, to);
  const { client, transaction, ...away } = await openDatabase({ ...settingsOf(name), connectionString: url.href });
  const roads = [
    client.$queryRaw`SELECT 1`,
    client.clone.findFirst(),
    transaction(async (inside) => inside.$queryRaw(Prisma.sql`SELECT 1`), {
      maxWaitMs: 1_000,
      deadline: new Date(Date.now() + 5_000),
    }),
  ];
  const failures = await Promise.all(roads.map(failureOf));
  await away.close();
  expect(failures.map(faultCode)).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
});

it.skipIf(testServer === null)(
  'a connection lost between two statements of a transaction is SERVICE_UNAVAILABLE, whether or not the loss was noticed',
  async () => {
    const own = await openTestDatabase();
    const session = await openOtherSession(own);
    for (const turns of [0, 1, 10, 1_000]) {
      const lost = own.transaction(
        async (inside) => {
          const [{ pid }] = await inside.$queryRaw<[{ pid: number }]>(Prisma.sql`SELECT pg_backend_pid() AS pid`);
          await session.query('SELECT pg_terminate_backend($1)', [pid]);
          for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
          await inside.$queryRaw(Prisma.sql`SELECT 1`);
        },
        { maxWaitMs: 1_000, deadline: new Date(Date.now() + 10_000) },
      );
      expect(faultCode(await failureOf(lost))).toBe('SERVICE_UNAVAILABLE');
    }
    await session.end();
    await own.close();
  },
);

it.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT'])('%s is a code of the operating system, not a SQLSTATE', (code) => {
  const fault = Object.assign(new Error(canary), { code });
  expect(describeFault(fault)).toMatchObject({ errorCode: code });
  expect(describeFault(fault)).not.toHaveProperty('sqlState');
  expect(faultCode(fault)).toBe('SERVICE_UNAVAILABLE');
});
