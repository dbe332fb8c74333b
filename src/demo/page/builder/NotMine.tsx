import { useQuery } from '@apollo/client/react';
import { readFragment } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import type { NotMineQuery as Read } from '../generated/graphql.ts';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { Time } from '../parts/Time.tsx';
import { Link } from '../router.tsx';
import { LiveFragmentDocument } from './useLive.tsx';
import { blockerWords } from './words.ts';

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
      acceptsChanges
      ...Live
      publishBlockers {
        code
        issueCodes
      }
      auditTrail(first: 20) {
        edges {
          cursor
          node {
            id
            at
            action
            actorKind
          }
        }
      }
    }
  }
`);

/** What somebody else sees of a clone: its public face, and whatever else the API gives them; it answers null for the rest. */
export function NotMine({ id }: { readonly id: string }) {
  const { data } = useQuery(NotMineQuery, { variables: { id }, errorPolicy: 'all' });
  const clone = data?.clone;
  if (!clone) return <Skeleton cards={1} says="Reading the clone" />;
  return (
    <div className="builder">
      <h1>{clone.publicProfile?.name ?? 'Clone without a public name'}</h1>
      {clone.publicProfile?.description && <p>{clone.publicProfile.description}</p>}
      <p className="notice">
        {clone.owner
          ? `Only ${clone.owner.id}, who made this clone, sees its strategy.`
          : 'Only its creator sees its strategy.'}{' '}
        <Link to="/directory">Look at others in the directory</Link>
      </p>
      <Support clone={clone} />
      <QueryNote document={NotMineQuery} variables={{ id }} />
    </div>
  );
}

type Clone = NonNullable<Read['clone']>;

/** For operators: what is live, why the creator can't publish, and what happened. */
function Support({ clone }: { readonly clone: Clone }) {
  const { activation, readiness } = readFragment(LiveFragmentDocument, clone);
  const { publishBlockers, auditTrail } = clone;
  if (!publishBlockers || !auditTrail) return null;
  return (
    <section aria-label="Support" className="history">
      <h2>For support</h2>
      <p>
        {activation ? (
          <>
            Version {activation.version.number} is {activation.paused ? 'paused' : 'live'}, <Time at={activation.at} />.
          </>
        ) : (
          'Nothing was published.'
        )}{' '}
        {readiness?.ready
          ? 'An audition or a race may start.'
          : `Nothing can start: ${readiness?.blockers.map(blockerWords).join(', ')}.`}
      </p>
      <p>
        {publishBlockers.length === 0
          ? 'Nothing keeps its creator from publishing.'
          : `Its creator can't publish: ${publishBlockers.map(({ code, issueCodes }) => [code, ...issueCodes].join(' ')).join(', ')}.`}
      </p>
      <ul className="trail">
        {auditTrail.edges.map(({ node: { id, at, action, actorKind } }) => (
          <li key={id}>
            <code>{action}</code>{' '}
            <span className="quiet">
              {actorKind.toLowerCase()}, <Time at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
