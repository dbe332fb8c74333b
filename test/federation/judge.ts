import { isDeepStrictEqual } from 'node:util';
import type { KnownClone } from './createKnownClones.ts';
import { trueLifecycle, type Source } from './trueLifecycle.ts';

/** The fields that the suite selects of each clone. */
export const cloneFields = `id readiness { ready strategyVersionId blockers } lifecycle {
  state nextAction unavailable setup { complete }
  latestAudition { id status strategyVersion { id number } } queueEntry { id } arenaSlot { id } retirement { reason }
}`;

/** A clone in a gateway's answer. */
export interface AnsweredClone {
  readonly id: string;
  readonly readiness: unknown;
  readonly lifecycle: Lifecycle | null;
}

type Details = Readonly<Record<DetailName, unknown>>;
type DetailName = 'latestAudition' | 'queueEntry' | 'arenaSlot' | 'retirement';

interface Lifecycle extends Details {
  readonly state: string | null;
  readonly nextAction: string | null;
  readonly unavailable: readonly string[] | null;
  readonly setup: unknown;
}

/** How the answer came about, for one clone. */
export interface Circumstances {
  /** Sources that failed for this clone. */
  readonly failing: readonly Source[];
  /** Whether the gateway sent facts to Clone to ask for the state, and got its answer. */
  readonly asked: boolean;
  /** Whether Clone failed on the last hop. */
  readonly cloneFailed: boolean;
}

export interface Verdict {
  /** One line for each wrong or missing value; empty if the answer is right. */
  readonly faults: readonly string[];
  /** What is missing from the failed part, which is no fault. */
  readonly lost: readonly string[];
}

const sourceOf: Readonly<Record<DetailName, Source>> = {
  latestAudition: 'audition',
  queueEntry: 'queue',
  arenaSlot: 'arena',
  retirement: 'arena',
};

/**
 * Nothing false: state and nextAction are exactly what the known facts allow, or null if Clone couldn't be asked.
 * Nothing lost: set-up, readiness and the details of every source that did not fail arrive.
 */
export function judge(
  clone: KnownClone,
  answer: AnsweredClone | null | undefined,
  circumstances: Circumstances,
): Verdict {
  const { failing, asked, cloneFailed } = circumstances;
  const lifecycle = answer?.lifecycle;
  if (!answer || !lifecycle) return { faults: [`${clone.id}: missing`], lost: [] };
  const { state, nextAction } = asked
    ? trueLifecycle(clone.facts, clone.complete, failing)
    : { state: null, nextAction: null };
  const unavailable = asked ? failing.map((source) => source.toUpperCase()) : null;
  const faults = [
    ...differs('id', answer.id, clone.id),
    ...differs('readiness', answer.readiness, readinessOf(clone)),
    ...differs('setup', lifecycle.setup, { complete: clone.complete }),
    ...differs('state', lifecycle.state, state),
    ...differs('nextAction', lifecycle.nextAction, nextAction),
    ...differs('unavailable', lifecycle.unavailable, unavailable),
  ];
  const lost: string[] = [];
  for (const [name, whole] of Object.entries(detailsOf(clone)) as [DetailName, Detail][]) {
    const received = lifecycle[name];
    if (isDeepStrictEqual(received, whole)) continue;
    if (failing.includes(sourceOf[name]) && received === null) lost.push('its details');
    else if (name === 'latestAudition' && cloneFailed && isDeepStrictEqual(received, withoutNumber(whole)))
      lost.push("Clone's fields of the audition's version");
    else faults.push(...differs(name, received, whole));
  }
  return { faults: faults.map((fault) => `${clone.id}: ${fault}`), lost };
}

type Detail = { readonly strategyVersion?: { readonly id: string; readonly number: number | null } | null } | null;

function readinessOf({ complete, versionId }: KnownClone): unknown {
  return complete
    ? { ready: true, strategyVersionId: versionId, blockers: [] }
    : {
        ready: false,
        strategyVersionId: null,
        blockers: ['PROFILE_UNNAMED', 'MODEL_NOT_SELECTED', 'NO_PUBLISHED_STRATEGY'],
      };
}

/** The clone's details in the contributing subgraphs. */
function detailsOf({ id, facts, versionId }: KnownClone): Record<DetailName, unknown> {
  const strategyVersion = versionId === null ? null : { id: versionId, number: 1 };
  return {
    latestAudition:
      facts.audition === 'NONE' ? null : { id: `audition-${id}`, status: facts.audition, strategyVersion },
    queueEntry: facts.queue === 'WAITING' ? { id: `entry-${id}` } : null,
    arenaSlot: facts.arena === 'COMPETING' ? { id: `slot-${id}` } : null,
    retirement: facts.arena === 'RETIRED' ? { reason: id } : null,
  };
}

const withoutNumber = (detail: Detail): unknown =>
  detail?.strategyVersion ? { ...detail, strategyVersion: { ...detail.strategyVersion, number: null } } : detail;

function differs(name: string, received: unknown, right: unknown): string[] {
  return isDeepStrictEqual(received, right)
    ? []
    : [`${name} is ${JSON.stringify(received)}, not ${JSON.stringify(right)}`];
}
