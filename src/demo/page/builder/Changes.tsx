import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../generated/gql.ts';
import { ChangeList } from './ChangeList.tsx';

const ChangesQuery = graphql(`
  query Changes($id: ID!) {
    clone(id: $id) {
      id
      strategyDraft {
        cloneId
        revision
        changesSinceActive {
          kind
          subject
          subjectId
          before
          after
        }
      }
    }
  }
`);

interface Shown {
  readonly cloneId: string;
  /** Of the stored draft, and of what is live: read again when one of them is another. */
  readonly revision: number;
  readonly activation: number;
  readonly note: string;
  onNote(note: string): void;
  readonly onDiscard: (() => void) | null;
}

/** "What changes?": how the stored draft differs from what is live. */
export function Changes({ cloneId, revision, activation, note, onNote, onDiscard }: Shown) {
  const { data, error, refetch } = useQuery(ChangesQuery, {
    variables: { id: cloneId },
    fetchPolicy: 'cache-and-network',
  });
  useEffect(() => void refetch().catch(() => {}), [refetch, revision, activation]);
  const changes = data?.clone?.strategyDraft?.changesSinceActive;
  return (
    <section aria-label="What changes" className="panel">
      <h2>What publishing would change</h2>
      {changes ? (
        <ChangeList changes={changes} />
      ) : (
        <p role="status">{error ? "The changes can't be loaded." : 'Comparing …'}</p>
      )}
      {changes && changes.length > 0 && onDiscard && (
        <div className="row">
          <label>
            Note for the history <input value={note} maxLength={500} onChange={({ target }) => onNote(target.value)} />
          </label>
          <button type="button" className="plain" onClick={onDiscard}>
            Discard these changes
          </button>
          {changes.some(({ subject }) => subject === 'MODEL') && (
            <span className="quiet">The model stays: it isn't part of the draft.</span>
          )}
        </div>
      )}
    </section>
  );
}
