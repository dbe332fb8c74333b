import { randomUUID } from 'node:crypto';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSdl } from '../../src/demo/gateway/fetchSdl.ts';
import { askGateway } from './askGateway.ts';
import { createKnownClones, owner, type KnownClone } from './createKnownClones.ts';
import { composers, type Composer } from './gateways/composers.ts';
import { gatewayKinds, type GatewayKind, type GatewayUnderTest } from './gateways/gatewayKinds.ts';
import { cloneFields, judge, type AnsweredClone } from './judge.ts';
import { plannedQueries } from './queries.ts';
import type { Representation, SubgraphRequest } from './startFaultFront.ts';
import { startFederation, type Federation, type SubgraphName } from './startFederation.ts';

type Query = keyof typeof plannedQueries;
type Fetches = Readonly<Record<SubgraphName, number>>;

/** Requests to each subgraph. Every client would wait for an additional hop. */
const fetches: Readonly<Record<Query, Readonly<Record<GatewayKind['gateway'], Fetches>>>> = {
  summary: everywhere({ clone: 2, audition: 1, queue: 1, arena: 1 }),
  dashboard: everywhere({ clone: 2, audition: 1, queue: 1, arena: 1 }),
  // The router's engine asks for state and version in one document.
  version: {
    ...everywhere({ clone: 3, audition: 1, queue: 1, arena: 1 }),
    'Hive, router engine': { clone: 2, audition: 1, queue: 1, arena: 1 },
  },
  contest: everywhere({ clone: 1, audition: 1, queue: 1, arena: 1 }),
};

function everywhere(each: Fetches): Readonly<Record<GatewayKind['gateway'], Fetches>> {
  return { 'Apollo Gateway': each, 'Hive, default engine': each, 'Hive, router engine': each };
}

let federation: Federation;
let clones: readonly KnownClone[];

beforeAll(async () => {
  federation = await startFederation();
  const one = { audition: 'PASSED', queue: 'WAITING', arena: 'COMPETING' };
  clones = await createKnownClones(
    federation,
    Array.from({ length: 3 }, () => ({ facts: one, complete: true })),
  );
});

afterAll(() => federation.close());

describe.each(Object.keys(composers) as Composer[])('%s', (composer) => {
  it('composes the SDL of the four subgraphs without an error or a hint', async () => {
    const subgraphs = await Promise.all(Object.values(federation.fronts).map(fetchSdl));
    expect(composers[composer](subgraphs)).toEqual({
      errors: [],
      hints: [],
      supergraph: expect.stringContaining('type LifecycleSummary'),
    });
  });

  it.each(gatewayKinds)('makes a supergraph that $gateway can run', async ({ start }) => {
    const gateway = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000, composer });
    const { data, errors } = await askGateway<{ clones: AnsweredClone[] }>(
      gateway.url,
      `query ($ids: [ID!]!) { clones(ids: $ids) { ${cloneFields} } }`,
      {
        token: await federation.token('contest', 'clone:read'),
        variables: { ids: clones.map(({ id }) => id) },
      },
    );
    await gateway.close();
    expect(errors).toEqual([]);
    expect(
      clones.flatMap(
        (clone, index) => judge(clone, data?.clones[index], { failing: [], asked: true, cloneFailed: false }).faults,
      ),
    ).toEqual([]);
  });
});

describe.each(gatewayKinds)('$gateway', ({ gateway, start }) => {
  let running: GatewayUnderTest;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
  });

  afterAll(() => running.close());

  it.each(Object.keys(plannedQueries) as Query[])(
    'answers the %s query with exactly the recorded requests',
    async (name) => {
      const { asks, query } = plannedQueries[name];
      const callers = {
        owner: () => federation.token(owner),
        engine: () => federation.token('engine', 'clone:read', 'strategy:read'),
      };
      const requestId = randomUUID();
      const variables = query.includes('$ids') ? { ids: clones.map(({ id }) => id) } : {};
      const { errors } = await askGateway(running.url, query, {
        requestId,
        variables,
        token: asks === null ? null : await callers[asks](),
      });
      expect(errors).toEqual([]);
      const requests = Object.values(federation.fronts).flatMap((front) =>
        front.requests.filter((request) => request.requestId === requestId),
      );
      expect(countBySubgraph(requests)).toEqual(fetches[name][gateway]);
      const plan = running.lastPlan();
      const record = [
        ...requests.toSorted(inOrder).map(describeRequest),
        ...(plan === null ? [] : [`# The planner's plan\n\n${plan}\n`]),
      ].join('\n');
      await expect(record).toMatchFileSnapshot(`plans/${gateway.replaceAll(/\W+/g, '-').toLowerCase()}/${name}.txt`);
    },
  );
});

function countBySubgraph(requests: readonly SubgraphRequest[]): Fetches {
  const count = (name: SubgraphName) => requests.filter(({ subgraph }) => subgraph === name).length;
  return { clone: count('clone'), audition: count('audition'), queue: count('queue'), arena: count('arena') };
}

/**
 * Orders requests by what they need: nothing, keys, facts. Those sent together arrive in any order, so they are sorted
 * by their text.
 */
function inOrder(one: SubgraphRequest, other: SubgraphRequest): number {
  const fields = ({ asked }: SubgraphRequest) =>
    Math.max(
      0,
      ...Object.values(asked)
        .flat()
        .map((each) => Object.keys(each).length),
    );
  return fields(one) - fields(other) || (describeRequest(one) < describeRequest(other) ? -1 : 1);
}

/** A request as it is recorded: what is fetched, and which representations the gateway sends with it. */
function describeRequest({ subgraph, asked, document }: SubgraphRequest): string {
  const sent = Object.entries(asked).map(
    ([alias, list]) => `${alias}: ${list.length} × ${describeRepresentation(list[0])}`,
  );
  return `# To ${subgraph}${sent.length === 0 ? '' : ` with ${sent.join('; ')}`}\n\n${print(parse(document))}\n`;
}

function describeRepresentation({ __typename, ...fields }: Representation = {}): string {
  return `${String(__typename)}(${Object.keys(fields).toSorted().join(', ')})`;
}
