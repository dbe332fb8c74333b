import type { ActionContext, Refusal } from './onClone.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { userError } from '../errors/userError.ts';
import type { DraftBesideClone } from '../strategy/draft.ts';
import { checkpointOf } from '../strategy/store.ts';
import { replaceDraft } from './replaceDraft.ts';

export interface RevertInput {
  readonly cloneId: string;
  readonly toRevision: number;
  readonly expectedRevision: number;
}

/** Puts the draft back to a checkpoint. What it replaces becomes one, so that it can be undone: doc/behaviour.md#checkpoints. */
export async function revertStrategyDraft(
  context: ActionContext,
  input: RevertInput,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  const { toRevision, ...draft } = input;
  return replaceDraft(context, {
    ...draft,
    cause: 'REVERTED',
    source: checkpointOf(input.cloneId, toRevision),
    place: 'toRevision',
    withoutSource: userError('NOT_FOUND', 'The draft has no checkpoint with this revision.', 'toRevision'),
  });
}
