import type { CloneRecord } from '../clone/clone.ts';

export type ModerationDecision = 'APPROVE' | 'REJECT';

/**
 * The clone with its profile draft decided on; the very same object if that is the decision already, whatever its reason.
 * An approval makes the draft the copy that the public may see; rejecting the approved revision itself removes that copy
 * (doc/behaviour.md#moderation).
 */
export function applyDecision(
  clone: CloneRecord,
  decision: ModerationDecision,
  reason: string | null,
  now: Date,
): CloneRecord {
  const status = decision === 'APPROVE' ? 'APPROVED' : 'REJECTED';
  if (clone.moderation.status === status) return clone;
  const moderation = { status, lastDecision: status, reason, moderatedAt: now, waitingSince: null } as const;
  const { draft, profileRevision: revision } = clone;
  if (status === 'APPROVED') return { ...clone, moderation, approved: { revision, at: now, content: draft } };
  return { ...clone, moderation, approved: clone.approved?.revision === revision ? null : clone.approved };
}
