import type { Refusal } from '../actions/onClone.ts';
import { isId } from '../clone/id.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { Activated } from '../actions/moveActivation.ts';
import type { AppliedFacts } from '../actions/applyEntitlementFacts.ts';
import type { DraftMerge } from '../strategy/mergeDrafts.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import { cloneNotFound, type UserError } from '../errors/userError.ts';
import type { RequestContext } from './context.ts';
import type { KnownRows } from './loaders.ts';

/** Part of every mutation's payload. */
export interface Written {
  readonly errors: readonly UserError[];
  /** Rows as the write left them, to prime the loaders; all others are reloaded. */
  readonly written?: KnownRows;
}

/** The payload of a mutation on one clone. Rows are loaded when their fields are selected. */
export interface ClonePayload extends Written {
  /** null when there is no such clone. */
  readonly cloneId: string | null;
}

export interface CreatedPayload extends ClonePayload {
  readonly created: boolean;
}

export interface PublishPayload extends ClonePayload {
  readonly created: boolean;
  readonly versionId: string | null;
  readonly issues: readonly Issue[] | null;
}

/** The payload of a write on `cloneId`; next to errors it has the clone's current state (doc/behaviour.md). */
export function payloadOf(cloneId: string, outcome: Outcome<KnownRows, Refusal>): ClonePayload {
  if ('done' in outcome) return { cloneId, errors: [], written: outcome.done };
  const { errors } = outcome.refused;
  return { cloneId: isId(cloneId) && !errors.includes(cloneNotFound) ? cloneId : null, errors };
}

export interface DraftPayload extends ClonePayload {
  readonly merge: DraftMerge | null;
}

/** The payload of a write on a clone's draft; only a save may have been merged. */
export function draftPayloadOf(
  cloneId: string,
  outcome: Outcome<
    KnownRows & { readonly merge?: DraftMerge | null },
    Refusal & { readonly merge?: DraftMerge | null }
  >,
): DraftPayload {
  const { merge = null } = 'done' in outcome ? outcome.done : outcome.refused;
  return { ...payloadOf(cloneId, outcome), merge };
}

export interface MovedPayload extends ClonePayload {
  readonly changed: boolean;
}

export function movedPayloadOf(cloneId: string, outcome: Outcome<Activated, Refusal>): MovedPayload {
  return { ...payloadOf(cloneId, outcome), changed: 'done' in outcome && outcome.done.activation !== undefined };
}

export interface FactsPayload extends AppliedFacts, Written {}

/** The payload's clone, as it is after the write. */
export function cloneOf(
  { cloneId }: ClonePayload,
  _: unknown,
  { loaders }: RequestContext,
): ReturnType<RequestContext['loaders']['clone']['load']> {
  return loaders.clone.load(cloneId);
}
