import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { askGateway, type GatewayAnswer } from './askGateway.ts';
import type { KnownClone } from './createKnownClones.ts';
import { refuses, type Failure } from './failures.ts';
import { cloneFields, judge, type AnsweredClone } from './judge.ts';
import type { Federation, SubgraphName } from './startFederation.ts';
import type { Facts, Source } from './trueLifecycle.ts';

/** What clients get of one gateway in one failure, in the words of doc/federation-results.md. */
export interface Observation {
  readonly state: 'right or null' | 'null';
  readonly unavailable: 'named' | 'null';
  readonly errors: string;
  /** When nothing of the failing subgraph was selected. */
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
/** A clone of which each source has details to lose. */
const allDetails: Facts = { audition: 'PASSED', queue: 'WAITING', arena: 'COMPETING' };
const stateQuery = 'query State($ids: [ID!]!) { clones(ids: $ids) { id lifecycle { state nextAction unavailable } } }';

/** Asks a gateway for all `clones` while something fails, and judges every clone's answer. */
export async function observe(federation: Federation, gatewayUrl: string, clones: readonly KnownClone[], failure: Failure): Promise<Observed> {
  const token = await federation.token('contest', 'clone:read');
  const one = failure.forOne && clones.find(({ facts, complete }) => complete && isDeepStrictEqual(facts, allDetails));
  const ask = (query: string, some: readonly KnownClone[]) =>
    whileFailing(federation, failure, one?.id, async (requestId) => {
      const answer = await askGateway<Clones>(gatewayUrl, query, { token, requestId, variables: { ids: some.map(({ id }) => id) } });
      return { answer, asked: askedFor(federation, requestId) };
    });
  const halves = [clones.filter(({ complete }) => complete), clones.filter(({ complete }) => !complete)];
  const some = (halves[0] ?? []).filter((clone, index) => clone === one || index % 3 === 0);
  const questions = [() => ask(stateQuery, some), ...halves.map((half) => () => ask(wholeQuery, half))];
  const [ofState, ...answers] = refuses(failure) ? await inTurn(questions) : await Promise.all(questions.map((question) => question()));

  const failing = (['audition', 'queue', 'arena'] as const).filter((source) => source in failure.failing);
  const verdicts = answers.flatMap(({ answer, asked }, half) =>
    (halves[half] ?? []).map((clone, index) => {
      const affected = one === undefined || clone.id === one.id;
      const cloneFailed = affected && 'clone' in failure.failing;
      const unknown: readonly Source[] = affected ? failing : [];
      const gotThrough = !cloneFailed && (unknown.length === 0 || asked.has(clone.id));
      return { ...judge(clone, answer.data?.clones[index], { failing: unknown, asked: gotThrough, cloneFailed }), affected, gotThrough };
    }),
  );
  const affected = verdicts.filter((verdict) => verdict.affected);
  const gotThrough = affected.every((verdict) => verdict.gotThrough);
  return {
    faults: [...verdicts.flatMap(({ faults }) => faults), ...contradictions(ofState?.answer, answers[0]?.answer)],
    observation: {
      state: gotThrough && failing.length < 3 ? 'right or null' : 'null',
      unavailable: gotThrough ? 'named' : 'null',
      errors: describeErrors(answers[0]?.answer),
      errorsOfState: describeErrors(ofState?.answer),
      lost: [...new Set(affected.flatMap(({ lost }) => lost))].join(', ') || 'nothing',
    },
  };
}

/** Clones of which one answer says something else than another of the same moment. */
function contradictions(one: GatewayAnswer<Clones> | undefined, other: GatewayAnswer<Clones> | undefined): string[] {
  const said = new Map(other?.data?.clones.map((clone) => [clone?.id, clone?.lifecycle]));
  const disagrees = (clone: AnsweredClone | null) =>
    (['state', 'nextAction', 'unavailable'] as const).some((field) => !isDeepStrictEqual(clone?.lifecycle?.[field], said.get(clone?.id)?.[field]));
  return one?.data?.clones.filter(disagrees).map((clone) => `${clone?.id}: asked without details, the state differs`) ?? ['asked without details: no answer'];
}

async function inTurn<Value>(questions: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const answers: Value[] = [];
  for (const question of questions) answers.push(await question());
  return answers;
}

/** Runs `work` with the failure's faults in place for requests with the id that it is given. */
async function whileFailing<Value>(
  { fronts }: Federation,
  { failing }: Failure,
  cloneId: string | undefined,
  work: (requestId: string) => Promise<Value>,
): Promise<Value> {
  const requestId = randomUUID();
  const entries = Object.entries(failing) as [SubgraphName, NonNullable<Failure['failing'][SubgraphName]>][];
  const refusing = entries.filter(([, kind]) => kind === 'refuse').map(([name]) => fronts[name]);
  for (const [name, kind] of entries) {
    if (kind === 'refuse') fronts[name].refuse(name === 'clone' ? 'rootAnswer' : 'now');
    else fronts[name].fail(requestId, { kind, cloneId });
  }
  try {
    return await work(requestId);
  } finally {
    for (const front of refusing) await front.recover();
  }
}

/** The clones for which the gateway came back to Clone with facts. */
function askedFor({ fronts }: Federation, requestId: string): ReadonlySet<unknown> {
  const requests = fronts.clone.requests.filter((request) => request.requestId === requestId);
  const representations = requests.flatMap(({ asked }) => Object.values(asked).flat());
  return new Set(representations.filter(({ __typename }) => __typename === 'LifecycleSummary').map(({ cloneId }) => cloneId));
}

/** How many errors, where and with which codes; gateways that give each clone or field its own are said to, for any number of clones. */
function describeErrors(answer: GatewayAnswer<Clones> | undefined): string {
  const { errors = [], status = 200 } = answer ?? {};
  if (errors.length === 0) return 'none';
  const codes = [...new Set(errors.map(({ extensions }) => `\`${extensions?.code ?? 'no code'}\``))].toSorted().join(', ');
  const whole = errors.filter(({ path = [] }) => !path.some(Number.isInteger)).length;
  const placed = errors.length > whole ? [errors.some(({ path = [] }) => path.length > entityDepth) ? 'one a field' : 'one a clone'] : [];
  return `${status === 200 ? '' : `HTTP ${status}, `}${[...(whole > 0 ? [whole] : []), ...placed].join(' and ')}: ${codes}`;
}

/** `clones`, its index, `lifecycle`: what is longer is a field's path. */
const entityDepth = 3;
