import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { Time } from '../parts/Time.tsx';
import { ChangeList } from './ChangeList.tsx';
import './history.css';
import { reasonWords } from './words.ts';

const CheckpointsQuery = graphql(`
  query Checkpoints($id: ID!) {
    clone(id: $id) {
      id
      strategyDraft {
        cloneId
        revision
        checkpoints(first: 50) {
          edges {
            cursor
            node {
              revision
              savedAt
              reason
              changesToDraft {
                kind
                subject
                subjectId
                before
                after
              }
            }
          }
        }
      }
    }
  }
`);

/** Earlier states of the draft that the service kept. They are read anew each time: a save may add one. */
export function Checkpoints({ cloneId, onRevert }: { readonly cloneId: string; onRevert(revision: number): void }) {
  const { data, error, loading } = useQuery(CheckpointsQuery, {
    variables: { id: cloneId },
    fetchPolicy: 'network-only',
  });
  const edges = data?.clone?.strategyDraft?.checkpoints.edges;
  if (!edges || loading) return <p role="status">{error ? "They can't be loaded." : 'Loading them …'}</p>;
  // What would change nothing isn't worth going back to.
  const shown = edges.filter(({ node }) => node.changesToDraft.length > 0);
  if (shown.length === 0) return <p className="quiet">None that differs from the draft.</p>;
  return (
    <ul className="versions">
      {shown.map(({ node: { revision, savedAt, reason, changesToDraft } }) => (
        <li key={revision}>
          <div className="row">
            <span>
              {reasonWords(reason)}, <Time at={savedAt} />
            </span>
            <span className="version-actions">
              <button type="button" onClick={() => onRevert(revision)}>
                Go back <span className="unseen">to draft {revision}</span>
              </button>
            </span>
          </div>
          <details>
            <summary>What going back changes</summary>
            <ChangeList changes={changesToDraft} />
          </details>
        </li>
      ))}
    </ul>
  );
}
