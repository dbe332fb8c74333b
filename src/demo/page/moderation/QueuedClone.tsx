import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import { Picture } from '../parts/Picture.tsx';
import { cloneName } from '../parts/cloneName.ts';
import { Time } from '../parts/Time.tsx';
import { pathOfSupport } from '../paths.ts';
import { Link } from '../router.tsx';
import { Decision } from './Decision.tsx';
import { ProfileComparison } from './ProfileComparison.tsx';
import { moderationWords } from './words.ts';

export const QueuedCloneDocument = graphql(`
  fragment QueuedClone on Clone {
    id
    status
    owner {
      id
    }
    publicProfile {
      revision
      moderationStatus
      ...ProfileContent
    }
    publicProfileDraft {
      name
      imageUrl
      revision
      moderationStatus
      moderationReason
      moderatedAt
      waitingSince
      ...ProfileContent
    }
  }
`);

/** One profile that waits: what the public has, what is new, and the decision. Once that is made, what came of it. */
export function QueuedClone({
  clone,
  onDecided,
}: {
  readonly clone: FragmentType<typeof QueuedCloneDocument>;
  readonly onDecided: (cloneId: string) => void;
}) {
  const { id, status, owner, publicProfile, publicProfileDraft: draft } = readFragment(QueuedCloneDocument, clone);
  if (!draft) return null;
  const name = cloneName(draft);
  const isWaiting = (draft.waitingSince ?? null) !== null;
  return (
    <li className="queued" tabIndex={-1} data-clone={id} {...(isWaiting && { 'data-waits': '' })} aria-label={name}>
      <div className="face">
        <Picture name={name} url={draft.imageUrl} />
        <div>
          <h2>
            <Link to={pathOfSupport(id)}>{name}</Link>
          </h2>
          <p className="quiet">
            by {owner?.id}
            {draft.waitingSince && (
              <>
                , submitted <Time at={draft.waitingSince} />
              </>
            )}
            {status !== 'ACTIVE' && `, the clone is ${status}`}
          </p>
        </div>
      </div>
      <ProfileComparison
        now={publicProfile?.revision === draft.revision ? null : (publicProfile ?? null)}
        draft={draft}
        title={isWaiting ? 'Waits for you' : draft.moderationStatus === 'REJECTED' ? 'Rejected' : 'Public now'}
      />
      {isWaiting ? (
        <Decision cloneId={id} name={name} revision={draft.revision ?? 0} onDecided={onDecided} />
      ) : (
        <p>
          <strong>{moderationWords(draft.moderationStatus)}</strong>{' '}
          {draft.moderatedAt && <Time at={draft.moderatedAt} />}
          {draft.moderationReason && (
            <>
              , because <q>{draft.moderationReason}</q>
            </>
          )}
        </p>
      )}
      {draft.moderationReason && isWaiting && (
        <p className="quiet">
          The last decision's reason: <q>{draft.moderationReason}</q>
        </p>
      )}
    </li>
  );
}
