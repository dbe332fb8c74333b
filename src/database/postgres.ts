import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { MigrationConnection } from './migrate.ts';
import { queryByCallback } from './queryByCallback.ts';

/** How to reach a PostgreSQL database; parsed from DATABASE_URL in settings.ts. */
export interface PostgresSettings {
  readonly connectionString: string;
  readonly schema: string;
  readonly connectionLimit: number;
  /** How long a request waits for a free connection. */
  readonly poolTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** How long a statement waits for a lock; left out: for ever. */
  readonly lockTimeoutMs?: number;
  /** A pooler hands each transaction to another session: nothing may be kept in one. */
  readonly pooled?: true;
}

export type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/** A pool of connections whose session settings don't depend on how the database or the role is set up. */
export function createPool(settings: PostgresSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: settings.connectionString,
    max: settings.connectionLimit,
    connectionTimeoutMillis: settings.poolTimeoutMs,
    application_name: 'clone-service',
    keepAlive: true,
    options: sessionOptions(settings),
  });
  // "Losing every connection, idle or busy, never ends the process", also while the pool closes and nobody else listens:
  // the statement under way reports it, or the next one finds a new connection.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    queryByCallback(client);
  });
  return pool;
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
  settings: PostgresSettings,
  use: (connection: MigrationConnection) => Promise<T>,
): Promise<T> {
  const pool = createPool({ ...settings, connectionLimit: 1, statementTimeoutMs: 0, lockTimeoutMs: 0 });
  try {
    await pool.query(`CREATE SCHEMA IF NOT EXISTS "${settings.schema}"`).catch(ignoreTwin);
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

/** Two processes that make the same schema at once: the later one finds it there. */
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
