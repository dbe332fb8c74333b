import type { SelectedModel } from '../catalog/selectedModel.ts';
import type { ModeratedContent } from './moderatedFields.ts';

export const cloneStatuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const;
export type CloneStatus = (typeof cloneStatuses)[number];

export const moderationStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const;
export type ModerationStatus = (typeof moderationStatuses)[number];

export const capabilityKinds = ['MODEL', 'MODEL_TIER', 'ASSET_CAPACITY', 'DATA_STREAM_CAPACITY'] as const;
export type CapabilityKind = (typeof capabilityKinds)[number];

/** A clone's row: identity, row status, profile, selected model and the pointer to the active version. */
export interface CloneRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly status: CloneStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** What the creator last saved. */
  readonly draft: ModeratedContent;
  readonly shownCapabilities: readonly CapabilityKind[];
  readonly profileRevision: number;
  readonly profileUpdatedAt: Date;
  readonly moderation: {
    readonly status: ModerationStatus;
    readonly lastDecision: 'APPROVED' | 'REJECTED' | null;
    readonly reason: string | null;
    readonly moderatedAt: Date | null;
    readonly waitingSince: Date | null;
  };
  /** The last approved copy of the moderated content; null if none is in force. */
  readonly approved: { readonly revision: number; readonly at: Date; readonly content: ModeratedContent } | null;
  readonly model: SelectedModel | null;
  readonly activeVersionId: string | null;
  /** The sequence of the newest activation, which has the active version; null when nothing was published. */
  readonly activation: number | null;
  /** A copy of the newest activation's: no audition or race may start. */
  readonly paused: boolean;
}

/** A user, by id only: UserService owns the rest. */
export interface UserReference {
  readonly id: string;
}
