import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { HistoryQuery as Read, LiveFragment } from '../generated/graphql.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Time } from '../parts/Time.tsx';
import { ChangeList } from './ChangeList.tsx';
import { Checkpoints } from './Checkpoints.tsx';
import './history.css';

const HistoryQuery = graphql(`
  query History($id: ID!, $after: String) {
    clone(id: $id) {
      id
      strategyVersions(first: 10, after: $after) {
        edges {
          cursor
          node {
            id
            number
            isActive
            publishedAt
            publishedBy
            note
            model {
              modelId
              displayName
              tier
              available
            }
            changesSince {
              kind
              subject
              subjectId
              before
              after
            }
            entitlementViolations {
              limit
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Version = NonNullable<NonNullable<Read['clone']>['strategyVersions']>['edges'][number]['node'];

interface Shown {
  readonly cloneId: string;
  readonly live: LiveFragment;
  readonly isOpen: boolean;
  onActivate(version: Version): void;
  onRestore(version: Version): void;
  onRevert(revision: number): void;
}

/** Every version that was published, and the earlier states of the draft. */
export function History({ cloneId, live, isOpen, onActivate, onRestore, onRevert }: Shown) {
  const [showsDrafts, setShowsDrafts] = useState(false);
  const { data, error, refetch, fetchMore } = useQuery(HistoryQuery, {
    variables: { id: cloneId },
    fetchPolicy: 'cache-and-network',
  });
  const { edges, pageInfo } = data?.clone?.strategyVersions ?? {};
  return (
    <section aria-label="History" className="history">
      <h2>History</h2>
      {!edges && error && <ErrorNote what="The history" onRetry={() => refetch()} />}
      {!edges && !error && <p role="status">Loading the history …</p>}
      {edges?.length === 0 && <p className="quiet">Nothing was published yet.</p>}
      <ul className="versions">
        {edges?.map(({ node: version }) => (
          <li key={version.id}>
            <VersionLine
              version={version}
              isLive={live.activeStrategyVersion?.id === version.id}
              isOpen={isOpen}
              onActivate={onActivate}
              onRestore={onRestore}
            />
          </li>
        ))}
      </ul>
      {pageInfo?.hasNextPage && (
        <button type="button" onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          Show more
        </button>
      )}
      {isOpen && (
        <details onToggle={({ currentTarget }) => setShowsDrafts(currentTarget.open)}>
          <summary>Earlier drafts</summary>
          {showsDrafts && <Checkpoints cloneId={cloneId} onRevert={onRevert} />}
        </details>
      )}
    </section>
  );
}

function VersionLine({
  version,
  isLive,
  isOpen,
  onActivate,
  onRestore,
}: { readonly version: Version; readonly isLive: boolean } & Pick<Shown, 'isOpen' | 'onActivate' | 'onRestore'>) {
  const { number, publishedAt, publishedBy, note, model, changesSince, entitlementViolations } = version;
  const isTooMuch = (entitlementViolations?.length ?? 0) > 0;
  return (
    <>
      <div className="row">
        <h3>v{number}</h3>
        {isLive && <StateBadge word="Live" shape="▲" tone="good" />}
        <span className="quiet">
          {publishedBy}, {publishedAt && <Time at={publishedAt} />}
          {model && `, ${model.displayName}`}
        </span>
        {isOpen && (
          <span className="version-actions">
            {!isLive && !isTooMuch && (
              <button type="button" onClick={() => onActivate(version)}>
                Activate <span className="unseen">version {number}</span>
              </button>
            )}
            <button type="button" onClick={() => onRestore(version)}>
              Restore <span className="unseen">version {number}</span>
            </button>
          </span>
        )}
      </div>
      {note && <p>{note}</p>}
      {!isLive && isTooMuch && <p className="bad">It needs more than this clone may use, so it can't go live.</p>}
      {changesSince && (
        <details>
          <summary>
            {changesSince.length} {changesSince.length === 1 ? 'change' : 'changes'}
          </summary>
          <ChangeList changes={changesSince} />
        </details>
      )}
    </>
  );
}
