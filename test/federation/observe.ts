import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { askGateway, type GatewayAnswer } from './askGateway.ts';
import type { KnownClone } from './createKnownClones.ts';
import { refuses, type Failure } from './failures.ts';
import { cloneFields, judge, type AnsweredClone } from './judge.ts';
import type { Federation, SubgraphName } from './startFederation.ts';
import { sources, type Facts, type Source } from './trueLifecycle.ts';

/** What clients get from one gateway during one failure, as doc/federation-results.md words it. */
export interface Observation {
  readonly state: 'right or null' | 'null';
  readonly unavailable: 'named' | 'null';
  readonly errors: string;
  /** The errors if no field of the failing subgraph was selected. */
  readonly errorsOfState: string;
  readonly lost: string;
}

export interface Observed {
  readonly faults: readonly string[];
  readonly observation: Observation;
}

interface Clones {
  readonly clones: readonly (AnsweredClone | null)[];
}

const wholeQuery = `query Whole($ids: [ID!]!) { clones(ids: $ids) { ${cloneFields} } }`;
/** A clone with these facts has details in every source. */
const allDetails: Facts = { audition: 'PASSED', queue: 'WAITING', arena: 'COMPETING' };
const stateQuery = 'query State($ids: [ID!]!) { clones(ids: $ids) { id lifecycle { state nextAction unavailable } } }';

/** Asks a gateway for all `clones` while something fails, and judges every clone's answer. */
export async function observe(
  federation: Federation,
  gatewayUrl: string,
  clones: readonly KnownClone[],
  failure: Failure,
): Promise<Observed> {
  const one = failure.forOne && clones.find(({ facts, complete }) => complete && isDeepStrictEqual(facts, allDetails));
  const complete = clones.filter((clone) => clone.complete);
  const incomplete = clones.filter((clone) => !clone.complete);
  const some = complete.filter((clone, index) => clone === one || index % 9 === 0);
  const token = await federation.token('contest', 'clone:read');
  const active = { failure, one };
  const ask = (query: string, about: readonly KnownClone[]) => () =>
    askDuringFailure(federation, active, { gatewayUrl, query, about, token });
  const queries = [ask(wholeQuery, complete), ask(wholeQuery, incomplete), ask(stateQuery, some)] as const;
  const [first, second, ofState] = refuses(failure)
    ? await inTurn(queries)
    : await Promise.all(queries.map((send) => send()));
  if (!first || !second || !ofState) throw new Error('each query has an answer');

  const verdicts = [...judgeAll(complete, first, active), ...judgeAll(incomplete, second, active)];
  const affected = verdicts.filter((verdict) => verdict.affected);
  const gotThrough = affected.every((verdict) => verdict.gotThrough);
  return {
    faults: [...verdicts.flatMap(({ faults }) => faults), ...contradictions(ofState.answer, first.answer)],
    observation: {
      state: gotThrough && failingSources(failure).length < sources.length ? 'right or null' : 'null',
      unavailable: gotThrough ? 'named' : 'null',
      errors: describeErrors(first.answer),
      errorsOfState: describeErrors(ofState.answer),
      lost: [...new Set(affected.flatMap(({ lost }) => lost))].join(', ') || 'nothing',
    },
  };
}

interface ActiveFailure {
  readonly failure: Failure;
  /** The only clone that it affects; undefined: all. */
  readonly one: KnownClone | undefined;
}

interface Query {
  readonly gatewayUrl: string;
  readonly query: string;
  readonly about: readonly KnownClone[];
  readonly token: string;
}

interface Reply {
  readonly answer: GatewayAnswer<Clones>;
  /** The clones for which the gateway sent facts to Clone. */
  readonly sentFactsFor: ReadonlySet<unknown>;
}

/** Judges each clone's answer. */
function judgeAll(clones: readonly KnownClone[], { answer, sentFactsFor }: Reply, { failure, one }: ActiveFailure) {
  return clones.map((clone, index) => {
    const affected = one === undefined || clone === one;
    const cloneFailed = affected && 'clone' in failure.failing;
    const failing = affected ? failingSources(failure) : [];
    const gotThrough = !cloneFailed && (failing.length === 0 || sentFactsFor.has(clone.id));
    return {
      ...judge(clone, answer.data?.clones[index], { failing, asked: gotThrough, cloneFailed }),
      affected,
      gotThrough,
    };
  });
}

const failingSources = ({ failing }: Failure): readonly Source[] => sources.filter((source) => source in failing);

/** Clones for which two answers from the same moment differ. */
function contradictions(one: GatewayAnswer<Clones>, other: GatewayAnswer<Clones>): string[] {
  const said = new Map(other.data?.clones.map((clone) => [clone?.id, clone?.lifecycle]));
  const disagrees = (clone: AnsweredClone | null) =>
    (['state', 'nextAction', 'unavailable'] as const).some(
      (field) => !isDeepStrictEqual(clone?.lifecycle?.[field], said.get(clone?.id)?.[field]),
    );
  return (
    one.data?.clones.filter(disagrees).map((clone) => `${clone?.id}: queried without details, its state differs`) ?? [
      'queried without details: no answer',
    ]
  );
}

async function inTurn<Value>(queries: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const answers: Value[] = [];
  for (const send of queries) answers.push(await send());
  return answers;
}

/** Sends one query with the failure's faults for this request only; refused connections affect every request. */
async function askDuringFailure(
  { fronts }: Federation,
  { failure, one }: ActiveFailure,
  { gatewayUrl, query, about, token }: Query,
): Promise<Reply> {
  const requestId = randomUUID();
  const entries = Object.entries(failure.failing) as [SubgraphName, NonNullable<Failure['failing'][SubgraphName]>][];
  for (const [name, kind] of entries) {
    if (kind === 'refuse') fronts[name].refuse(name === 'clone' ? 'rootAnswer' : 'now');
    else fronts[name].fail(requestId, { kind, cloneId: one?.id });
  }
  try {
    const answer = await askGateway<Clones>(gatewayUrl, query, {
      token,
      requestId,
      variables: { ids: about.map(({ id }) => id) },
    });
    const requests = fronts.clone.requests.filter((request) => request.requestId === requestId);
    const summaries = requests
      .flatMap((request) => Object.values(request.asked).flat())
      .filter(({ __typename }) => __typename === 'LifecycleSummary');
    return { answer, sentFactsFor: new Set(summaries.map(({ cloneId }) => cloneId)) };
  } finally {
    for (const [name, kind] of entries) if (kind === 'refuse') await fronts[name].recover();
  }
}

/**
 * How many errors, where, and with which codes. One error for each clone or field is worded the same for any number of
 * clones.
 */
function describeErrors({ errors, status }: GatewayAnswer<Clones>): string {
  if (errors.length === 0) return 'none';
  const codes = [...new Set(errors.map(({ extensions }) => `\`${extensions?.code ?? 'no code'}\``))]
    .toSorted()
    .join(', ');
  const whole = errors.filter(({ path = [] }) => !path.some(Number.isInteger)).length;
  const placed =
    errors.length > whole
      ? [errors.some(({ path = [] }) => path.length > entityDepth) ? 'one per field' : 'one per clone']
      : [];
  return `${status === 200 ? '' : `HTTP ${status}, `}${[...(whole > 0 ? [whole] : []), ...placed].join(' and ')}: ${codes}`;
}

/** The path `clones`, index, `lifecycle`; a longer one is a field's. */
const entityDepth = 3;
