import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { clientOf } from './adapterClient.ts';
import { askOnce, within } from './askOnce.ts';
import type { DatabaseSettings, TransactionSettings } from '../settings/databaseSettings.ts';
import type { Client } from './client.ts';
import type { EmbeddedDatabase } from './embedded.ts';
import { PrismaClient } from './generated/client.ts';
import { healReads } from './healReads.ts';
import type { RetryReason } from './retryReason.ts';
import { createLockWaits, type LockWaits } from './lockWaits.ts';
import { readMigrations } from './migrations.ts';
import { nameStatements } from './nameStatements.ts';
import { pipelineReads } from './pipelineReads.ts';
import type { Epoch } from './cacheImmutable.ts';
import { connectionsOf, createPool } from './postgres.ts';
import { askReadiness, type Readiness } from './readiness.ts';
import { type RunTransaction, transactionsOf } from './runTransaction.ts';
import { type OnAnswer, timeStatements } from './timeStatements.ts';
import { createTurns, type Turns } from './turns.ts';

export interface Database {
  readonly client: PrismaClient;
  /** For raw statements outside of transactions. */
  readonly reader: Client;
  readonly transaction: RunTransaction;
  /** Queues this process's writes on a clone; those that wait hold no connection. */
  readonly turns: Turns;
  readonly lockWaits: LockWaits;
  readonly onLockWait: (where: LockPlace, seconds: number) => void;
  readonly onRetry: (reason: RetryReason) => void;
  /** How busy the connections are; null when they aren't ours to count. */
  connections(): ConnectionUse | null;
  readonly timeouts: TransactionSettings;
  /** What was cached in one epoch is not valid in another. */
  readonly epoch: Epoch;
  /** Whether every session has the lock and statement time-outs from its start. */
  readonly sessionHasTimeouts: boolean;
  /** Whether the database answers and is as this service needs it. Never throws. */
  isReady(): Promise<Readiness>;
  close(): Promise<void>;
}

/** Where a write waited for others: in this process for its turn, or in the database for a lock. */
export const lockPlaces = ['process', 'database'] as const;
export type LockPlace = (typeof lockPlaces)[number];

export interface ConnectionUse {
  /** Of the pool, which has the transactions, and behind a pooler the reads too. */
  readonly busy: number;
  readonly idle: number;
  readonly limit: number;
  /** How many wait for a connection of the pool. */
  readonly waiting: number;
  /** Statements under way on the connections that reads share. */
  readonly reads: number;
}

export interface DatabaseEvents {
  /** A connection was lost while idle; the pool makes a new one. */
  onConnectionLost?(error: Error): void;
  /** Every statement, for tests that count. */
  onStatement?(sql: string): void;
  onAnswer?: OnAnswer;
  onLockWait?(where: LockPlace, seconds: number): void;
  /** A transaction is tried again. */
  onRetry?(reason: RetryReason): void;
}

/** How many of the pool's connections are for reads; at least one is left for transactions. */
const mostReaders = 2;

/** How many writes may wait for one clone: many times what its creator and the services send at once. */
const mostWaiting = 100;

/** How long connections may take to close, statements in flight included. */
const farewellMs = 1_000;

/** How long a readiness check may take. */
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
    const reads = readers > 0 ? pipelineReads(pool, readers, connections) : () => 0;
    healReads(pool);
    const options = { schema: settings.schema, ...(!settings.pooled && { statementNameGenerator: nameStatements() }) };
    // A single factory would report each lost connection twice.
    const adapters = {
      client: new PrismaPg(pool, options),
      raw: new PrismaPg(pool, { ...options, onPoolError: (error) => events.onConnectionLost?.(error) }),
    };
    const lockWaits = createLockWaits(settings.connectionLimit - readers);
    return assemble(adapters, settings, lockWaits, !settings.pooled, events, {
      renew: connections.renew,
      epoch: settings.pooled ? () => null : connections.epoch,
      connections: () => ({
        busy: pool.totalCount - pool.idleCount,
        idle: pool.idleCount,
        limit: settings.connectionLimit - readers,
        waiting: pool.waitingCount,
        reads: reads(),
      }),
      close: async () => {
        await within(farewellMs, pool.end(), undefined);
        connections.destroyAll();
      },
    });
  }
  // Loaded on demand: without PGlite and the migration engine, a service on PostgreSQL starts faster and takes less memory.
  const { openEmbedded } = await import('./embedded.ts');
  return connectEmbedded(await openEmbedded(settings.dataDir), settings, events);
}

/** Wraps an embedded database that is open and migrated. */
export async function connectEmbedded(
  embedded: EmbeddedDatabase,
  timeouts: TransactionSettings,
  events: DatabaseEvents = {},
): Promise<Database> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const adapter = new PrismaPGlite(embedded.pglite);
  return assemble({ client: adapter, raw: adapter }, timeouts, createLockWaits(1), false, events, {
    renew: () => {},
    epoch: () => 0,
    connections: () => null,
    close: () => embedded.close(),
  });
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
  adapters: { readonly client: SqlDriverAdapterFactory; readonly raw: SqlDriverAdapterFactory },
  timeouts: TransactionSettings,
  lockWaits: LockWaits,
  sessionHasTimeouts: boolean,
  events: DatabaseEvents,
  { renew, epoch, connections, close }: Pick<Database, 'epoch' | 'connections' | 'close'> & { renew(): void },
): Promise<Database> {
  const { onStatement, onAnswer, onLockWait = () => {}, onRetry = () => {} } = events;
  // One for both, as for the embedded database, must not tell twice.
  if (onAnswer) for (const adapter of new Set(Object.values(adapters))) timeStatements(adapter, onAnswer);
  const client: PrismaClient<'query'> = new PrismaClient(clientOptions(adapters.client, events));
  if (onStatement) client.$on('query', ({ query }) => onStatement(query));
  const raw = await adapters.raw.connect();
  const reader = clientOf(raw, onStatement);
  const names = readMigrations().map(({ name }) => name);
  return {
    client,
    reader,
    transaction: transactionsOf(raw, onStatement),
    turns: createTurns(mostWaiting, (seconds) => onLockWait('process', seconds)),
    lockWaits,
    onLockWait,
    onRetry,
    connections,
    timeouts,
    epoch,
    sessionHasTimeouts,
    isReady: askOnce<Readiness>(() => isReady(reader, names, renew), readinessMs, {
      ok: false,
      reason: 'unreachable',
      cause: 'no answer in time',
    }),
    close: async () => {
      await client.$disconnect();
      await close();
    },
  };
}

async function isReady(client: Client, names: readonly string[], renew: () => void): Promise<Readiness> {
  const state = await askReadiness(client, names);
  if (!state.ok && state.reason === 'read only') renew();
  return state;
}
