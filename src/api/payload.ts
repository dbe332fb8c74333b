import type { Refusal } from '../actions/onClone.ts';
import { isId } from '../clone/id.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { AppliedFacts } from '../actions/applyEntitlementFacts.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import { cloneNotFound, type UserError } from '../errors/userError.ts';
import type { RequestContext } from './context.ts';
import type { KnownRows } from './loaders.ts';

/** Common to what mutations return. */
export interface Written {
  /** Rows as the write left them, for the loaders; all others are read again. */
  readonly written?: KnownRows;
}

/** What a mutation returns: the id of its clone. Loaders bring the rows whose fields are selected. */
export interface ClonePayload extends Written {
  /** null when there is no such clone. */
  readonly cloneId: string | null;
  readonly errors: readonly UserError[];
}

export interface CreatedPayload extends ClonePayload {
  readonly created: boolean;
}

export interface PublishPayload extends ClonePayload {
  readonly created: boolean;
  readonly versionId: string | null;
  readonly issues: readonly Issue[] | null;
}

/** The payload of a write on `cloneId`: beside errors, it shows the current state. */
export function payloadOf(cloneId: string, outcome: Outcome<KnownRows, Refusal>): ClonePayload {
  if ('done' in outcome) return { cloneId, errors: [], written: outcome.done };
  const { errors } = outcome.refused;
  return { cloneId: isId(cloneId) && !errors.includes(cloneNotFound) ? cloneId : null, errors };
}

export interface FactsPayload extends AppliedFacts, Written {
  readonly errors: readonly UserError[];
}

/** The clone of a payload, as the write left it. */
export function cloneOf(
  { cloneId }: ClonePayload,
  _: unknown,
  { loaders }: RequestContext,
): ReturnType<RequestContext['loaders']['clone']['load']> {
  return loaders.clone.load(cloneId);
}
