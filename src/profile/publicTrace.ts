import type { CloneRecord } from '../clone/clone.ts';
import type { ModerationGate } from './moderationGate.ts';
import { contentOf } from '../clone/moderatedFields.ts';
import { publicFace } from './publicFace.ts';

/**
 * What the public can see of a clone's row as one text, set-up steps included: `updatedAt` moves exactly when this text
 * changes. Capacities belong to the entitlement, so they aren't part of it.
 */
export function publicTrace(clone: CloneRecord, gate: ModerationGate): string {
  const face = publicFace(clone, gate, false);
  const { shownCapabilities, model } = clone;
  return JSON.stringify({
    content: contentOf(face),
    moderationStatus: face.moderationStatus,
    shownCapabilities,
    model: shownCapabilities.includes('MODEL') ? model?.id : undefined,
    tier: shownCapabilities.includes('MODEL_TIER') ? model?.tier : undefined,
    listed: clone.status === 'ACTIVE' && clone.activeVersionId !== null && face.name !== null,
    setup: [clone.draft.name !== null, model !== null, clone.activeVersionId !== null, clone.approved !== null],
  });
}

/** `after`, with `updatedAt` moved to `now` if the public can tell it from `before`. */
export function stampVisibleChange(
  before: CloneRecord,
  after: CloneRecord,
  gate: ModerationGate,
  now: Date,
): CloneRecord {
  return publicTrace(before, gate) === publicTrace(after, gate) ? after : { ...after, updatedAt: now };
}
