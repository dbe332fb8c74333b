import type { ActionContext, Refusal } from '../../action.ts';
import type { Outcome } from '../../database/inCloneTransaction.ts';
import { emptyGraph } from '../graph.ts';
import { readVersionContent } from '../store.ts';
import { replaceDraft } from './replaceDraft.ts';

export interface DiscardInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
}

/** "Back to the active version, layout too; nothing published: empty." */
export async function discardStrategyDraft(context: ActionContext, input: DiscardInput): Promise<Outcome<null, Refusal>> {
  return replaceDraft(context, {
    ...input,
    action: 'draft.discarded',
    source: async (client, { activeVersionId }) =>
      activeVersionId === null ? { graph: emptyGraph, layout: null } : readVersionContent(client, activeVersionId),
  });
}
