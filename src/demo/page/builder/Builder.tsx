import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../generated/gql.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { Link } from '../router.tsx';
import './builder.css';
import { Editor } from './Editor.tsx';
import { NotMine } from './NotMine.tsx';

const OpenBuilderQuery = graphql(`
  query OpenBuilder($id: ID!) {
    clone(id: $id) {
      id
      acceptsChanges
      publicProfileDraft {
        name
        moderationStatus
        moderationReason
      }
      model {
        modelId
        displayName
        tier
        available
      }
      entitlement {
        cloneId
        maxDataStreams
        maxAssets
        maxPromptCharacters
        modelTier
      }
      ...Live
      strategyDraft {
        cloneId
        ...DraftParts
      }
    }
    strategyCatalog {
      version
      streams {
        key
        displayName
        description
        intervals
        parametersSchema
      }
      assets {
        symbol
        displayName
      }
      models {
        id
        displayName
        tier
        available
      }
    }
  }
`);

/** The builder of one clone: one read, and what its creator may do. Others see what the API gives them. */
export function Builder({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(OpenBuilderQuery, {
    variables: { id },
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  useEffect(() => {
    // Another tab may have saved meanwhile.
    const readAgain = () => void refetch().catch(() => {});
    window.addEventListener('focus', readAgain);
    return () => window.removeEventListener('focus', readAgain);
  }, [refetch]);
  const { clone, strategyCatalog } = data ?? {};
  if (clone?.strategyDraft && clone.entitlement && strategyCatalog) {
    return (
      <>
        <Editor
          clone={{ ...clone, strategyDraft: clone.strategyDraft, entitlement: clone.entitlement }}
          catalog={strategyCatalog}
        />
        <QueryNote document={OpenBuilderQuery} variables={{ id }} says="The strategy is one query" />
      </>
    );
  }
  if (clone) return <NotMine id={id} />;
  if (clone === null && !error)
    return (
      <EmptyState title="There is no such clone">
        <Link to="/">Go home</Link>
      </EmptyState>
    );
  return error ? (
    <ErrorNote what="The builder" onRetry={() => refetch()} />
  ) : (
    <Skeleton cards={3} says="Loading the strategy" />
  );
}
