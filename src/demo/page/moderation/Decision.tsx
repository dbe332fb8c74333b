import { useMutation } from '@apollo/client/react';
import { useId, useState } from 'react';
import { refusalsOf } from '../api/refusals.ts';
import { graphql } from '../generated/gql.ts';
import type { ModerationDecision } from '../generated/graphql.ts';

const DecideDocument = graphql(`
  mutation Decide($input: ModeratePublicProfileInput!) {
    moderatePublicProfile(input: $input) {
      clone {
        id
        ...QueuedClone
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** How many wait: read again after each decision, while the list stays as it is. */
const QueueCountDocument = graphql(`
  query QueueCount {
    moderationQueueCount
  }
`);

/** The decision on the revision that is shown. `onDecided` follows once it is made. */
export function Decision({
  cloneId,
  name,
  revision,
  onDecided,
}: {
  readonly cloneId: string;
  readonly name: string;
  readonly revision: number;
  readonly onDecided: (cloneId: string) => void;
}) {
  const [decide, { loading }] = useMutation(DecideDocument, { refetchQueries: [{ query: QueueCountDocument }] });
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ readonly text: string; readonly isReason?: boolean } | null>(null);
  const [looked, setLooked] = useState(revision);
  // The profile was reloaded and isn't the one that the moderator had in mind.
  if (looked !== revision) {
    setLooked(revision);
    setProblem({ text: 'The profile changed while you looked at it. This is how it is now: decide on that.' });
  }
  const send = async (decision: ModerationDecision) => {
    if (loading) return;
    setProblem(null);
    try {
      const { data } = await decide({
        variables: { input: { cloneId, expectedRevision: revision, decision, reason } },
      });
      const [error] = data?.moderatePublicProfile?.errors ?? [];
      if (error === undefined) return onDecided(cloneId);
      // A conflict's answer has the profile as it is now, so its revision is another one: that is said above.
      if (error.code !== 'REVISION_CONFLICT')
        setProblem({ text: error.message, isReason: error.path.includes('reason') });
    } catch (error) {
      const refusals = refusalsOf(error).join(' ');
      setProblem({ text: refusals || 'No answer came. Decide again: the same decision twice changes nothing.' });
    }
  };
  const id = useId();
  return (
    <form className="decision" onSubmit={(event) => event.preventDefault()} aria-label={`Decision on ${name}`}>
      <label htmlFor={id}>Reason for the creator (optional)</label>
      <input
        id={id}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        aria-invalid={problem?.isReason === true}
        aria-describedby={`${id}-problem`}
        autoComplete="off"
      />
      <button type="button" className="strong" aria-disabled={loading} onClick={() => void send('APPROVE')}>
        Approve<span className="unseen"> {name}</span>
      </button>
      <button type="button" aria-disabled={loading} onClick={() => void send('REJECT')}>
        Reject<span className="unseen"> {name}</span>
      </button>
      <p role="alert" id={`${id}-problem`} className="bad">
        {problem?.text}
      </p>
    </form>
  );
}
