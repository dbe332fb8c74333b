import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/database/migrations.ts';
import { createEmptyDatabase } from './openEmptyDatabase.ts';
import { testServer, urlOf } from './testServer.ts';

const startScript = fileURLToPath(new URL('../../src/start.mjs', import.meta.url));
const names = readMigrations().map(({ name }) => name);

let databaseUrl: string;
let drop: () => Promise<void>;
type Child = ChildProcessByStdio<null, Readable, Readable>;
const services: Child[] = [];

function run(command: 'migrate' | 'start'): Child {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', startScript, command], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'clone-service-')),
      PORT: '0',
      METRICS_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function migrateOnce(): Promise<{ code: number; said: string }> {
  const child = run('migrate');
  if (child.stdout === null || child.stderr === null) throw new Error('its output is piped');
  const [said, fault, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, said: said + fault };
}

/** Starts a service once; returns the URL that it listens on. */
async function startOnce(): Promise<string> {
  const child = run('start');
  services.push(child);
  for await (const line of createInterface(child.stdout)) {
    const { url, msg } = JSON.parse(line) as { url?: string; msg?: string };
    if (msg === 'listening' && url !== undefined) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error('it ended before it listened');
}

describe.skipIf(testServer === null)('four migrations and two services that start at once on an empty database', () => {
  beforeAll(async () => {
    const empty = await createEmptyDatabase();
    databaseUrl = `${urlOf(empty.name)}?schema=clones_x&connection_limit=2`;
    drop = empty.drop;
  });
  afterAll(async () => {
    await Promise.all(services.map((child) => (child.kill('SIGTERM') ? once(child, 'exit') : null)));
    await drop();
  });

  it('all succeed: one migrates, the others find it done, and both services are ready', async () => {
    const [migrations, urls] = await Promise.all([
      Promise.all(Array.from({ length: 4 }, migrateOnce)),
      Promise.all(Array.from({ length: 2 }, startOnce)),
    ]);
    expect(migrations.map(({ said }) => said.trim()).toSorted()).toEqual([
      `Applied ${names.join(', ')}.`,
      ...Array.from({ length: 3 }, () => 'Nothing to do: the database is up to date.'),
    ]);
    expect(migrations.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    for (const url of urls) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('leave one finished row for each migration, in the schema that the URL names', async () => {
    const client = new pg.Client({ connectionString: databaseUrl.replace(/\?.*/, '') });
    await client.connect();
    try {
      const history = await client.query(
        'SELECT migration_name, finished_at IS NOT NULL AS finished FROM clones_x._prisma_migrations',
      );
      expect(history.rows).toEqual(names.map((name) => ({ migration_name: name, finished: true })));
      const elsewhere = await client.query(`SELECT schemaname, tablename FROM pg_tables
        WHERE schemaname NOT IN ('clones_x', 'pg_catalog', 'information_schema')`);
      expect(elsewhere.rows).toEqual([]);
    } finally {
      await client.end();
    }
  });
});
