import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { askOnce, within } from './askOnce.ts';
import type { EmbeddedDatabase } from './embedded.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { healReads } from './healReads.ts';
import { readMigrations } from './migrations.ts';
import { missingColumns } from './missingColumns.ts';
import { nameStatements } from './nameStatements.ts';
import { pipelineReads } from './pipelineReads.ts';
import { connectionsOf, createPool, type PostgresSettings } from './postgres.ts';
import type { Epoch } from './recentRows.ts';
import { type RunTransaction, transactionsOf } from './runTransaction.ts';
import { sqlState } from './sqlState.ts';

export type DatabaseSettings =
  | ({ readonly kind: 'postgresql' } & PostgresSettings & TransactionSettings)
  | ({ readonly kind: 'embedded'; readonly dataDir: string } & TransactionSettings);

export interface TransactionSettings {
  /** How long to wait for a connection; 0: as long as the request. */
  readonly poolTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

/** A client that reads, or that belongs to a transaction. Stores take one as an argument; none has one of its own. */
export interface Client {
  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows>;
  /** How many rows were written. */
  $executeRaw(query: Prisma.Sql): Promise<number>;
}

export interface Database {
  readonly client: PrismaClient;
  readonly transaction: RunTransaction;
  readonly timeouts: TransactionSettings;
  /** What is remembered of one epoch counts no longer in another. */
  readonly epoch: Epoch;
  /** Whether every session has the lock and statement time-outs from its start. */
  readonly sessionHasTimeouts: boolean;
  /** Whether the database answers, in sessions set as this service needs them, and has every migration of this checkout. Never throws. */
  isReady(): Promise<{ ok: true } | { ok: false; reason: NotReady }>;
  close(): Promise<void>;
}

/**
 * `read only`: it answers, but as a standby, or as a database that was made so. `columns are missing`: it has every migration,
 * and was changed since.
 */
export type NotReady = 'unreachable' | 'not migrated' | 'columns are missing' | 'read only' | 'wrong session settings';

export interface DatabaseEvents {
  /** A connection was lost while idle; the pool makes a new one. */
  onConnectionLost?(error: Error): void;
  /** Every statement, for tests that count. */
  onStatement?(sql: string): void;
}

/** Of the pool's connections, how many carry the reads; one at least is left for transactions. */
const mostReaders = 2;

/** How long connections may take to end, statements under way included. */
const farewellMs = 1_000;

/** How long whoever asks after readiness waits. */
const readinessMs = 1_500;

/**
 * Opens the database: PostgreSQL lazily (it need not be there yet), the embedded one at once and migrated.
 * Throws StartError when the embedded database's folder is in use.
 */
export async function openDatabase(settings: DatabaseSettings, events: DatabaseEvents = {}): Promise<Database> {
  if (settings.kind === 'postgresql') {
    const readers = settings.pooled ? 0 : Math.min(mostReaders, settings.connectionLimit - 1);
    const connections = connectionsOf(settings);
    const pool = createPool({ ...settings, connectionLimit: settings.connectionLimit - readers }, connections);
    if (readers > 0) pipelineReads(pool, readers, connections);
    healReads(pool);
    const options = { schema: settings.schema, ...(!settings.pooled && { statementNameGenerator: nameStatements() }) };
    // One for both would tell of each lost connection twice.
    const adapters = {
      client: new PrismaPg(pool, { ...options, onPoolError: (error) => events.onConnectionLost?.(error) }),
      transactions: new PrismaPg(pool, options),
    };
    return assemble(adapters, settings, !settings.pooled, events, {
      renew: connections.renew,
      epoch: settings.pooled ? () => null : connections.epoch,
      close: async () => {
        await within(farewellMs, pool.end(), undefined);
        connections.destroyAll();
      },
    });
  }
  // Loaded here: a service on PostgreSQL starts sooner, and smaller, without PostgreSQL in WebAssembly and the engine of migrations.
  const { openEmbedded } = await import('./embedded.ts');
  return connectEmbedded(await openEmbedded(settings.dataDir), settings, events);
}

/** The database over an embedded one that is open and migrated. */
export async function connectEmbedded(embedded: EmbeddedDatabase, timeouts: TransactionSettings, events: DatabaseEvents = {}): Promise<Database> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const adapter = new PrismaPGlite(embedded.pglite);
  return assemble({ client: adapter, transactions: adapter }, timeouts, false, events, { renew: () => {}, epoch: () => 0, close: () => embedded.close() });
}

/** `errorFormat: 'minimal'`, since Prisma's other formats print arguments. */
function clientOptions(adapter: SqlDriverAdapterFactory, events: DatabaseEvents) {
  return {
    adapter,
    errorFormat: 'minimal' as const,
    log: events.onStatement ? [{ emit: 'event' as const, level: 'query' as const }] : [],
  };
}

async function assemble(
  adapters: { readonly client: SqlDriverAdapterFactory; readonly transactions: SqlDriverAdapterFactory },
  timeouts: TransactionSettings,
  sessionHasTimeouts: boolean,
  events: DatabaseEvents,
  { renew, epoch, close }: { renew(): void; epoch: Epoch; close(): Promise<void> },
): Promise<Database> {
  const { onStatement } = events;
  const client: PrismaClient<'query'> = new PrismaClient(clientOptions(adapters.client, events));
  if (onStatement) client.$on('query', ({ query }) => onStatement(query));
  const names = readMigrations().map(({ name }) => name);
  return {
    client,
    transaction: transactionsOf(await adapters.transactions.connect(), onStatement),
    timeouts,
    epoch,
    sessionHasTimeouts,
    isReady: askOnce(() => isReady(client, names, renew), readinessMs, { ok: false, reason: 'unreachable' }),
    close: async () => {
      await client.$disconnect();
      await close();
    },
  };
}

async function isReady(client: Client, names: readonly string[], renew: () => void): ReturnType<Database['isReady']> {
  try {
    // A pooler may drop the session's options: times would then be read in another zone, off by hours.
    const [answer] = await client.$queryRaw<[{ applied: number; session: boolean; readOnly: boolean; missing: number }]>(Prisma.sql`
      SELECT count(*)::int AS applied, current_setting('transaction_read_only') = 'on' AS "readOnly", ${missingColumns} AS missing,
        current_setting('TimeZone') = 'UTC' AND current_setting('default_transaction_isolation') = 'read committed' AS session
      FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY (${names})`);
    if (!answer.session) return { ok: false, reason: 'wrong session settings' };
    if (answer.readOnly) {
      renew();
      return { ok: false, reason: 'read only' };
    }
    if (answer.applied < names.length) return { ok: false, reason: 'not migrated' };
    return answer.missing === 0 ? { ok: true } : { ok: false, reason: 'columns are missing' };
  } catch (error) {
    return { ok: false, reason: sqlState(error) === '42P01' ? 'not migrated' : 'unreachable' };
  }
}
