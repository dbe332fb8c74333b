import { setTimeout as pause } from 'node:timers/promises';
import { milliseconds } from './sqlColumns.ts';
import { Prisma } from './generated/client.ts';
import { staleStates } from './healReads.ts';
import type { Database } from './openDatabase.ts';
import { retryReason } from './retryReason.ts';
import { NoTransaction } from './runTransaction.ts';
import { sqlState } from './sqlState.ts';
import type { Client } from './client.ts';
import type { TransactionSettings } from '../settings/databaseSettings.ts';
import { uuids } from './uuids.ts';

/** What a mutation writes: existing clones, or a new clone of an owner. */
export type Target = { readonly clones: readonly string[] } | { readonly newCloneOf: string };

export interface CloneTransaction {
  /** The transaction's client; the base client must not be used inside (embedded, it would wait for ever). */
  readonly client: Client;
  /** The database's time, taken once after the lock: `now` for every rule of this write. */
  readonly now: Date;
  /** The ids of the target's clones that exist. */
  readonly locked: ReadonlySet<string>;
}

/** The result of a write. A refusal rolls everything back. */
export type Outcome<Done, Refusal> = { readonly done: Done } | { readonly refused: Refusal };

/**
 * The only place that opens a write transaction. Locks the target's clones in the order of their ids, so that every
 * mutation of a clone waits for the one before it (for a new clone: the owner's other creations), takes the time,
 * then runs `write`. All or nothing: a refusal or an error rolls back.
 *
 * Waiting takes no connection that others need: writes of this process on one clone take turns, and only the one whose
 * turn it is has a transaction. Its first attempt waits for no lock that another session holds. A later one does, as
 * long as fewer than half of the connections wait so; else it looks again in a moment.
 *
 * Serialisation failures, deadlocks, lock time-outs, statements that a changed schema made stale and transactions that could
 * not start are tried again, three times at most and with jitter, as long as `deadline` allows; so `write` must do nothing but
 * write to its client.
 *
 * @param deadline when the request ends: nothing is sent or committed from then on; what is under way is cancelled by the database
 */
export async function inCloneTransaction<Done, Refusal>(
  database: Database,
  target: Target,
  deadline: Date,
  write: (transaction: CloneTransaction) => Promise<Outcome<Done, Refusal>>,
): Promise<Outcome<Done, Refusal>> {
  const { turns, lockWaits } = database;
  const keys = keysOf(target);
  let endTurn = await turns.take(keys, deadline);
  try {
    let failed = 0;
    let metLock = false;
    for (let attempt = 1; ; attempt += 1) {
      const waits = metLock && lockWaits.take();
      try {
        return await attemptOnce(database, target, deadline, waits, write).finally(() => waits && lockWaits.giveBack());
      } catch (error) {
        metLock = isLocked(error);
        if (waits || !metLock) failed += 1;
        if (failed === maxAttempts || !isPassing(error) || Date.now() >= deadline.getTime()) throw error;
        // A batch would hold up the writes on all its clones because of the one that is locked.
        if (keys.length > 1) endTurn();
        if (attempt > 1 || !metLock) await pause(Math.random() * 25 * 2 ** Math.min(attempt, maxAttempts));
        if (Date.now() >= deadline.getTime()) throw error;
        database.onRetry(retryReason(error));
      }
      if (keys.length > 1) endTurn = await turns.take(keys, deadline);
    }
  } finally {
    endTurn();
  }
}

const maxAttempts = 4;

function keysOf(target: Target): readonly string[] {
  return 'clones' in target ? target.clones : [`owner:${target.newCloneOf}`];
}

/** @param waits whether it waits for locks that other sessions hold; else it fails there, as after the lock time-out */
async function attemptOnce<Done, Refusal>(
  database: Database,
  target: Target,
  deadline: Date,
  waits: boolean,
  write: (transaction: CloneTransaction) => Promise<Outcome<Done, Refusal>>,
): Promise<Outcome<Done, Refusal>> {
  const { timeouts } = database;
  let refusal: { readonly refused: Refusal } | undefined;
  try {
    return await database.transaction(
      async (client) => {
        const left = leftUntil(deadline);
        if (!sessionTimeoutsSuffice(database, left)) await limitStatements(client, timeouts, left);
        const locked = lock(client, target, waits);
        const outcome = await write({ client, ...(await (waits ? timed(locked, database.onLockWait) : locked)) });
        if ('done' in outcome) return outcome;
        refusal = outcome;
        throw rollBack;
      },
      { maxWaitMs: Math.min(leftUntil(deadline), timeouts.poolTimeoutMs || Number.POSITIVE_INFINITY), deadline },
    );
  } catch (error) {
    if (error === rollBack && refusal) return refusal;
    throw error;
  }
}

async function timed<Locked>(locked: Promise<Locked>, onWait: Database['onLockWait']): Promise<Locked> {
  const began = performance.now();
  try {
    return await locked;
  } finally {
    onWait('database', (performance.now() - began) / 1_000);
  }
}

/** In milliseconds; at least one, since 0 means no time-out. */
function leftUntil(deadline: Date): number {
  return Math.max(1, deadline.getTime() - Date.now());
}

/** Thrown to roll the transaction back. */
const rollBack = new Error('rolled back');

/** Whether the session's own time-outs are short enough, as for a request that has just begun: then no statement sets them. */
function sessionTimeoutsSuffice({ timeouts, sessionHasTimeouts }: Database, left: number): boolean {
  return sessionHasTimeouts && left >= Math.max(timeouts.lockTimeoutMs, timeouts.statementTimeoutMs);
}

async function limitStatements(client: Client, timeouts: TransactionSettings, left: number): Promise<void> {
  const lockTimeout = `${Math.min(left, timeouts.lockTimeoutMs)}ms`;
  const statementTimeout = `${Math.min(left, timeouts.statementTimeoutMs)}ms`;
  await client.$queryRaw(Prisma.sql`
    SELECT set_config('lock_timeout', ${lockTimeout}, true), set_config('statement_timeout', ${statementTimeout}, true)`);
}

/** How long a write that doesn't wait for its clone waits for any other lock. */
const momentMs = 20;

/**
 * Locks the target. The time is the database's once all locks are held; now() would be when the transaction began.
 * One statement, also where the rest of the transaction is to wait for locks for a moment only.
 */
async function lock(client: Client, target: Target, waits: boolean): Promise<Pick<CloneTransaction, 'now' | 'locked'>> {
  const bound = Prisma.raw(waits ? '' : `, set_config('lock_timeout', '${momentMs}ms', true) AS bound`);
  if ('newCloneOf' in target) {
    // There is no row to lock yet. Advisory, and for the transaction only: no session state behind a pooler.
    const key = Prisma.sql`hashtextextended(${`owner:${target.newCloneOf}`}, 0)`;
    const had = waits
      ? Prisma.sql`(SELECT true FROM pg_advisory_xact_lock(${key}))`
      : Prisma.sql`(SELECT pg_try_advisory_xact_lock(${key}))`;
    const [row] = await client.$queryRaw<[{ now: number; had: boolean }]>(Prisma.sql`
      SELECT ${milliseconds("date_trunc('milliseconds', clock_timestamp())")} AS now, had${bound} FROM ${had} locked (had)`);
    if (!row.had) throw new Locked('another creation of this owner is under way');
    return { now: new Date(row.now), locked: new Set() };
  }
  // NO KEY: FOR UPDATE would block the foreign-key checks of inserts. The clock is read as each row comes out locked.
  const [row] = await client.$queryRaw<[{ now: number; ids: string | null }]>(Prisma.sql`
    SELECT ${milliseconds("date_trunc('milliseconds', coalesce(max(clock_timestamp()), clock_timestamp()))")} AS now, string_agg(id::text, ' ') AS ids${bound}
    FROM (SELECT id FROM clones WHERE id = ANY (${uuids(target.clones)}) ORDER BY id FOR NO KEY UPDATE ${Prisma.raw(waits ? '' : 'NOWAIT')}) locked`);
  return { now: new Date(row.now), locked: new Set(row.ids?.split(' ')) };
}

/** The error that PostgreSQL raises for a locked row, used for an advisory lock too. */
class Locked extends Error {
  readonly code = lockNotAvailable;
}

const lockNotAvailable = '55P03';

function isLocked(error: unknown): boolean {
  return sqlState(error) === lockNotAvailable;
}

/** Failures after which the same transaction may well succeed; the stale ones on a new connection. */
const passingStates: ReadonlySet<string> = new Set(['40001', '40P01', lockNotAvailable, ...staleStates]);

function isPassing(error: unknown): boolean {
  return error instanceof NoTransaction || passingStates.has(sqlState(error) ?? '');
}
