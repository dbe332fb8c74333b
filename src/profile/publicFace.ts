import type { CapabilityKind, CloneRecord, ModeratedContent, ModerationStatus } from '../clone/clone.ts';
import type { ModerationGate } from './moderationGate.ts';

/** A profile as somebody sees it. What only owner and operators may read of it is guarded by the access table. */
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

const nothing: ModeratedContent = { name: null, description: null, imageUrl: null, shownAssets: [], shownDataSources: [] };

/**
 * What the public sees of a clone (behaviour.md, "Profile and moderation"). With the gate `none` that is the draft,
 * hidden while the last decision is a rejection; with any other the last approved copy, or nothing yet. A suspended
 * clone's content is hidden like a rejected one's.
 *
 * @param seesHidden owner and operators: hidden content is still shown to them
 */
export function publicFace(clone: CloneRecord, gate: ModerationGate, seesHidden: boolean): ProfileView {
  const shown = gate === 'none' ? shownDraft(clone) : shownApproved(clone);
  const hidden = clone.status === 'SUSPENDED' || (gate === 'none' && clone.moderation.lastDecision === 'REJECTED');
  return { ...base(clone), ...shown, ...(hidden && !seesHidden ? nothing : {}) };
}

/** What the creator last saved. */
export function profileDraft(clone: CloneRecord): ProfileView {
  return { ...base(clone), ...clone.draft, moderationStatus: clone.moderation.status };
}

function shownDraft(clone: CloneRecord): ModeratedContent & { moderationStatus: ModerationStatus } {
  const rejected = clone.moderation.lastDecision === 'REJECTED';
  return { ...clone.draft, moderationStatus: rejected ? 'REJECTED' : clone.moderation.status };
}

function shownApproved(clone: CloneRecord): Partial<ProfileView> & { moderationStatus: ModerationStatus } & ModeratedContent {
  const { approved } = clone;
  if (approved === null) return { ...nothing, moderationStatus: clone.moderation.status };
  return { ...approved.content, moderationStatus: 'APPROVED', revision: approved.revision, updatedAt: approved.at };
}

function base(clone: CloneRecord): Omit<ProfileView, keyof ModeratedContent | 'moderationStatus'> {
  return {
    ownerId: clone.ownerId,
    clone,
    updatedAt: clone.profileUpdatedAt,
    shownCapabilities: clone.shownCapabilities,
    revision: clone.profileRevision,
    moderationReason: clone.moderation.reason,
    moderatedAt: clone.moderation.moderatedAt,
    waitingSince: clone.moderation.waitingSince,
  };
}
