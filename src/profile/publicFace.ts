import type { CapabilityKind, CloneRecord, ModerationStatus } from '../clone/clone.ts';
import { noContent, type ModeratedContent } from '../clone/moderatedFields.ts';
import type { ModerationGate } from './moderationGate.ts';

/** A profile as somebody sees it. The access table guards what only the owner and operators may read. */
export interface ProfileView extends ModeratedContent {
  readonly ownerId: string;
  readonly clone: CloneRecord;
  readonly moderationStatus: ModerationStatus;
  readonly updatedAt: Date;
  readonly shownCapabilities: readonly CapabilityKind[];
  readonly revision: number;
  readonly moderationReason: string | null;
  readonly moderatedAt: Date | null;
  readonly waitingSince: Date | null;
}

/**
 * What the public sees of a clone (doc/behaviour.md#moderation). With the gate `none` that is the draft,
 * hidden while the last decision is a rejection; with any other the last approved copy, or nothing yet. A suspended
 * clone's content is hidden like a rejected one's.
 *
 * @param seesHidden true for the owner and operators, who still see hidden content
 */
export function publicFace(clone: CloneRecord, gate: ModerationGate, seesHidden: boolean): ProfileView {
  const { status, draft, approved, moderation } = clone;
  const rejected = gate === 'none' && moderation.lastDecision === 'REJECTED';
  const hidden = (status === 'SUSPENDED' || rejected) && !seesHidden;
  const copy = gate === 'none' ? null : approved;
  const content = hidden ? noContent : gate === 'none' ? draft : (copy?.content ?? noContent);
  const moderationStatus = rejected ? 'REJECTED' : copy ? 'APPROVED' : moderation.status;
  return view(clone, content, moderationStatus, copy?.revision, copy?.at);
}

/** What the creator last saved. */
export function profileDraft(clone: CloneRecord): ProfileView {
  return view(clone, clone.draft, clone.moderation.status);
}

function view(
  clone: CloneRecord,
  content: ModeratedContent,
  moderationStatus: ModerationStatus,
  revision = clone.profileRevision,
  updatedAt = clone.profileUpdatedAt,
): ProfileView {
  const { ownerId, shownCapabilities, moderation } = clone;
  const { reason: moderationReason, moderatedAt, waitingSince } = moderation;
  return {
    ...content,
    ownerId,
    clone,
    revision,
    updatedAt,
    shownCapabilities,
    moderationStatus,
    moderationReason,
    moderatedAt,
    waitingSince,
  };
}
