import { randomUUID } from 'node:crypto';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGateway } from './askGateway.ts';
import { createKnownClones, owner, type KnownClone } from './createKnownClones.ts';
import { gatewayKinds, type GatewayKind, type GatewayUnderTest } from './gateways/gatewayKinds.ts';
import { plannedQueries } from './queries.ts';
import type { Representation, SubgraphRequest } from './startFaultFront.ts';
import { startFederation, type Federation, type SubgraphName } from './startFederation.ts';

type Query = keyof typeof plannedQueries;
type Fetches = Readonly<Record<SubgraphName, number>>;

/** Requests to each subgraph. A hop more is a hop that every client waits for. */
const fetches: Readonly<Record<Query, Readonly<Record<GatewayKind['gateway'], Fetches>>>> = {
  summary: everywhere({ clone: 2, audition: 1, queue: 1, arena: 1 }),
  dashboard: everywhere({ clone: 2, audition: 1, queue: 1, arena: 1 }),
  version: everywhere({ clone: 2, audition: 1, queue: 0, arena: 0 }),
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
  clones = await createKnownClones(federation, Array.from({ length: 3 }, () => ({ facts: one, complete: true })));
});

afterAll(() => federation.close());

describe.each(gatewayKinds)('$gateway', ({ gateway, start }) => {
  let running: GatewayUnderTest;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
  });

  afterAll(() => running.close());

  it.each(Object.keys(plannedQueries) as Query[])('answers the %s query with no hop more than recorded', async (name) => {
    const { asks, query } = plannedQueries[name];
    const callers = { owner: () => federation.token(owner), engine: () => federation.token('engine', 'clone:read', 'strategy:read') };
    const requestId = randomUUID();
    const variables = query.includes('$ids') ? { ids: clones.map(({ id }) => id) } : {};
    const { errors } = await askGateway(running.url, query, { requestId, variables, token: asks === null ? null : await callers[asks]() });
    expect(errors).toEqual([]);
    const requests = Object.values(federation.fronts).flatMap((front) => front.requests.filter((request) => request.requestId === requestId));
    expect(countBySubgraph(requests)).toEqual(fetches[name][gateway]);
    const plan = running.lastPlan();
    const record = [...requests.toSorted(inOrder).map(describeRequest), ...(plan === null ? [] : [`# The planner's plan\n\n${plan}\n`])].join('\n');
    await expect(record).toMatchFileSnapshot(`plans/${gateway.replaceAll(/\W+/g, '-').toLowerCase()}/${name}.txt`);
  });
});

function countBySubgraph(requests: readonly SubgraphRequest[]): Fetches {
  const count = (name: SubgraphName) => requests.filter(({ subgraph }) => subgraph === name).length;
  return { clone: count('clone'), audition: count('audition'), queue: count('queue'), arena: count('arena') };
}

/** By what a request needs: nothing, keys, facts. Those that go out together come in any order, so by their names. */
function inOrder(one: SubgraphRequest, other: SubgraphRequest): number {
  const rank = (request: SubgraphRequest) => `${Object.keys(Object.values(request.asked).flat()[0] ?? {}).length} ${describeRequest(request)}`;
  return rank(one) < rank(other) ? -1 : 1;
}

/** A request as it stands in the record: what is fetched, and what the gateway brings along for it. */
function describeRequest({ subgraph, asked, document }: SubgraphRequest): string {
  const brought = Object.entries(asked).map(([alias, list]) => `${alias}: ${list.length} × ${describeRepresentation(list[0])}`);
  return `# To ${subgraph}${brought.length === 0 ? '' : ` with ${brought.join('; ')}`}\n\n${print(parse(document))}\n`;
}

function describeRepresentation({ __typename, ...fields }: Representation = {}): string {
  return `${String(__typename)}(${Object.keys(fields).toSorted().join(', ')})`;
}
