import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { refusalsOf } from '../api/refusals.ts';
import { graphql } from '../generated/gql.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { FindClone } from './FindClone.tsx';
import './moderation.css';
import { Queue } from './Queue.tsx';
import { gateWords } from './words.ts';

const ModerationDocument = graphql(`
  query Moderation {
    moderationGate
    moderationQueueCount
    moderationQueue(first: 20) {
      nodes {
        id
        ...QueuedClone
      }
    }
  }
`);

/** What waits for an operator, and the way to a clone that somebody asks about. */
export function Moderation() {
  const { data, error, loading, refetch } = useQuery(ModerationDocument, {
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  // Another moderator may have decided meanwhile.
  useEffect(() => {
    const reread = () => void refetch().catch(() => {});
    window.addEventListener('focus', reread);
    return () => window.removeEventListener('focus', reread);
  }, [refetch]);
  const { moderationQueue: queue, moderationGate: gate, moderationQueueCount: waiting = null } = data ?? {};
  if (!queue && !loading) {
    return refusalsOf(error).length > 0 ? (
      <Refused error={error} />
    ) : (
      <ErrorNote what="The queue" error={error} onRetry={refetch} />
    );
  }
  return (
    <>
      <div className="moderation-top">
        <h1>Moderation</h1>
        <p role="status">
          <strong>{waiting ?? '…'}</strong> {waiting === 1 ? 'profile waits' : 'profiles wait'}
          {waiting !== 0 && ', oldest first'}.
        </p>
        <button type="button" onClick={() => void refetch().catch(() => {})}>
          Refresh
        </button>
      </div>
      <p className="quiet">{gate ? gateWords(gate) : '…'}</p>
      {queue ? (
        <Queue clones={queue.nodes} />
      ) : (
        <div className="queue-to-come">
          <Skeleton cards={3} says="Loading the queue" />
        </div>
      )}
      <FindClone />
      <QueryNote document={ModerationDocument} />
    </>
  );
}
