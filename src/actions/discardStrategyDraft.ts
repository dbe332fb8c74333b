import type { ActionContext, Refusal } from './onClone.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { DraftBesideClone } from '../strategy/draft.ts';
import { emptyGraph } from '../strategy/graph.ts';
import { activeContentOf } from '../strategy/store.ts';
import { replaceDraft } from './replaceDraft.ts';

export interface DiscardInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
}

/** Back to the active version, layout included, or to an empty draft when nothing is published. */
export async function discardStrategyDraft(
  context: ActionContext,
  input: DiscardInput,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  return replaceDraft(context, {
    ...input,
    cause: 'DISCARDED',
    source: activeContentOf(input.cloneId),
    place: 'cloneId',
    withoutSource: { graph: emptyGraph, layout: null },
  });
}
