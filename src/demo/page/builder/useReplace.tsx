import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { graphql } from '../generated/gql.ts';
import type { Refusal } from './autosave.ts';
import type { Autosaver } from './createAutosaver.ts';
import type { Notice } from './notice.ts';
import { askUntilAnswered, outcomeOf, type Outcome } from './outcome.ts';
import { savedDraftOf } from './savedDraft.tsx';

const DiscardMutation = graphql(`
  mutation Discard($input: DiscardStrategyDraftInput!) {
    discardStrategyDraft(input: $input) {
      strategyDraft {
        cloneId
        ...DraftParts
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const RestoreMutation = graphql(`
  mutation Restore($input: RestoreStrategyVersionInput!) {
    restoreStrategyVersion(input: $input) {
      strategyDraft {
        cloneId
        ...DraftParts
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const RevertMutation = graphql(`
  mutation Revert($input: RevertStrategyDraftInput!) {
    revertStrategyDraft(input: $input) {
      strategyDraft {
        cloneId
        ...DraftParts
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

interface Payload {
  readonly strategyDraft?: Parameters<typeof savedDraftOf>[0] | null | undefined;
  readonly errors: readonly Refusal[];
}

/** What puts another draft in the place of the whole one. Each can be undone, so none of them asks first. */
export function useReplace(cloneId: string, saver: Autosaver, say: (notice: Notice) => void) {
  const client = useApolloClient();
  const replace = useCallback(
    async (done: string, ask: (expectedRevision: number) => Promise<Outcome<Payload>>) => {
      // Only what is stored can be kept for an undo.
      const stored = await saver.settled();
      if (stored === null) return;
      const outcome = await askUntilAnswered(() => ask(stored.revision));
      if (outcome.kind === 'lost') return say({ text: "The service doesn't answer. Try again.", tone: 'bad' });
      if (outcome.kind === 'refused') return say({ text: messagesOf(outcome.errors), tone: 'bad' });
      const { strategyDraft, errors } = outcome.payload;
      const draft = strategyDraft ? savedDraftOf(strategyDraft) : null;
      if (errors.length > 0) {
        if (draft) saver.dispatch({ type: 'read', draft });
        const isLate = errors.some(({ code }) => code === 'REVISION_CONFLICT');
        return say({ text: isLate ? anotherTab : messagesOf(errors), tone: 'bad' });
      }
      if (draft === null) return;
      if (draft.revision === stored.revision) return say({ text: 'The draft was like that already.', tone: 'plain' });
      saver.dispatch({ type: 'replaced', draft, undoTo: stored.revision });
      say({ text: done, tone: 'plain', undo: true });
    },
    [saver, say],
  );
  return {
    discard: () =>
      replace('Discarded.', async (expectedRevision) => {
        const variables = { input: { cloneId, expectedRevision } };
        const { data, error } = await client.mutate({ mutation: DiscardMutation, variables, errorPolicy: 'all' });
        return outcomeOf(data?.discardStrategyDraft, error);
      }),
    restore: (version: { readonly id: string; readonly number?: number | null }) =>
      replace(`Version ${version.number} is in the draft.`, async (expectedRevision) => {
        const variables = { input: { cloneId, versionId: version.id, expectedRevision } };
        const { data, error } = await client.mutate({ mutation: RestoreMutation, variables, errorPolicy: 'all' });
        return outcomeOf(data?.restoreStrategyVersion, error);
      }),
    revert: (toRevision: number) =>
      replace('The earlier draft is back.', async (expectedRevision) => {
        const variables = { input: { cloneId, toRevision, expectedRevision } };
        const { data, error } = await client.mutate({ mutation: RevertMutation, variables, errorPolicy: 'all' });
        return outcomeOf(data?.revertStrategyDraft, error);
      }),
  };
}

const anotherTab = 'The draft was changed in another tab. Look at it, then do it again.';

const messagesOf = (errors: readonly Refusal[]): string => errors.map(({ message }) => message).join(' ');
