import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../src/database/migrate.ts';
import { withMigrationConnection } from '../../../src/database/postgres.ts';
import { askGraph } from '../../../src/demo/askGraph.ts';
import { startContributors } from '../../../src/demo/contributors/startContributors.ts';
import { startGateway } from '../../../src/demo/gateway/startGateway.ts';
import { createParts } from '../../../src/demo/parts.ts';
import { loadSample } from '../../../src/demo/sample/loadSample.ts';
import { sources } from '../../../src/lifecycle/facts.ts';
import { parseDatabaseUrl } from '../../../src/settings/parseDatabaseUrl.ts';
import { flagsOfStart } from '../../bench/flagsOfStart.ts';
import { freePort } from '../../bench/freePort.ts';
import { startIdentityServer } from '../../bench/identityServer.ts';
import { startServer } from '../../bench/startServer.ts';

/** What a day happens on: the service in a process of its own on PostgreSQL, and the demo's gateways, sources and sample data. */
export interface Platform {
  readonly publicUrl: string;
  readonly internalUrl: string;
  readonly serviceUrl: string;
  readonly metricsUrl: string;
  /** A token of the provider that the service trusts. */
  sign(sub: string, scope?: string): Promise<string>;
  /** The Arena answers nobody, until it is started again. */
  stopArena(): Promise<void>;
  startArena(): Promise<void>;
  /** Begins a transaction that has written, and leaves it open; returns what ends it. */
  leaveTransactionOpen(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const schema = 'clone_service_day';

/** Starts the platform on the database of this URL, in a schema of its own, which is made anew. */
export async function startPlatform(databaseUrl: string): Promise<Platform> {
  const url = new URL(databaseUrl);
  url.searchParams.set('schema', schema);
  await makeSchema(url.href);
  const parts = createParts(() => {});
  const folder = mkdtempSync(join(tmpdir(), 'day-'));
  const close = async (): Promise<void> => {
    await parts.close();
    rmSync(folder, { recursive: true });
  };
  try {
    const identity = await parts.start('identity', async () => {
      const { close: end, ...rest } = await startIdentityServer();
      return { ...rest, close: async () => end() };
    });
    const metricsPort = await freePort();
    const service = await parts.start('service', async () => {
      const server = await startServer('service', serviceKind, {
        DATABASE_URL: url.href,
        METRICS_PORT: String(metricsPort),
        // An hour takes five seconds.
        CLOCK_INTERVAL_MS: '250',
        ...identity.settings,
      });
      return { ...server, close: server.stop };
    });
    const contributors = await parts.start('sources', () =>
      startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } }),
    );
    const subgraphs = [
      { name: 'clone', url: service.url },
      ...sources.map((name) => ({ name, url: contributors[name].url })),
    ];
    const gateway = (audience: 'public' | 'internal') =>
      parts.start(audience, () => startGateway({ subgraphs, port: 0, audience }));
    const [publicGateway, internalGateway] = [await gateway('public'), await gateway('internal')];
    const tokens = {
      alice: await identity.sign('alice'),
      bob: await identity.sign('bob'),
      olga: await identity.sign('olga', 'clone:admin clone:moderate'),
    };
    await loadSample({ folder, askAs: (person) => askGraph(service.url, tokens[person]), contributors });
    return {
      publicUrl: `${publicGateway.url}/graphql`,
      internalUrl: `${internalGateway.url}/graphql`,
      serviceUrl: service.url,
      metricsUrl: `http://127.0.0.1:${metricsPort}`,
      sign: identity.sign,
      stopArena: () => contributors.arena.behave('refuses'),
      startArena: () => contributors.arena.behave('answers'),
      leaveTransactionOpen: () => leaveTransactionOpen(url.href),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const serviceKind = {
  file: new URL('../../../src/start.mjs', import.meta.url).href,
  readyPath: '/health/ready',
  flags: flagsOfStart(new URL('../../..', import.meta.url)),
};

async function makeSchema(url: string): Promise<void> {
  const { connectionString } = parseDatabaseUrl(url);
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.end();
  const settings = { connectionString, schema, connectionLimit: 1, poolTimeoutMs: 5_000, statementTimeoutMs: 0 };
  await withMigrationConnection(settings, (connection) => migrate(connection));
}

async function leaveTransactionOpen(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: parseDatabaseUrl(url).connectionString });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT pg_current_xact_id()');
  return () => client.end();
}
