import type { CloneRecord } from '../clone/clone.ts';
import type { Capacity } from '../entitlement/effectiveEntitlement.ts';
import { violationsOf, type EntitlementLimit } from '../entitlement/violations.ts';
import { cloneNotActive, invalid, userError, type UserError } from '../errors/userError.ts';
import { checkReason } from '../profile/checkReason.ts';
import { gatesPublishing, type ModerationGate } from '../profile/moderationGate.ts';
import type { VersionFacts } from '../strategy/version.ts';
import type { Move } from './activation.ts';

/** What the creator looked at, and why they ask, as sent. */
export interface Asked {
  readonly expectedActivation: number;
  readonly reason?: string | null | undefined;
}

/** The decision on a request. Order of the checks: doc/behaviour.md#activations. */
export type Judgement =
  /** It is so already: nothing is written. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'moves'; readonly move: Move }
  | { readonly kind: 'refused'; readonly errors: readonly UserError[] };

export interface ActivationCase {
  readonly clone: CloneRecord;
  readonly asked: Asked;
  /** The version to activate; null when the clone has none with that id. */
  readonly version: VersionFacts | null;
  readonly capacity: Capacity;
  readonly moderationGate: ModerationGate;
}

/** Decides whether a version may become the active one. The catalog isn't asked: what was published stays valid. */
export function judgeActivation({ clone, asked, version, capacity, moderationGate }: ActivationCase): Judgement {
  if (clone.status !== 'ACTIVE') return refused(cloneNotActive);
  const reason = checkReason(asked.reason);
  if ('flaw' in reason) return refused(invalid(reason.flaw, 'reason'));
  if (version === null) return refused(userError('NOT_FOUND', 'This clone has no version with this id.', 'versionId'));
  if (version.id === clone.activeVersionId) return { kind: 'unchanged' };
  if (asked.expectedActivation !== clone.activation) return refused(activationMoved);
  if (gatesPublishing(moderationGate) && clone.approved === null) return refused(notApproved);
  const violations = violationsOf({ ...version.usage, modelTier: version.model.tier }, capacity);
  if (violations.length > 0) return refused(...violations.map(({ limit }) => tooMuch(limit, capacity)));
  const move = { versionId: version.id, paused: clone.paused, cause: 'ACTIVATED', reason: reason.value } as const;
  return { kind: 'moves', move };
}

/** Decides whether a clone may be paused or resumed. */
export function judgePause(clone: CloneRecord, paused: boolean, asked: Asked): Judgement {
  if (clone.status !== 'ACTIVE') return refused(cloneNotActive);
  const reason = checkReason(asked.reason);
  if ('flaw' in reason) return refused(invalid(reason.flaw, 'reason'));
  if (clone.activeVersionId === null)
    return refused(
      invalid('Nothing was published yet: this clone can start nothing, so it needs no pause.', 'cloneId'),
    );
  if (clone.paused === paused) return { kind: 'unchanged' };
  if (asked.expectedActivation !== clone.activation) return refused(activationMoved);
  const cause = paused ? 'PAUSED' : 'RESUMED';
  return { kind: 'moves', move: { versionId: clone.activeVersionId, paused, cause, reason: reason.value } };
}

function refused(...errors: readonly UserError[]): Judgement {
  return { kind: 'refused', errors };
}

const activationMoved = userError(
  'REVISION_CONFLICT',
  'Another version was activated, or the clone was paused or resumed, since: start from the activation in this answer.',
  'expectedActivation',
);

const notApproved = userError(
  'MODERATION_REQUIRED',
  'The profile has to be approved before a version is activated.',
  'cloneId',
);

function tooMuch(limit: EntitlementLimit, capacity: Capacity): UserError {
  return userError('ENTITLEMENT_EXCEEDED', exceeded[limit](capacity), 'versionId');
}

const remedy = 'Activate another version, or extend the entitlement.';

const exceeded: Record<EntitlementLimit, (capacity: Capacity) => string> = {
  DATA_STREAMS: ({ maxDataStreams }) =>
    `This version uses more data streams than this clone may use now: ${maxDataStreams} at most. ${remedy}`,
  ASSETS: ({ maxAssets }) =>
    `This version uses more assets than this clone may use now: ${maxAssets} at most. ${remedy}`,
  PROMPT_CHARACTERS: ({ maxPromptCharacters }) =>
    `The trading prompt of this version is longer than this clone may use now: ${maxPromptCharacters} characters at most. ${remedy}`,
  MODEL_TIER: ({ modelTier }) =>
    `This version's model is stronger than this clone may use now: up to the tier ${modelTier}. ${remedy}`,
};
