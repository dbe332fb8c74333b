import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { blockerWords } from '../parts/apiWords.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import './home.css';

const ReadinessQuery = graphql(`
  query Readiness {
    publicClones(first: 100) {
      nodes {
        id
        publicProfile {
          name
        }
        readiness {
          ready
          strategyVersionId
          blockers
        }
      }
    }
  }
`);

/** What the contest service reads before it starts an audition or a race. */
export function ServiceHome() {
  const { data, error, refetch } = useQuery(ReadinessQuery, { fetchPolicy: 'cache-and-network' });
  if (data === undefined)
    return error ? <ErrorNote what="Readiness" onRetry={refetch} /> : <Skeleton cards={6} says="Loading readiness" />;
  return (
    <>
      <h1>Who is ready for an audition or a race</h1>
      <div className="scroll" tabIndex={0} role="region" aria-label="Readiness of each clone">
        <table>
          <thead>
            <tr>
              <th scope="col">Clone</th>
              <th scope="col">Ready</th>
              <th scope="col">What prevents it</th>
              <th scope="col">Version to pin</th>
            </tr>
          </thead>
          <tbody>
            {data.publicClones.nodes.map(({ id, publicProfile, readiness }) => (
              <tr key={id}>
                <th scope="row">{publicProfile?.name}</th>
                <td>{readiness?.ready ? 'Yes' : 'No'}</td>
                <td>{readiness?.blockers.map(blockerWords).join(', ') || 'nothing'}</td>
                <td>
                  <code>{readiness?.strategyVersionId}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <QueryNote document={ReadinessQuery} />
    </>
  );
}
