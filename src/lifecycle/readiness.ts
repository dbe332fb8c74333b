import type { CloneRecord } from '../clone/clone.ts';
import type { Capacity } from '../entitlement/effectiveEntitlement.ts';
import { violationsOf, type Used } from '../entitlement/violations.ts';
import { gatesAudition, type ModerationGate } from '../profile/moderationGate.ts';

export const readinessBlockers = [
  'CLONE_NOT_ACTIVE',
  'PROFILE_UNNAMED',
  'MODEL_NOT_SELECTED',
  'NO_PUBLISHED_STRATEGY',
  'PROFILE_NOT_APPROVED',
  'ENTITLEMENT_EXCEEDED',
  'PAUSED',
] as const;
export type ReadinessBlocker = (typeof readinessBlockers)[number];

/**
 * Everything that prevents starting an audition or a race with the active version, in the enum's order. It doesn't depend
 * on lifecycle facts: the contest service has those itself (doc/behaviour.md#readiness).
 *
 * @param used what the active version uses; null when there is none
 */
export function blockersOf(
  clone: CloneRecord,
  used: Used | null,
  capacity: Capacity,
  gate: ModerationGate,
): ReadinessBlocker[] {
  const applies: Record<ReadinessBlocker, boolean> = {
    CLONE_NOT_ACTIVE: clone.status !== 'ACTIVE',
    PROFILE_UNNAMED: clone.draft.name === null,
    MODEL_NOT_SELECTED: clone.model === null,
    NO_PUBLISHED_STRATEGY: clone.activeVersionId === null,
    PROFILE_NOT_APPROVED: gatesAudition(gate) && clone.approved === null,
    ENTITLEMENT_EXCEEDED: used !== null && violationsOf(used, capacity).length > 0,
    PAUSED: clone.paused,
  };
  return readinessBlockers.filter((blocker) => applies[blocker]);
}
