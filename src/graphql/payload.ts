import type { Refusal } from '../action.ts';
import { isId } from '../clone/id.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import { cloneNotFound, type UserError } from '../userError.ts';

/** What a mutation answers: ids only. The rows are read when their fields are asked for, after the write. */
export interface ClonePayload {
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

/** The payload of a write on `cloneId`: "beside errors, the current state of what is the caller's". */
export function payloadOf(cloneId: string, outcome: Outcome<unknown, Refusal>): ClonePayload {
  const errors = 'refused' in outcome ? outcome.refused.errors : [];
  return { cloneId: isId(cloneId) && !errors.includes(cloneNotFound) ? cloneId : null, errors };
}
