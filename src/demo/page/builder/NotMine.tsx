import { useQuery } from '@apollo/client/react';
import { people } from '../../people.ts';
import { useSession } from '../api/SessionProvider.tsx';
import { graphql } from '../generated/gql.ts';
import { cloneName } from '../parts/cloneName.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { pathOfSupport } from '../paths.ts';
import { Link } from '../router.tsx';

const NotMineQuery = graphql(`
  query NotMine($id: ID!) {
    clone(id: $id) {
      id
      owner {
        id
      }
      publicProfile {
        name
        description
      }
    }
  }
`);

/** What somebody else sees of a clone: its public face. The API answers null for the rest. */
export function NotMine({ id }: { readonly id: string }) {
  const scopes: readonly string[] = people[useSession().person].scopes;
  const isOperator = scopes.includes('clone:admin');
  const { data, error, refetch } = useQuery(NotMineQuery, { variables: { id }, errorPolicy: 'all' });
  const clone = data?.clone;
  if (!clone && error) return <ErrorNote what="The clone" error={error} onRetry={refetch} />;
  if (!clone) return <Skeleton cards={1} says="Loading the clone" />;
  const { owner, publicProfile } = clone;
  return (
    <div className="builder">
      <h1>{cloneName(publicProfile)}</h1>
      {publicProfile?.description && <p>{publicProfile.description}</p>}
      <p className="notice">
        {owner ? `Only ${owner.id}, who made this clone, sees its draft.` : 'Only its creator sees its draft.'}{' '}
        <Link to="/directory">Look at others in the directory</Link>
      </p>
      {isOperator && <Link to={pathOfSupport(id)}>Why can't the creator publish?</Link>}
      <QueryNote document={NotMineQuery} variables={{ id }} />
    </div>
  );
}
