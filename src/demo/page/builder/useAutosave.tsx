import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../api/SessionProvider.tsx';
import { readFragment } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import type { Answer, Save } from './autosave.ts';
import { createAutosaver, type Autosaver } from './createAutosaver.ts';
import type { SavedDraft } from './draft.ts';
import type { Notice } from './notice.ts';
import { saverOf, showDraft } from './openDrafts.ts';
import { outcomeOf } from './outcome.ts';
import { ChangedDraftFragment, savedDraftOf } from './savedDraft.tsx';

const SaveDraftMutation = graphql(`
  mutation SaveDraft($input: SaveStrategyDraftInput!) {
    saveStrategyDraft(input: $input) {
      ...ChangedDraft
      merge {
        theirs {
          kind
          subject
          subjectId
          before
          after
        }
        conflicts {
          subject
          subjectId
          members
          base
          mine
          theirs
        }
      }
    }
  }
`);

/** Keeps what is edited saved, and tells how far that is. `stored`: the draft as it was read last. */
export function useAutosave(cloneId: string, stored: SavedDraft, say: (notice: Notice) => void): Autosaver {
  const client = useApolloClient();
  const { person } = useSession();
  const owner = `clone-service:unsaved:${person}:${cloneId}`;
  const [saver] = useState(() =>
    saverOf(owner, () => createAutosaver(stored, (save) => saveDraft(client, cloneId, save))),
  );
  useSyncExternalStore(saver.listen, saver.state);
  useEffect(() => saver.dispatch({ type: 'read', draft: stored }), [saver, stored]);
  useEffect(
    () => showDraft(owner, saver, () => say({ text: "Your edits that weren't saved are back.", tone: 'plain' })),
    [owner, saver, say],
  );
  useEffect(() => {
    const retry = () => saver.state().phase === 'pausing' && saver.dispatch({ type: 'retried' });
    // Whoever closes the window while something isn't saved is asked by the browser.
    const stay = (event: BeforeUnloadEvent) => {
      if (saver.state().phase === 'saved') return;
      saver.flush();
      event.preventDefault();
    };
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', stay);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', stay);
    };
  }, [saver]);
  return saver;
}

async function saveDraft(
  client: ApolloClient,
  cloneId: string,
  { draft, expectedRevision, base }: Save,
): Promise<Answer> {
  const { graph, layout } = draft;
  const input = {
    cloneId,
    expectedRevision,
    graph,
    layout,
    ...(base && { base: { graph: base.graph, layout: base.layout } }),
  };
  const { data, error } = await client.mutate({
    mutation: SaveDraftMutation,
    variables: { input },
    errorPolicy: 'all',
  });
  const outcome = outcomeOf(data?.saveStrategyDraft, error);
  if (outcome.kind !== 'payload') return outcome;
  const { merge } = outcome.payload;
  const { strategyDraft, errors } = readFragment(ChangedDraftFragment, outcome.payload);
  if (!strategyDraft) return { kind: 'lost' };
  return { kind: 'payload', stored: savedDraftOf(strategyDraft), merge: merge ?? null, errors };
}
