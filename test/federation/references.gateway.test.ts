import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGateway } from './askGateway.ts';
import { createKnownClones, knownPrompt, recordFacts, type KnownClone } from './createKnownClones.ts';
import { gatewayKinds, type GatewayUnderTest } from './gateways/gatewayKinds.ts';
import { cloneFields, judge, type AnsweredClone } from './judge.ts';
import type { Representation } from './startFaultFront.ts';
import { startFederation, type Federation } from './startFederation.ts';
import { trueLifecycle, type Facts, type Source } from './trueLifecycle.ts';

let federation: Federation;
let token: string;
let hundred: readonly KnownClone[];
let twenty: readonly KnownClone[];
/** The audition of this one of the twenty names this version, which doesn't exist. */
const [stray, strayId] = [7, randomUUID()];

beforeAll(async () => {
  federation = await startFederation();
  token = await federation.token('engine', 'clone:read', 'strategy:read');
  const some: readonly Facts[] = [
    { audition: 'RUNNING', queue: 'NONE', arena: 'NONE' },
    { audition: 'FAILED', queue: 'NONE', arena: 'NONE' },
    { audition: 'PASSED', queue: 'PROMOTED', arena: 'COMPETING' },
    { audition: 'VOIDED', queue: 'WAITING', arena: 'RETIRED' },
  ];
  const wanted = Array.from({ length: 30 }, () => some).flat();
  const clones = await createKnownClones(
    federation,
    wanted.map((facts, index) => ({ facts, complete: index < 30 })),
  );
  [twenty, hundred] = [clones.slice(0, 20), clones.slice(20)];
  for (const clone of twenty.slice(stray, stray + 1))
    recordFacts(federation.contributors, { ...clone, versionId: strayId });
});

afterAll(() => federation.close());

describe.each(gatewayKinds)('through $gateway', ({ start }) => {
  let running: GatewayUnderTest;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
  });

  afterAll(() => running.close());

  /**
   * Sends a query while the sources in `failing` answer HTTP 500; returns the clones in order, and the summaries that
   * each subgraph was asked for.
   */
  async function ask(query: string, variables: Readonly<Record<string, unknown>>, failing: readonly Source[]) {
    const requestId = randomUUID();
    for (const source of failing) federation.fronts[source].fail(requestId, { kind: 'http500' });
    const { data } = await askGateway<Readonly<Record<string, AnsweredClone | readonly AnsweredClone[]>>>(
      running.url,
      query,
      { token, requestId, variables },
    );
    const requests = Object.values(federation.fronts).flatMap((front) =>
      front.requests.filter((request) => request.requestId === requestId),
    );
    const summaries = requests.flatMap(({ subgraph, asked }) =>
      Object.values(asked).flatMap((list) => (isSummaries(list) ? [{ subgraph, list }] : [])),
    );
    return { answered: Object.values(data ?? {}).flat(), summaries };
  }

  const isSummaries = (list: readonly Representation[]) => list[0]?.['__typename'] === 'LifecycleSummary';

  it.each([[[]], [['audition']], [['queue', 'arena']]] as const)(
    'a hundred clones take one call to each subgraph, and every answer is right, with %j failing',
    async (failing) => {
      const { answered, summaries } = await ask(
        `query ($ids: [ID!]!) { clones(ids: $ids) { ${cloneFields} } }`,
        { ids: hundred.map(({ id }) => id) },
        failing,
      );
      const isAsked = summaries.some(({ subgraph }) => subgraph === 'clone');
      expect(
        hundred.flatMap(
          (clone, index) =>
            judge(clone, answered[index], { failing, asked: isAsked || failing.length === 0, cloneFailed: false })
              .faults,
        ),
      ).toEqual([]);
      const calls = summaries.map(({ subgraph, list }) => `${subgraph}: ${list.length}`).toSorted();
      expect(calls).toEqual(['arena: 100', 'audition: 100', ...(isAsked ? ['clone: 100'] : []), 'queue: 100']);
    },
  );

  it.each([[[]], [['audition']]] as const)(
    'a clone that is selected several times has the same right answer each time, with %j failing',
    async (failing) => {
      const [one, other] = hundred.slice(2);
      if (!one || !other) throw new Error('there are a hundred');
      const { answered, summaries } = await ask(
        `query ($ids: [ID!]!, $id: ID!) { clones(ids: $ids) { ${cloneFields} } first: clone(id: $id) { ${cloneFields} } second: clone(id: $id) { ${cloneFields} } }`,
        { ids: [one.id, other.id, one.id], id: one.id },
        failing,
      );
      const isAsked = failing.length === 0 || summaries.some(({ subgraph }) => subgraph === 'clone');
      const faults = [one, other, one, one, one].flatMap(
        (clone, index) => judge(clone, answered[index], { failing, asked: isAsked, cloneFailed: false }).faults,
      );
      expect(faults).toEqual([]);
      expect(answered).toHaveLength(5);
    },
  );

  it('an unknown version id among twenty leaves only the fields of that version null', async () => {
    const { answered } = await ask(
      'query ($ids: [ID!]!) { clones(ids: $ids) { id lifecycle { state setup { complete } latestAudition { id strategyVersion { id number } } } } }',
      { ids: twenty.map(({ id }) => id) },
      [],
    );
    const right = twenty.map(({ id, facts, versionId }, index) => ({
      id,
      lifecycle: {
        state: trueLifecycle(facts, true, []).state,
        setup: { complete: true },
        latestAudition: {
          id: `audition-${id}`,
          strategyVersion: index === stray ? { id: strayId, number: null } : { id: versionId, number: 1 },
        },
      },
    }));
    expect(answered).toEqual(right);
  });

  it('an engine can read the version that an audition ran, with its graph, from the audition', async () => {
    const [clone] = twenty;
    const { answered } = await ask(
      'query ($id: ID!) { clone(id: $id) { lifecycle { latestAudition { strategyVersion { cloneId isActive graph { tradingPrompts { prompt } } } } } } }',
      { id: clone?.id },
      [],
    );
    const strategyVersion = {
      cloneId: clone?.id,
      isActive: true,
      graph: { tradingPrompts: [{ prompt: knownPrompt }] },
    };
    expect(answered).toEqual([{ lifecycle: { latestAudition: { strategyVersion } } }]);
  });
});
