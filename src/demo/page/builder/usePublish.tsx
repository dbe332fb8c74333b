import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { Autosaver } from './createAutosaver.ts';
import type { Notice } from './notice.ts';
import { failureOf, mutateUntilAnswered } from './outcome.ts';
import { savedDraftOf } from './savedDraft.tsx';

const PublishMutation = graphql(`
  mutation Publish($input: PublishStrategyInput!) {
    publishStrategy(input: $input) {
      created
      strategyVersion {
        id
        number
        isActive
        note
      }
      strategyDraft {
        cloneId
        ...DraftParts
      }
      clone {
        id
        ...Live
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** Publishes what is on the screen: it is saved first, and just the revision that the creator looked at is published. */
export function usePublish(cloneId: string, saver: Autosaver, say: (notice: Notice) => void) {
  const client = useApolloClient();
  const [isPublishing, setPublishing] = useState(false);
  const publish = async (note: string) => {
    setPublishing(true);
    try {
      const stored = await saver.settled();
      if (stored === null) return say({ text: "Not published: the draft isn't saved.", tone: 'bad' });
      // A key for each press of the button: after a lost answer the same one gives the same version.
      const input = { cloneId, expectedRevision: stored.revision, note, idempotencyKey: crypto.randomUUID() };
      const options = { mutation: PublishMutation, variables: { input }, refetchQueries: ['History'] };
      const outcome = await mutateUntilAnswered(client, options, (data) => data.publishStrategy);
      const failure = failureOf(outcome, 'The draft was changed in another tab. Check it, then publish again.');
      const { strategyVersion, strategyDraft } = outcome.kind === 'payload' ? outcome.payload : {};
      if (failure === null) return say({ text: `v${strategyVersion?.number} is live.`, tone: 'good' });
      if (strategyDraft) saver.dispatch({ type: 'read', draft: savedDraftOf(strategyDraft) });
      say({ text: `Not published. ${failure}`, tone: 'bad' });
    } finally {
      setPublishing(false);
    }
  };
  return { publish, isPublishing };
}
