import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { DirectoryQuery } from '../generated/graphql.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useTypedParameter } from '../parts/useTypedParameter.ts';
import './directory.css';
import { DirectoryCard } from './DirectoryCard.tsx';

const DirectoryDocument = graphql(`
  query Directory($search: String, $after: String) {
    publicClones(first: 8, after: $after, search: $search) {
      edges {
        node {
          id
          ...DirectoryCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The backers' directory: who there is, and a search whose text the address keeps. */
export function Directory() {
  const { typed, type, settled } = useTypedParameter('search');
  const variables = { search: settled === '' ? null : settled };
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(DirectoryDocument, {
    variables,
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  // The clones that were there stay until the others have come, so that nothing jumps.
  const shown = data ?? (loading ? previousData : undefined);
  return (
    <>
      <div className="directory-top">
        <h1>Directory</h1>
        <label>
          Search by name{' '}
          <input
            type="search"
            value={typed}
            onChange={({ target }) => type(target.value)}
            aria-describedby="found"
            autoComplete="off"
            placeholder="Beginnings of words"
          />
        </label>
        <p id="found" role="status">
          {loading ? 'Loading …' : shown !== undefined && found(shown, settled)}
        </p>
      </div>
      {shown === undefined ? (
        <div className="directory">
          {loading ? (
            <Skeleton cards={8} says="Loading the directory" />
          ) : (
            <ErrorNote what="The directory" error={error} onRetry={refetch} />
          )}
        </div>
      ) : (
        <Clones
          page={shown.publicClones}
          onMore={() => fetchMore({ variables: { after: shown.publicClones.pageInfo.endCursor } })}
        />
      )}
      <QueryNote document={DirectoryDocument} variables={variables} />
    </>
  );
}

function Clones({
  page: { edges, pageInfo },
  onMore,
}: {
  readonly page: DirectoryQuery['publicClones'];
  readonly onMore: () => Promise<unknown>;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [firstNew, setFirstNew] = useState<number | null>(null);
  // Whoever asks for more reads on at the first that came: the button may be gone.
  useEffect(() => {
    if (firstNew !== null) (list.current?.children[firstNew] as HTMLElement | undefined)?.focus();
  }, [firstNew]);
  const more = async () => {
    await onMore();
    setFirstNew(edges.length);
  };
  return (
    <div className="directory">
      <h2 className="unseen">Clones</h2>
      <ul className="cards" ref={list}>
        {edges.map(({ node }) => (
          <DirectoryCard key={node.id} clone={node} />
        ))}
      </ul>
      {pageInfo.hasNextPage && <ShowMore onMore={more} />}
    </div>
  );
}

function found({ publicClones: { edges, pageInfo } }: DirectoryQuery, search: string): string {
  const { length } = edges;
  if (length > 0) return `${length} ${length === 1 ? 'clone' : 'clones'}${pageInfo.hasNextPage ? ', and more' : ''}`;
  return search.trim() === '' ? 'No clone is in the directory yet.' : `No clone's name matches “${search.trim()}”.`;
}
