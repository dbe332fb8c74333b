import type { ActionContext, Refusal } from './onClone.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { userError } from '../errors/userError.ts';
import type { DraftBesideClone } from '../strategy/draft.ts';
import { versionContentOf } from '../strategy/store.ts';
import { replaceDraft } from './replaceDraft.ts';

export interface RestoreInput {
  readonly cloneId: string;
  readonly versionId: string;
  readonly expectedRevision: number;
}

/** Copies a version of this clone into the draft; another clone's is NOT_FOUND. doc/behaviour.md#discard-restore-and-revert. */
export async function restoreStrategyVersion(
  context: ActionContext,
  input: RestoreInput,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  const { versionId, ...draft } = input;
  return replaceDraft(context, {
    ...draft,
    cause: 'RESTORED',
    source: versionContentOf(input.cloneId, versionId),
    place: 'versionId',
    withoutSource: userError('NOT_FOUND', 'This clone has no version with this id.', 'versionId'),
  });
}
