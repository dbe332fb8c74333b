import { useQuery } from '@apollo/client/react';
import { refusalsOf } from '../api/refusals.ts';
import { graphql } from '../generated/gql.ts';
import { moderationWords } from '../moderation/words.ts';
import { blockerWords, plainWords } from '../parts/apiWords.ts';
import { cloneName } from '../parts/cloneName.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { QueryNote } from '../parts/QueryNote.tsx';
import { Refused } from '../parts/Refused.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { Time } from '../parts/Time.tsx';
import { Link } from '../router.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import './support.css';
import { publishWords } from './words.ts';

const SupportDocument = graphql(`
  query Support($id: ID!, $after: String) {
    clone(id: $id) {
      id
      status
      owner {
        id
      }
      publishBlockers {
        code
        issueCodes
      }
      publicProfileDraft {
        name
        moderationStatus
        moderationReason
        moderatedAt
        waitingSince
      }
      model {
        modelId
        displayName
        tier
        available
      }
      activeStrategyVersion {
        id
        number
        publishedAt
        note
      }
      entitlement {
        cloneId
        maxDataStreams
        maxAssets
        maxPromptCharacters
        modelTier
        violations {
          limit
          allowed
          actual
          allowedTier
          actualTier
        }
        changesAt
      }
      readiness {
        ready
        blockers
      }
      activation {
        sequence
        at
        paused
        reason
      }
      auditTrail(first: 20, after: $after) {
        edges {
          node {
            id
            ...AuditRow
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

/** What an operator tells a creator who can't publish or start: everything from the API's own answers. */
export function Support({ id }: { readonly id: string }) {
  const { data, error, loading, refetch, fetchMore } = useQuery(SupportDocument, {
    variables: { id },
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  if (data === undefined) {
    if (loading) return <Skeleton cards={3} says="Loading the clone" />;
    if (refusalsOf(error).length > 0) return <Refused error={error} />;
    return <ErrorNote what="The clone" onRetry={refetch} />;
  }
  const { clone } = data;
  if (clone && clone.publishBlockers === null && error) return <Refused error={error} />;
  if (!clone) {
    return (
      <EmptyState title="There is no such clone">
        <Link to="/moderation">Find another</Link>
      </EmptyState>
    );
  }
  const { publicProfileDraft: profile, entitlement, readiness, model, activation, activeStrategyVersion: live } = clone;
  return (
    <>
      <div>
        <h1>{cloneName(profile)}</h1>
        <p className="quiet">
          by {clone.owner?.id}, {clone.status?.toLowerCase()}, <code>{id}</code>
        </p>
      </div>
      <div className="questions">
        <section>
          <h2>Why can't the creator publish?</h2>
          {clone.publishBlockers?.length === 0 && <p>They can: publishing the draft would succeed now.</p>}
          <ul>
            {clone.publishBlockers?.map((blocker) => {
              const { why, helps } = publishWords(blocker);
              return (
                <li key={blocker.code}>
                  <strong>{why}</strong> {helps}
                  {blocker.issueCodes.length > 0 && <code> {blocker.issueCodes.join(', ')}</code>}
                </li>
              );
            })}
          </ul>
        </section>
        <section>
          <h2>Why can't it start?</h2>
          {readiness?.ready && <p>It can: an audition or a race may start now.</p>}
          <ul>
            {readiness?.blockers.map((blocker) => (
              <li key={blocker}>
                <strong>{blockerWords(blocker)}</strong>
              </li>
            ))}
          </ul>
          {activation?.paused && (
            <p>
              Paused <Time at={activation.at} />
              {activation.reason && <q>{activation.reason}</q>}
            </p>
          )}
        </section>
        <section>
          <h2>Profile</h2>
          {profile && (
            <p>
              {moderationWords(profile.moderationStatus)}{' '}
              {profile.waitingSince ? (
                <>
                  for a decision, submitted <Time at={profile.waitingSince} />
                </>
              ) : (
                profile.moderatedAt && <Time at={profile.moderatedAt} />
              )}
              {profile.moderationReason && <q>{profile.moderationReason}</q>}
            </p>
          )}
        </section>
        <section>
          <h2>Live</h2>
          <p>
            {live ? `Version ${live.number}` : 'Nothing is published.'}{' '}
            {live?.publishedAt && (
              <>
                published <Time at={live.publishedAt} />
              </>
            )}
          </p>
          {live?.note && <q>{live.note}</q>}
          <p>
            {model
              ? `Model: ${model.displayName}, ${model.tier}${model.available ? '' : ', no longer offered'}`
              : 'No model is selected.'}
          </p>
        </section>
        {entitlement && (
          <section>
            <h2>Entitlement</h2>
            <p>
              {entitlement.maxDataStreams} data streams, {entitlement.maxAssets} assets,{' '}
              {entitlement.maxPromptCharacters} characters a prompt, models up to {entitlement.modelTier}
            </p>
            <ul>
              {entitlement.violations.map(({ limit, allowed, actual, allowedTier, actualTier }) => (
                <li key={`${limit} ${actual}`}>
                  <strong>{plainWords(limit)}:</strong> {actual ?? actualTier} of {allowed ?? allowedTier}
                </li>
              ))}
            </ul>
            {entitlement.changesAt && (
              <p>
                Changes <Time at={entitlement.changesAt} />
              </p>
            )}
          </section>
        )}
      </div>
      {clone.auditTrail && <AuditTrail rows={clone.auditTrail.edges.map(({ node }) => node)} />}
      {clone.auditTrail?.pageInfo.hasNextPage && (
        <ShowMore onMore={() => fetchMore({ variables: { after: clone.auditTrail?.pageInfo.endCursor } })} />
      )}
      <QueryNote document={SupportDocument} variables={{ id }} />
    </>
  );
}
