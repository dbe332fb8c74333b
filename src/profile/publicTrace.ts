import type { CloneRecord } from '../clone/clone.ts';
import type { ModerationGate } from './moderationGate.ts';
import { publicFace } from './publicFace.ts';

/**
 * What the public can see of a clone's row, set-up steps included, as one text: `updatedAt` moves exactly when this
 * changes. Capacities aren't part of it: they belong to the entitlement.
 */
export function publicTrace(clone: CloneRecord, gate: ModerationGate): string {
  const { name, description, imageUrl, shownAssets, shownDataSources, moderationStatus } = publicFace(
    clone,
    gate,
    false,
  );
  const { shownCapabilities, model } = clone;
  return JSON.stringify({
    face: { name, description, imageUrl, shownAssets, shownDataSources, moderationStatus, shownCapabilities },
    model: shownCapabilities.includes('MODEL') ? model?.id : undefined,
    tier: shownCapabilities.includes('MODEL_TIER') ? model?.tier : undefined,
    listed: clone.status === 'ACTIVE' && clone.activeVersionId !== null && name !== null,
    setup: [clone.draft.name !== null, model !== null, clone.activeVersionId !== null, clone.approved !== null],
  });
}

/** `after`, with `updatedAt` moved to `now` if the public can see a difference to `before`. */
export function stampVisibleChange(
  before: CloneRecord,
  after: CloneRecord,
  gate: ModerationGate,
  now: Date,
): CloneRecord {
  return publicTrace(before, gate) === publicTrace(after, gate) ? after : { ...after, updatedAt: now };
}
