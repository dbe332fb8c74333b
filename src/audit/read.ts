import { Prisma } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import type { AuditEntry } from './store.ts';

/** An entry of a clone's trail as it was written. */
export interface TrailEntry extends AuditEntry {
  readonly id: string;
  /** "1, 2, 3 … per clone, without gaps." */
  readonly sequence: number;
}

/** A page of each clone's trail, newest first, behind sequence `after`. One statement for any number of clones. */
export async function readTrails(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, TrailEntry[]>> {
  const behind = page.after === null ? Prisma.sql`true` : Prisma.sql`sequence < ${page.after}`;
  const rows = await client.$queryRaw<(Omit<TrailEntry, 'details'> & { readonly details: string })[]>`
    SELECT e.id, clone.id AS "cloneId", e.sequence, e.action, e.actor_kind AS "actorKind", e.actor, e.at, e.details
    FROM unnest(${[...cloneIds]}::uuid[]) AS clone (id)
    CROSS JOIN LATERAL (
      SELECT * FROM clone_audit_events
      WHERE clone_id = clone.id AND ${behind} ORDER BY sequence DESC LIMIT ${page.limit}
    ) e
    ORDER BY e.sequence DESC`;
  const entries = rows.map((row): TrailEntry => ({ ...row, details: JSON.parse(row.details) as TrailEntry['details'] }));
  return Map.groupBy(entries, ({ cloneId }) => cloneId);
}
