import { milliseconds } from './sqlColumns.ts';
import { Prisma } from './generated/client.ts';
import { missingColumns } from './missingColumns.ts';
import { driverErrorKind } from './driverErrorKind.ts';
import { neededPrivileges } from './privileges.ts';
import type { Client } from './client.ts';
import { sqlState } from './sqlState.ts';

/**
 * Why the database can't be used. `read only`: it answers, but as a standby, or as a database that was made so.
 * `columns are missing`: it has every migration, and was changed since.
 */
export type NotReady =
  | 'unreachable'
  | 'version too old'
  | 'wrong encoding'
  | 'wrong session settings'
  | 'read only'
  | 'missing privileges'
  | 'not migrated'
  | 'columns are missing'
  | 'feed ahead of this cluster';

/**
 * `missing`: privileges, such as `SELECT on clones`. `cause`: for the log, why it is unreachable, as a SQLSTATE or the driver's
 * name for it. `warning`: something to fix that stops nothing.
 */
export type Readiness =
  | { readonly ok: true; readonly warning?: 'clocks differ' }
  | { readonly ok: false; readonly reason: NotReady; readonly missing?: readonly string[]; readonly cause?: string };

/** What the database reports about itself. */
export interface ServerFacts {
  /** As in `server_version_num`: 150004 is 15.4. */
  readonly version: number;
  readonly encoding: string;
  /** Whether the session has the time zone and isolation that this service needs. */
  readonly session: boolean;
  readonly readOnly: boolean;
  /** Its time, in milliseconds since 1970. */
  readonly now: number;
  /** Privileges that the role lacks on tables that are there, with commas between; null: none. */
  readonly missing: string | null;
  /** How many of this checkout's migrations it has; null: their table can't be read. */
  readonly applied: number | null;
  /** How many columns that this service needs aren't there. */
  readonly missingColumns: number;
  /** Whether a dump was restored whose events have positions that this cluster has yet to reach. */
  readonly feedIsAhead: boolean;
}

/** SQL for one boolean: whether events have positions that this cluster's transactions have yet to reach. */
export const feedIsAhead = Prisma.raw(`(
  SELECT coalesce((SELECT max(position) FROM clone_audit_events WHERE action NOT LIKE 'draft.%')
    >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + shift, false)
  FROM clone_feed)`);

/** What no setting mends: another server or another database is needed. */
export function unusable({
  version,
  encoding,
}: Pick<ServerFacts, 'version' | 'encoding'>): 'version too old' | 'wrong encoding' | null {
  if (version < 150_000) return 'version too old';
  return encoding === 'UTF8' ? null : 'wrong encoding';
}

/** Tokens are judged by this process's clock, everything else by the database's. */
const mostApartMs = 60_000;

/** Judges what the database said between two moments of this process's clock. */
export function judgeReadiness(
  facts: ServerFacts,
  migrations: number,
  asked: { readonly from: number; readonly to: number },
): Readiness {
  const useless = unusable(facts);
  if (useless !== null) return { ok: false, reason: useless };
  if (!facts.session) return { ok: false, reason: 'wrong session settings' };
  if (facts.readOnly) return { ok: false, reason: 'read only' };
  if (facts.missing !== null) return { ok: false, reason: 'missing privileges', missing: facts.missing.split(', ') };
  if (facts.applied !== migrations) return { ok: false, reason: 'not migrated' };
  if (facts.missingColumns > 0) return { ok: false, reason: 'columns are missing' };
  if (facts.feedIsAhead) return { ok: false, reason: 'feed ahead of this cluster' };
  const apart = facts.now < asked.from - mostApartMs || facts.now > asked.to + mostApartMs;
  return apart ? { ok: true, warning: 'clocks differ' } : { ok: true };
}

/** Whether the database answers and is as this service needs it, with these migrations. Never throws. */
export async function askReadiness(client: Client, migrations: readonly string[]): Promise<Readiness> {
  const from = Date.now();
  try {
    const facts = await askFacts(client, migrations);
    return judgeReadiness(facts, migrations.length, { from, to: Date.now() });
  } catch (error) {
    // Without that privilege no session begins, so nothing else could be asked.
    if (sqlState(error) === '42501')
      return { ok: false, reason: 'missing privileges', missing: ['CONNECT on the database'] };
    return { ok: false, reason: 'unreachable', cause: sqlState(error) ?? driverErrorKind(error) ?? 'unknown' };
  }
}

/** One statement where all is well. Others where the feed, or the table of migrations, isn't there or can't be read. */
async function askFacts(client: Client, migrations: readonly string[]): Promise<ServerFacts> {
  const applied = Prisma.sql`(SELECT count(*)::int FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY (${migrations}))`;
  const unknown = Prisma.sql`false`;
  try {
    return await askWith(client, applied, feedIsAhead);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    return await askWith(client, applied, unknown);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return askWith(client, Prisma.sql`NULL::int`, unknown);
  }
}

/** A table or a column isn't there, or the role may not read it. */
function isMissing(error: unknown): boolean {
  return ['42P01', '42703', '42501'].includes(sqlState(error) ?? '');
}

const needed = Object.entries(neededPrivileges).flatMap(([table, list]) =>
  list.map((privilege) => ({ table, privilege })),
);
const tables = needed.map(({ table }) => table);
const privileges = needed.map(({ privilege }) => privilege);

async function askWith(client: Client, applied: Prisma.Sql, isAhead: Prisma.Sql): Promise<ServerFacts> {
  // A pooler may drop the session's options: times would then be read in another zone, off by hours. A schema that may not
  // be used is left out of the search path, as if its tables weren't there.
  const [facts] = await client.$queryRaw<[ServerFacts]>(Prisma.sql`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      current_setting('TimeZone') = 'UTC' AND current_setting('default_transaction_isolation') = 'read committed' AS session,
      current_setting('transaction_read_only') = 'on' AS "readOnly", ${milliseconds('clock_timestamp()')} AS now, ${applied} AS applied,
      ${missingColumns} AS "missingColumns", ${isAhead} AS "feedIsAhead",
      (SELECT string_agg(privilege, ', ') FROM (
        SELECT 'USAGE on the schema' AS privilege FROM pg_namespace
          WHERE nspname = current_setting('search_path') AND NOT has_schema_privilege(oid, 'USAGE')
        UNION ALL SELECT privilege || ' on ' || name FROM unnest(${tables}::text[], ${privileges}::text[]) AS needed (name, privilege)
          WHERE NOT has_table_privilege(to_regclass(name), privilege)) lacking) AS missing`);
  return facts;
}

/** What an operator has to do about it. */
export function todoFor({ reason, missing = [] }: Extract<Readiness, { ok: false }>): string {
  if (reason === 'missing privileges') return `grant its role ${missing.join(', ')}`;
  return {
    unreachable: 'check DATABASE_URL',
    'version too old': 'it has to be PostgreSQL 15 or newer',
    'wrong encoding': "make one with `ENCODING 'UTF8' TEMPLATE template0`, and move what it holds",
    'wrong session settings':
      'set `timezone` to UTC and `default_transaction_isolation` to read committed for its role',
    'read only': 'let DATABASE_URL lead to the primary',
    'not migrated': 'run `npm run migrate`',
    'feed ahead of this cluster': 'run `npm run migrate`: a dump was restored',
    'columns are missing': 'put back the tables as the migrations make them',
  }[reason];
}
