import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { Link } from '../router.tsx';
import { CloneCard } from './CloneCard.tsx';
import { byUrgency } from './byUrgency.ts';

const MyClonesQuery = graphql(`
  query MyClones($after: String) {
    myClones(first: 100, after: $after) {
      edges {
        node {
          id
          lifecycle {
            cloneId
            state
          }
          ...CloneCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** A creator's clones, what is most urgent first: one query over four subgraphs. */
export function MyClones() {
  const { data, networkStatus, refetch, fetchMore } = useQuery(MyClonesQuery, {
    // What could be read is shown, whatever else failed.
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    pollInterval: 20_000,
    skipPollAttempt: () => document.hidden,
  });
  const { edges, pageInfo } = data?.myClones ?? {};
  if (edges === undefined || pageInfo === undefined) {
    const isLoading = networkStatus === NetworkStatus.loading || networkStatus === NetworkStatus.refetch;
    return isLoading ? (
      <Skeleton cards={6} says="Loading your clones" />
    ) : (
      <ErrorNote what="Your clones" onRetry={refetch} />
    );
  }
  if (edges.length === 0) {
    return (
      <EmptyState title="You own no clones">
        <p>Whoever backs clones finds them in the directory.</p>
        <Link to="/directory">Open the directory</Link>
      </EmptyState>
    );
  }
  const groups = byUrgency(
    edges.map(({ node }) => node),
    ({ lifecycle }) => lifecycle?.state,
  );
  return (
    <>
      <div className="home-top">
        <h1>Your clones</h1>
        <p role="status">{networkStatus === NetworkStatus.refetch ? 'Refreshing …' : ''}</p>
      </div>
      <div className="groups">
        {groups.map(({ title, clones }) => (
          <section key={title} aria-label={title} data-cards={clones.length}>
            <h2>{title}</h2>
            <ul className="cards">
              {clones.map((clone) => (
                <CloneCard key={clone.id} clone={clone} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {pageInfo.hasNextPage && <ShowMore onMore={() => fetchMore({ variables: { after: pageInfo.endCursor } })} />}
      <QueryNote document={MyClonesQuery} />
    </>
  );
}
