import { useApolloClient } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { LiveFragment } from '../generated/graphql.ts';
import type { Refusal } from './autosave.ts';
import type { Notice } from './notice.ts';
import { askUntilAnswered, outcomeOf, type Outcome } from './outcome.ts';

export const LiveFragmentDocument = graphql(`
  fragment Live on Clone {
    id
    activation {
      sequence
      at
      paused
      cause
      reason
      version {
        id
        number
        note
      }
    }
    activeStrategyVersion {
      id
      number
      isActive
    }
    readiness {
      ready
      blockers
    }
  }
`);

const ActivateMutation = graphql(`
  mutation Activate($input: ActivateStrategyVersionInput!) {
    activateStrategyVersion(input: $input) {
      changed
      clone {
        id
        ...Live
        strategyDraft {
          cloneId
          revision
          hasUnpublishedChanges
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const SetPausedMutation = graphql(`
  mutation SetPaused($input: SetPausedInput!) {
    setPaused(input: $input) {
      changed
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

/** What decides over auditions and races: which version is live, and whether anything may start. */
export function useLive(cloneId: string, live: LiveFragment, say: (notice: Notice) => void) {
  const client = useApolloClient();
  // The one that is on the screen: whoever pressed a button saw it.
  const expectedActivation = live.activation?.sequence ?? 0;
  const report = (done: string, outcome: Outcome<{ readonly errors: readonly Refusal[] }>) => {
    if (outcome.kind === 'lost') return say({ text: "The service doesn't answer. Try again.", tone: 'bad' });
    const errors = outcome.kind === 'refused' ? outcome.errors : outcome.payload.errors;
    if (errors.length === 0) return say({ text: done, tone: 'good' });
    const isLate = errors.some(({ code }) => code === 'REVISION_CONFLICT');
    const text = isLate
      ? 'Meanwhile somebody changed what is live. Look at it, then press again.'
      : errors.map(({ message }) => message).join(' ');
    say({ text, tone: 'bad' });
  };
  return {
    activate: async (version: { readonly id: string; readonly number?: number | null }) => {
      const variables = { input: { cloneId, versionId: version.id, expectedActivation } };
      const outcome = await askUntilAnswered(async () => {
        const { data, error } = await client.mutate({
          mutation: ActivateMutation,
          variables,
          errorPolicy: 'all',
          refetchQueries: ['History'],
        });
        return outcomeOf(data?.activateStrategyVersion, error);
      });
      report(`v${version.number} is live.`, outcome);
    },
    setPaused: async (paused: boolean) => {
      const variables = { input: { cloneId, paused, expectedActivation } };
      const outcome = await askUntilAnswered(async () => {
        const { data, error } = await client.mutate({ mutation: SetPausedMutation, variables, errorPolicy: 'all' });
        return outcomeOf(data?.setPaused, error);
      });
      report(paused ? 'Paused. What runs goes on; nothing new starts.' : 'Resumed.', outcome);
    },
  };
}
