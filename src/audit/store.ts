import { newId } from '../clone/id.ts';
import { Prisma } from '../database/generated/client.ts';
import type { Write } from '../database/writeAll.ts';

export type AuditAction =
  | 'clone.created'
  | 'profile.updated'
  | 'profile.moderated'
  | 'status.changed'
  | 'entitlement.changed'
  | 'model.selected'
  | 'draft.edited'
  | 'draft.discarded'
  | 'draft.restored'
  | 'draft.reverted'
  | 'strategy.published'
  | 'strategy.activated'
  | 'clone.paused'
  | 'clone.resumed';

/** What somebody did to a clone. Details are names, revisions and limits, never content, a note, a hash or a key. */
export interface AuditEntry {
  readonly cloneId: string;
  readonly action: AuditAction;
  readonly actorKind: 'OWNER' | 'OPERATOR' | 'SERVICE';
  readonly actor: string;
  readonly at: Date;
  readonly details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/**
 * Adds entries of different clones, whose locks make `max + 1` the next number; the database refuses a gap.
 */
export function auditInsert(...entries: readonly AuditEntry[]): Write {
  const rows = entries.map((entry) => ({ ...entry, id: newId(), details: JSON.stringify(entry.details) }));
  return Prisma.sql`
    INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
    SELECT id, "cloneId", (SELECT coalesce(max(sequence), 0) + 1 FROM clone_audit_events WHERE clone_id = "cloneId"),
           action, "actorKind", actor, at, details
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
         AS entry (id uuid, "cloneId" uuid, action text, "actorKind" text, actor text, at timestamptz(3), details text)`;
}

/** Autosaves are one `draft.edited` in 15 minutes: doc/behaviour.md#audit-trail. */
const autosaveWindowMs = 15 * 60 * 1000;

/**
 * Adds an entry unless the last one with its action is younger than 15 minutes. The action is a literal in the SQL, so that
 * the partial index of these entries finds the last one.
 */
export function autosaveAuditInsert(entry: AuditEntry & { readonly action: 'draft.edited' }): Write {
  const since = new Date(entry.at.getTime() - autosaveWindowMs);
  return Prisma.sql`${auditInsert(entry)}
    WHERE coalesce((
      SELECT at FROM clone_audit_events WHERE clone_id = "cloneId" AND action = 'draft.edited' ORDER BY sequence DESC LIMIT 1
    ) <= ${since}::timestamptz(3), true)`;
}
