import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ModerationGate } from '../generated/graphql.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Link } from '../router.tsx';

const OperatorHomeQuery = graphql(`
  query OperatorHome {
    moderationQueueCount
    moderationGate
  }
`);

/** What needs an approved profile. */
const gates: Readonly<Record<ModerationGate, string>> = {
  NONE: 'Nothing needs',
  PUBLISH: 'Publishing needs',
  AUDITION: 'Auditions need',
  BOTH: 'Publishing and auditions need',
};

/** What waits for an operator. */
export function OperatorHome() {
  const { data, error, refetch } = useQuery(OperatorHomeQuery, { fetchPolicy: 'cache-and-network' });
  if (error) return <ErrorNote what="What waits" onRetry={refetch} />;
  const waiting = data?.moderationQueueCount ?? null;
  return (
    <>
      <h1>What waits for you</h1>
      <p>
        <strong>{waiting ?? '…'}</strong> {waiting === 1 ? 'profile waits' : 'profiles wait'} for a decision.{' '}
        <Link to="/moderation">Open the queue</Link>
      </p>
      <p className="quiet">{data?.moderationGate && `${gates[data.moderationGate]} an approved profile.`}</p>
      <QueryNote document={OperatorHomeQuery} />
    </>
  );
}
