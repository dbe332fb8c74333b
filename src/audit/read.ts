import { Prisma } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import { readRows } from '../database/readRows.ts';
import { uuids } from '../database/uuids.ts';
import type { AuditEntry } from './store.ts';

/** An entry of a clone's trail as it was written. */
export interface TrailEntry extends AuditEntry {
  readonly id: string;
  /** "1, 2, 3 … per clone, without gaps." */
  readonly sequence: number;
}

/**
 * A page of each clone's trail, newest first, behind sequence `after`. One statement for any number of clones. Sequences
 * have no gaps, so a page is a range of them: its rows alone are read, whatever the planner thinks of a long trail.
 */
export async function readTrails(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, TrailEntry[]>> {
  const rows = await readRows<Omit<TrailEntry, 'details'> & { readonly details: string }>(client, Prisma.sql`
    SELECT e.id, clone.id AS "cloneId", e.sequence, e.action, e.actor_kind AS "actorKind", e.actor, e.at, e.details
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
  const entries = rows.map((row): TrailEntry => ({ ...row, details: JSON.parse(row.details) as TrailEntry['details'] }));
  return Map.groupBy(entries, ({ cloneId }) => cloneId);
}
