import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { OperatorBlocker, OperatorCloneFilter } from '../generated/graphql.ts';
import { blockerWords } from '../parts/apiWords.ts';
import { cloneName } from '../parts/cloneName.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useTypedParameter } from '../parts/useTypedParameter.ts';
import { pathOfSupport } from '../paths.ts';
import { Link, useParameter } from '../router.tsx';

const FindCloneDocument = graphql(`
  query FindClone($filter: OperatorCloneFilter) {
    operatorClones(filter: $filter, first: 20) {
      nodes {
        id
        status
        owner {
          id
        }
        publicProfileDraft {
          name
        }
        readiness {
          blockers
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

const blockers: readonly OperatorBlocker[] = [
  'NO_PUBLISHED_STRATEGY',
  'PROFILE_UNNAMED',
  'MODEL_NOT_SELECTED',
  'PROFILE_NOT_APPROVED',
  'PAUSED',
  'CLONE_NOT_ACTIVE',
];

/** Finds the clone that somebody asks about, by a part of its name, its creator, or what it lacks. */
export function FindClone() {
  const name = useTypedParameter('name');
  const owner = useTypedParameter('owner');
  const [lacks, setLacks] = useParameter('lacks');
  const blocker = blockers.find((one) => one === lacks);
  const filter: OperatorCloneFilter = {
    ...(name.settled !== '' && { search: name.settled }),
    ...(owner.settled !== '' && { ownerId: owner.settled }),
    ...(blocker && { blocker }),
  };
  const { data, previousData, loading, error, refetch } = useQuery(FindCloneDocument, {
    variables: { filter },
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  const found = (data ?? (loading ? previousData : undefined))?.operatorClones;
  return (
    <section className="find" aria-labelledby="find">
      <h2 id="find">Find a clone: why can't its creator publish, or why can't it start?</h2>
      <form role="search" aria-label="Clones" onSubmit={(event) => event.preventDefault()}>
        <label>
          Name <input type="search" value={name.typed} onChange={({ target }) => name.type(target.value)} />
        </label>
        <label>
          Creator's id <input type="search" value={owner.typed} onChange={({ target }) => owner.type(target.value)} />
        </label>
        <label>
          What prevents a start{' '}
          <select value={blocker ?? ''} onChange={({ target }) => setLacks(target.value)}>
            <option value="">any</option>
            {blockers.map((one) => (
              <option key={one} value={one}>
                {blockerWords(one)}
              </option>
            ))}
          </select>
        </label>
      </form>
      {!found && !loading && <ErrorNote what="The clones" error={error} onRetry={refetch} />}
      {found && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Clones that were found">
          <table>
            <thead>
              <tr>
                <th scope="col">Clone</th>
                <th scope="col">Creator</th>
                <th scope="col">Status</th>
                <th scope="col">What prevents a start</th>
              </tr>
            </thead>
            <tbody>
              {found.nodes.map(({ id, status, owner: creator, publicProfileDraft, readiness }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to={pathOfSupport(id)}>{cloneName(publicProfileDraft)}</Link>
                  </th>
                  <td>{creator?.id}</td>
                  <td>{status?.toLowerCase()}</td>
                  <td>{readiness?.blockers.map(blockerWords).join(', ') || 'nothing'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="quiet" role="status">
        {found?.nodes.length === 0 && 'No clones match.'}
        {found?.pageInfo.hasNextPage && 'These are the newest 20; search for others.'}
      </p>
    </section>
  );
}
