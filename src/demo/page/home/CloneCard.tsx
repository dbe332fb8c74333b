import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import type { CloneCardFragment } from '../generated/graphql.ts';
import { cloneName } from '../parts/cloneName.ts';
import { Card } from '../parts/Card.tsx';
import { unreachable } from '../parts/sourceNames.ts';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Time } from '../parts/Time.tsx';
import { pathOfClone } from '../paths.ts';
import { Link } from '../router.tsx';
import './home.css';
import { actionWords, auditionWords, stateWords, stepWords } from './words.ts';

const CloneCardFragmentDocument = graphql(`
  fragment CloneCard on Clone {
    id
    createdAt
    publicProfileDraft {
      name
    }
    activation {
      sequence
      at
      paused
      cause
      reason
      version {
        id
        number
        note
      }
    }
    lifecycle {
      cloneId
      state
      nextAction
      unavailable
      setup {
        complete
        steps {
          kind
          done
        }
      }
      latestAudition {
        id
        status
        startedAt
        finishedAt
        outcomeReason
      }
      queueEntry {
        id
        position
        estimatedPromotionAt
      }
      arenaSlot {
        id
        race
        rank
        enteredAt
      }
      retirement {
        retiredAt
        reason
      }
    }
  }
`);

/** One clone: its state, the facts behind it, and what its creator can do now. What couldn't be read is said, and the rest stays. */
export function CloneCard({ clone }: { readonly clone: FragmentType<typeof CloneCardFragmentDocument> }) {
  const { id, publicProfileDraft, createdAt, activation, lifecycle } = readFragment(CloneCardFragmentDocument, clone);
  const state = lifecycle?.state ?? null;
  const action = lifecycle?.nextAction ?? null;
  return (
    <Card
      title={<Link to={pathOfClone(id)}>{cloneName(publicProfileDraft)}</Link>}
      badge={state !== null && <StateBadge {...stateWords(state)} />}
      isUnknown={state === null}
    >
      <Unknown lifecycle={lifecycle} />
      <Facts lifecycle={lifecycle} />
      <Live createdAt={createdAt} activation={activation} />
      {action !== null && (
        <p>
          <span className="quiet">Next:</span>{' '}
          {action === 'COMPLETE_SETUP' ? <Link to={pathOfClone(id)}>{actionWords(action)}</Link> : actionWords(action)}
        </p>
      )}
    </Card>
  );
}

function Live({ createdAt, activation }: Pick<CloneCardFragment, 'createdAt' | 'activation'>) {
  if (activation)
    return (
      <p className="quiet">
        Version {activation.version.number} {activation.paused ? 'was paused' : 'went live'} <Time at={activation.at} />
      </p>
    );
  return (
    createdAt && (
      <p className="quiet">
        Created <Time at={createdAt} />
      </p>
    )
  );
}

type Lifecycle = CloneCardFragment['lifecycle'];

function Unknown({ lifecycle }: { readonly lifecycle: Lifecycle }) {
  // Null when the gateway couldn't ask for it: then nothing is known of any source.
  const unavailable = lifecycle?.unavailable ?? null;
  if (unavailable?.length === 0) return null;
  const why = unavailable === null ? "the gateway couldn't ask for it" : unreachable(unavailable);
  return lifecycle?.state ? (
    <p className="quiet">{why}; the state is certain without it.</p>
  ) : (
    <p>
      <strong>State unknown: {why}</strong>
    </p>
  );
}

/** Every fact that there is, in the order in which a clone meets them. */
function Facts({ lifecycle }: { readonly lifecycle: Lifecycle }) {
  const { setup, latestAudition, queueEntry, arenaSlot, retirement } = lifecycle ?? {};
  if (setup?.complete !== false && !latestAudition && !queueEntry && !arenaSlot && !retirement) return null;
  return (
    <ul>
      {setup?.complete === false && (
        <li className="steps">
          {setup.steps.map(({ kind, done }) => (
            <span key={kind}>
              <span aria-hidden="true">{done ? '✓' : '○'}</span> {stepWords(kind)}
              <span className="unseen">{done ? ': done' : ': open'}</span>
            </span>
          ))}
        </li>
      )}
      {latestAudition && (
        <li>
          {auditionWords(latestAudition.status)} <Time at={latestAudition.finishedAt ?? latestAudition.startedAt} />
          {latestAudition.outcomeReason && <q>{latestAudition.outcomeReason}</q>}
        </li>
      )}
      {queueEntry && (
        <li>
          Number {queueEntry.position} in the queue
          {queueEntry.estimatedPromotionAt && (
            <>
              , promotion expected <Time at={queueEntry.estimatedPromotionAt} />
            </>
          )}
        </li>
      )}
      {arenaSlot && (
        <li>
          {typeof arenaSlot.rank === 'number' && <strong>Rank {arenaSlot.rank} in </strong>}
          {arenaSlot.race}, entered <Time at={arenaSlot.enteredAt} />
        </li>
      )}
      {retirement && (
        <li>
          Retired <Time at={retirement.retiredAt} />
          {retirement.reason && <q>{retirement.reason}</q>}
        </li>
      )}
    </ul>
  );
}
