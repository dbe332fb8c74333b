import { Prisma } from '../database/generated/client.ts';
import { type Sized, sizedRows } from '../database/sized.ts';
import { milliseconds } from '../database/sqlColumns.ts';
import { uuids } from '../database/uuids.ts';
import type { Client } from '../database/client.ts';
import type { AuditEntry } from './store.ts';

export type Details = AuditEntry['details'];

/** An entry as it was written. */
export interface TrailEntry extends Omit<AuditEntry, 'details'> {
  readonly id: string;
  /** null: too large for a page; `readDetails` reads them. */
  readonly details: Details | null;
  /** 1, 2, 3 … for each clone, without gaps. */
  readonly sequence: number;
}

/** Only a batch of facts, which names up to 500 grants, is larger than this many bytes. */
const smallDetails = Prisma.raw('CASE WHEN octet_length(e.details) <= 1024 THEN e.details END AS details');

/**
 * A page of each clone's trail, newest first, behind sequence `after`. One statement for any number of clones. Sequences
 * have no gaps, so a page is a range of them, and no other row is read however the planner judges a long trail.
 */
export async function readTrails(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, TrailEntry[]>> {
  type Row = Omit<TrailEntry, 'at' | 'details'> & { readonly at: number; readonly details: string | null };
  const rows = await client.$queryRaw<Row[]>(Prisma.sql`
    SELECT e.id, clone.id AS "cloneId", e.sequence, e.action, e.actor_kind AS "actorKind", e.actor, ${milliseconds('e.at')} AS at,
      ${smallDetails}
    FROM unnest(${uuids(cloneIds)}) AS clone (id)
    CROSS JOIN LATERAL (
      SELECT least(max(sequence), ${page.after}::int - 1) AS sequence FROM clone_audit_events WHERE clone_id = clone.id
    ) head
    CROSS JOIN LATERAL (
      SELECT * FROM clone_audit_events
      WHERE clone_id = clone.id AND sequence BETWEEN head.sequence - ${page.limit}::int + 1 AND head.sequence
      ORDER BY sequence DESC LIMIT ${page.limit}
    ) e
    ORDER BY e.sequence DESC`);
  const entries = rows.map((row): TrailEntry => ({
    ...row,
    at: new Date(row.at),
    details: row.details === null ? null : parse(row.details),
  }));
  return Map.groupBy(entries, ({ cloneId }) => cloneId);
}

/** The details of these entries, if they are no larger than `most` bytes together. One statement. */
export async function readDetails(
  client: Client,
  ids: readonly string[],
  most: number,
): Promise<Map<string, Sized<Details>>> {
  const found = Prisma.sql`id = ANY (${uuids(ids)})`;
  type Row = { readonly id: string; readonly bytes: number; readonly details: string | null };
  const rows = await client.$queryRaw<Row[]>(sizedRows('clone_audit_events', Prisma.sql`id`, ['details'], found, most));
  return new Map(
    rows.map(({ id, bytes, details }) => [id, { bytes, value: details === null ? null : parse(details) }]),
  );
}

function parse(details: string): Details {
  return JSON.parse(details) as Details;
}
