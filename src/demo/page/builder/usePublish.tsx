import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { Autosaver } from './createAutosaver.ts';
import type { Notice } from './notice.ts';
import { askUntilAnswered, outcomeOf } from './outcome.ts';
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
      const outcome = await askUntilAnswered(async () => {
        const { data, error } = await client.mutate({
          mutation: PublishMutation,
          variables: { input },
          errorPolicy: 'all',
          refetchQueries: ['History'],
        });
        return outcomeOf(data?.publishStrategy, error);
      });
      if (outcome.kind === 'lost') return say({ text: "The service doesn't answer. Try again.", tone: 'bad' });
      if (outcome.kind === 'refused') return say({ text: outcome.errors.map((e) => e.message).join(' '), tone: 'bad' });
      const { strategyVersion, strategyDraft, errors } = outcome.payload;
      if (errors.length === 0) return say({ text: `v${strategyVersion?.number} is live.`, tone: 'good' });
      if (strategyDraft) saver.dispatch({ type: 'read', draft: savedDraftOf(strategyDraft) });
      const isLate = errors.some(({ code }) => code === 'REVISION_CONFLICT');
      say({
        text: isLate
          ? 'Not published: the draft was changed in another tab. Look at it, then publish again.'
          : `Not published. ${errors.map(({ message }) => message).join(' ')}`,
        tone: 'bad',
      });
    } finally {
      setPublishing(false);
    }
  };
  return { publish, isPublishing };
}
