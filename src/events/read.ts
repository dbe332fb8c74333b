import type { Client } from '../database/client.ts';
import { Prisma } from '../database/generated/client.ts';
import { milliseconds } from '../database/sqlColumns.ts';
import { eventActions, eventKind, type EventKind } from './eventKind.ts';

/** Where a reader stands: behind this event. */
export interface FeedPosition {
  readonly position: number;
  readonly cloneId: string;
  readonly sequence: number;
  /** The event's id, by which a database that went back in time is noticed. */
  readonly id: string;
}

/** In front of the first event. */
export const feedStart: FeedPosition = {
  position: -1,
  cloneId: '00000000-0000-0000-0000-000000000000',
  sequence: 0,
  id: '00000000-0000-0000-0000-000000000000',
};

export interface FeedEvent {
  readonly id: string;
  readonly cloneId: string;
  readonly sequence: number;
  readonly kind: EventKind;
  readonly at: Date;
  /** The number of the version that was published or activated. */
  readonly versionNumber: number | null;
}

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** The last event that this page is about: shown, or passed over because of its kind. */
  readonly continueFrom: FeedPosition;
  readonly hasMore: boolean;
  /** Whether events wait for a transaction that began before them. */
  readonly pending: boolean;
}

interface FeedRequest {
  readonly first: number;
  readonly after: FeedPosition;
  /** null: all. */
  readonly kinds: readonly EventKind[] | null;
}

type Row = FeedPosition & {
  readonly action: string;
  readonly at: number;
  readonly details: string | null;
};

/** How many events a page looks at when only some kinds are wanted. */
const mostScanned = 1_000;

/** What makes an audit row an event, as the index has it. */
const isEvent = Prisma.raw("action NOT LIKE 'draft.%'");

/**
 * Every event below this position is there: its transaction, and each that could still write below it, has ended. The
 * snapshot is that of the statement, so what it says holds for the rows that the statement sees.
 */
const horizon = Prisma.raw(
  '(SELECT shift + pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS below FROM clone_feed)',
);

/**
 * The next page of events behind `after`; null when the database doesn't have that event, or another one in its place. One
 * statement.
 */
export async function readFeed(client: Client, { first, after, kinds }: FeedRequest): Promise<FeedPage | null> {
  const [known, wanted] = [eventActions(null), eventActions(kinds)];
  const scan = kinds === null ? first + 1 : mostScanned;
  const place = Prisma.sql`(${after.position}::bigint, ${after.cloneId}::uuid, ${after.sequence}::int)`;
  const [page] = await client.$queryRaw<
    [{ isKnown: boolean; pending: boolean; wanted: string; scanned: number; last: string | null }]
  >(Prisma.sql`
    WITH horizon AS MATERIALIZED ${horizon}, scanned AS MATERIALIZED (
      SELECT position, clone_id AS "cloneId", sequence, id, action, ${milliseconds('at')} AS at,
        CASE WHEN action IN ('strategy.published', 'strategy.activated') THEN details END AS details
      FROM clone_audit_events
      WHERE ${isEvent} AND position < (SELECT below FROM horizon) AND (position, clone_id, sequence) > ${place}
      ORDER BY position, clone_id, sequence LIMIT ${scan}
    ), wanted AS (
      SELECT * FROM scanned WHERE action = ANY (${wanted}) OR action <> ALL (${known})
      ORDER BY position, "cloneId", sequence LIMIT ${first + 1}
    )
    SELECT
      ${after.position}::bigint < 0 OR EXISTS (
        SELECT FROM clone_audit_events WHERE ${isEvent} AND (position, clone_id, sequence) = ${place} AND id = ${after.id}::uuid
      ) AS "isKnown",
      coalesce((SELECT max(position) FROM clone_audit_events WHERE ${isEvent}) >= (SELECT below FROM horizon), false) AS pending,
      (SELECT coalesce(json_agg(row), '[]')::text FROM wanted row) AS wanted,
      (SELECT count(*)::int FROM scanned) AS scanned,
      (SELECT row_to_json(row)::text FROM (SELECT * FROM scanned ORDER BY position DESC, "cloneId" DESC, sequence DESC LIMIT 1) row) AS last`);
  if (!page.isKnown) return null;
  const rows = JSON.parse(page.wanted) as Row[];
  const shown = rows.slice(0, first);
  // An action of a newer version of this service: only its processes can tell what it is, so this one stops in front of it.
  const unknown = shown.findIndex(({ action }) => eventKind(action) === undefined);
  const told = unknown < 0 ? shown : shown.slice(0, unknown);
  const isWhole = unknown < 0 && rows.length <= first;
  const last = isWhole && page.last !== null ? (JSON.parse(page.last) as Row) : told.at(-1);
  return {
    events: told.map(eventOf),
    continueFrom: last === undefined ? after : positionOf(last),
    hasMore: unknown < 0 && (!isWhole || page.scanned === scan),
    pending: page.pending || unknown >= 0,
  };
}

/** How many seconds ago the first of the events was written that wait for a transaction under way; 0: none waits. One statement. */
export async function readOldestWaiting(client: Client): Promise<number> {
  const [row] = await client.$queryRaw<[{ readonly seconds: number }?]>(Prisma.sql`
    SELECT date_part('epoch', clock_timestamp() - at) AS seconds FROM clone_audit_events
    WHERE ${isEvent} AND position >= ${horizon} ORDER BY position, clone_id, sequence LIMIT 1`);
  return row === undefined ? 0 : Math.max(0, row.seconds);
}

function positionOf({ position, cloneId, sequence, id }: Row): FeedPosition {
  return { position, cloneId, sequence, id };
}

function eventOf({ id, cloneId, sequence, action, at, details }: Row): FeedEvent {
  const kind = eventKind(action);
  if (kind === undefined) throw new Error('an event has an unknown action');
  const { number = null } = details === null ? {} : (JSON.parse(details) as { readonly number?: number });
  return { id, cloneId, sequence, kind, at: new Date(at), versionNumber: number };
}
