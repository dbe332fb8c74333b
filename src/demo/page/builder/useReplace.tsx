import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import type { Autosaver } from './createAutosaver.ts';
import type { Notice } from './notice.ts';
import { failureOf, mutateUntilAnswered } from './outcome.ts';
import { ChangedDraftFragment, savedDraftOf } from './savedDraft.tsx';

const DiscardMutation = graphql(`
  mutation Discard($input: DiscardStrategyDraftInput!) {
    changed: discardStrategyDraft(input: $input) {
      ...ChangedDraft
    }
  }
`);

const RestoreMutation = graphql(`
  mutation Restore($input: RestoreStrategyVersionInput!) {
    changed: restoreStrategyVersion(input: $input) {
      ...ChangedDraft
    }
  }
`);

const RevertMutation = graphql(`
  mutation Revert($input: RevertStrategyDraftInput!) {
    changed: revertStrategyDraft(input: $input) {
      ...ChangedDraft
    }
  }
`);

interface Changed {
  readonly changed?: FragmentType<typeof ChangedDraftFragment> | null | undefined;
}

/**
 * What puts another draft in the place of the whole one. Each can be undone, so none of them asks first.
 *
 * @param newest the revision of the stored draft, as far as this tab knows
 */
export function useReplace(cloneId: string, newest: number, saver: Autosaver, say: (notice: Notice) => void) {
  const client = useApolloClient();
  const replace = useCallback(
    async <Data extends Changed, Variables extends OperationVariables>(
      done: string,
      mutation: TypedDocumentNode<Data, Variables>,
      variablesAt: (expectedRevision: number) => Variables,
    ) => {
      // What is stored is kept for an undo by the service. Edits that it refused are only on the screen, and go too.
      const settled = await saver.settled();
      const { phase, base: stored, screen } = saver.state();
      if (settled === null && phase !== 'stopped')
        return say({ text: 'Choose first: another tab changed the same block.', tone: 'bad' });
      const undoTo = settled === null ? screen : stored.revision;
      // A refusal doesn't change what edits are based on, also when another tab had saved since.
      const options = { mutation, variables: variablesAt(settled?.revision ?? newest) };
      const outcome = await mutateUntilAnswered(client, options, ({ changed }) =>
        readFragment(ChangedDraftFragment, changed),
      );
      const failure = failureOf(outcome, 'The draft was changed in another tab. Check it, then try again.');
      const parts = outcome.kind === 'payload' ? outcome.payload.strategyDraft : null;
      const draft = parts ? savedDraftOf(parts) : null;
      if (failure !== null) {
        if (draft) saver.dispatch({ type: 'read', draft });
        return say({ text: failure, tone: 'bad' });
      }
      if (draft === null) return;
      if (draft.revision === stored.revision && settled !== null)
        return say({ text: 'Nothing changed: the draft already looked like that.', tone: 'plain' });
      saver.dispatch({ type: 'replaced', draft, undoTo });
      say({ text: done, tone: 'plain', undo: true });
    },
    [client, newest, saver, say],
  );
  return {
    discard: () =>
      replace('Discarded.', DiscardMutation, (expectedRevision) => ({ input: { cloneId, expectedRevision } })),
    restore: ({ id, number }: { readonly id: string; readonly number?: number | null }) =>
      replace(`Version ${number} is in the draft.`, RestoreMutation, (expectedRevision) => ({
        input: { cloneId, versionId: id, expectedRevision },
      })),
    revert: (toRevision: number) =>
      replace('The earlier draft is back.', RevertMutation, (expectedRevision) => ({
        input: { cloneId, toRevision, expectedRevision },
      })),
  };
}
