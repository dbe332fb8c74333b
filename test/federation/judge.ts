import { isDeepStrictEqual } from 'node:util';
import type { KnownClone } from './createKnownClones.ts';
import { trueLifecycle, type Source } from './trueLifecycle.ts';

/** What the suite asks of each clone. */
export const cloneFields = `id readiness { ready strategyVersionId blockers } lifecycle {
  state nextAction unavailable setup { complete }
  latestAudition { id status strategyVersion { id number } } queueEntry { id } arenaSlot { id } retirement { reason }
}`;

/** A clone as a gateway answers it. */
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
  /** Sources that failed for it. */
  readonly failing: readonly Source[];
  /** Whether Clone was asked for the state, with facts, and its answer got through. */
  readonly asked: boolean;
  /** Clone failed on the last hop. */
  readonly cloneFailed: boolean;
}

export interface Verdict {
  /** Each false or lost thing, as a line; none: the answer is as it must be. */
  readonly faults: readonly string[];
  /** What of the failed part did not arrive, which is no fault. */
  readonly lost: readonly string[];
}

const sourceOf: Readonly<Record<DetailName, Source>> = {
  latestAudition: 'audition',
  queueEntry: 'queue',
  arenaSlot: 'arena',
  retirement: 'arena',
};

/**
 * Never false: state and nextAction are exactly what the known facts allow, or null where nobody could ask. Nothing
 * lost: set-up, readiness and the details of every source that did not fail arrive.
 */
export function judge(
  clone: KnownClone,
  answer: AnsweredClone | null | undefined,
  circumstances: Circumstances,
): Verdict {
  const { failing, asked, cloneFailed } = circumstances;
  const lifecycle = answer?.lifecycle;
  if (!answer || !lifecycle) return { faults: [`${clone.id}: blanked`], lost: [] };
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
    const came = lifecycle[name];
    if (isDeepStrictEqual(came, whole)) continue;
    if (failing.includes(sourceOf[name]) && came === null) lost.push('its details');
    else if (name === 'latestAudition' && cloneFailed && isDeepStrictEqual(came, withoutNumber(whole)))
      lost.push("what Clone says of the audition's version");
    else faults.push(...differs(name, came, whole));
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

/** The details that the contributing subgraphs have of it. */
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

function differs(name: string, came: unknown, right: unknown): string[] {
  return isDeepStrictEqual(came, right)
    ? []
    : [`${name} is ${JSON.stringify(came)} where ${JSON.stringify(right)} is right`];
}
