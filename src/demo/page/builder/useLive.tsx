import { useApolloClient } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { LiveFragment } from '../generated/graphql.ts';
import type { Refusal } from './autosave.ts';
import type { Notice } from './notice.ts';
import { failureOf, mutateUntilAnswered, type Outcome } from './outcome.ts';

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
    const failure = failureOf(outcome, 'Someone else changed what is live. Check it, then try again.');
    say(failure === null ? { text: done, tone: 'good' } : { text: failure, tone: 'bad' });
  };
  return {
    activate: async ({ id, number }: { readonly id: string; readonly number?: number | null }) => {
      const variables = { input: { cloneId, versionId: id, expectedActivation } };
      const options = { mutation: ActivateMutation, variables, refetchQueries: ['History'] };
      report(
        live.activation?.paused ? `v${number} is active, and still paused.` : `v${number} is live.`,
        await mutateUntilAnswered(client, options, (data) => data.activateStrategyVersion),
      );
    },
    setPaused: async (paused: boolean) => {
      const options = { mutation: SetPausedMutation, variables: { input: { cloneId, paused, expectedActivation } } };
      report(
        paused ? 'Paused. What runs goes on; nothing new starts.' : 'Resumed.',
        await mutateUntilAnswered(client, options, (data) => data.setPaused),
      );
    },
  };
}
