import type { PostgresSettings } from '../settings/databaseSettings.ts';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { destroy, watchConnections, type Connections } from './connections.ts';
import type { MigrationConnection } from './migrate.ts';
import type { DatabaseUrl } from '../settings/parseDatabaseUrl.ts';

export type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/** Connecting takes no longer than this, however long a request may wait for a free connection. */
const mostConnectMs = 10_000;

/** How much longer than the statement's time-out in the database its answer may take. */
const answerMs = 1_000;

/** The connections of a database with these settings. Without a statement time-out there is none here either. */
export function connectionsOf({ statementTimeoutMs, poolTimeoutMs }: PostgresSettings): Connections {
  return watchConnections({
    silenceMs: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + answerMs,
    connectMs: Math.min(poolTimeoutMs || mostConnectMs, mostConnectMs),
  });
}

/** A pool whose session settings don't depend on the defaults of the database or the role. */
export function createPool(settings: PostgresSettings, connections = connectionsOf(settings)): pg.Pool {
  const pool = new pg.Pool({
    Client: connections.Client,
    connectionString: settings.connectionString,
    max: settings.connectionLimit,
    connectionTimeoutMillis: settings.poolTimeoutMs,
    application_name: 'clone-service',
    options: sessionOptions(settings),
    // Behind a pooler a connection leads to no server in particular.
    ...(!settings.pooled && { verify: (client, done) => void tell(connections.identify(client), done) }),
  });
  pool.on('error', () => {});
  retireOnRenewal(pool, connections);
  return pool;
}

async function tell(work: Promise<void>, done: (error?: Error) => void): Promise<void> {
  const [outcome] = await Promise.allSettled([work]);
  if (outcome.status === 'fulfilled') done();
  else done(outcome.reason instanceof Error ? outcome.reason : new Error('a new connection did not answer'));
}

/** On renewal, drops the pool's idle connections at once and the others when they are released. */
function retireOnRenewal(pool: pg.Pool, connections: Connections): void {
  const idle = new Set<pg.Client>();
  const inUse = new Set<pg.Client>();
  const retired = new WeakSet<pg.Client>();
  pool.on('acquire', (client) => {
    idle.delete(client);
    inUse.add(client);
  });
  pool.on('release', (_error, client) => {
    inUse.delete(client);
    // The pool drops a connection that is ending.
    if (retired.has(client)) void client.end();
    else idle.add(client);
  });
  pool.on('remove', (client) => idle.delete(client));
  connections.onRenewal(() => {
    for (const client of idle) {
      // The pool drops it at once, as if it were lost. If it were only destroyed, the pool would hand it out until its socket closes.
      client.emit('error', new Error('a connection was dropped'));
      destroy(client);
    }
    idle.clear();
    for (const client of inUse) retired.add(client);
  });
}

/**
 * Prisma reads `timestamptz` as if the session's zone were UTC, so it has to be; and a REPEATABLE READ snapshot would
 * predate the clones' lock, so READ COMMITTED is set, whatever the database's default is.
 */
function sessionOptions({ schema, statementTimeoutMs, lockTimeoutMs = 0 }: PostgresSettings): string {
  return [
    'timezone=UTC',
    `search_path=${schema}`,
    `statement_timeout=${statementTimeoutMs}`,
    `lock_timeout=${lockTimeoutMs}`,
    'default_transaction_isolation=read\\ committed',
  ]
    .map((option) => `-c ${option}`)
    .join(' ');
}

/**
 * Opens one connection to migrate with, and closes it after `use`.
 * A lock or a long migration may take its time: there is no statement time-out on it.
 */
export async function withMigrationConnection<T>(
  settings: DatabaseUrl,
  use: (connection: MigrationConnection) => Promise<T>,
): Promise<T> {
  const pool = createPool({
    ...settings,
    connectionLimit: 1,
    poolTimeoutMs: 0,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    // Asked first: the command needs its privilege on the database also where the schema is there.
    const { rowCount } = await pool.query('SELECT FROM pg_namespace WHERE nspname = $1', [settings.schema]);
    if (rowCount === 0) await pool.query(`CREATE SCHEMA "${settings.schema}"`).catch(ignoreTwin);
    return await use({
      run: async (script) => {
        const results = [await pool.query(script)].flat();
        return results.at(-1)?.rows ?? [];
      },
      adapter: new ScriptingPrismaPg(pool, { schema: settings.schema }),
    });
  } finally {
    await pool.end();
  }
}

/** If two processes create the schema at once, the second finds it there. */
function ignoreTwin(error: unknown): void {
  const twin = error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '42P06');
  if (!twin) throw error;
}

/** @prisma/adapter-pg 7.10 splits a script at every `;`, which breaks function bodies: send it whole instead. */
class ScriptingPrismaPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    return sendScriptsWhole(await super.connect());
  }
  override async connectToShadowDb(): Promise<Adapter> {
    return sendScriptsWhole(await super.connectToShadowDb());
  }
}

function sendScriptsWhole(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return adapter;
}
