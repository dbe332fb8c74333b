import { benchGraph, cloneId, clonesOfAnOwner, clonesWithHistory, ownerOf, versionId, wordOf } from './dataSet.ts';
import { below, someOf } from './draw.ts';
import type { Request } from './load.ts';
import type { Operation, World } from './operations.ts';

const profile = 'publicProfile { name description imageUrl shownAssets moderationStatus }';
const graph = `graph { dataStreams { blockId stream interval parameters } assets { blockId symbols }
  tradingPrompts { blockId prompt } connections { from to } }`;
const limits = 'maxDataStreams maxAssets maxPromptCharacters modelTier';
const model = 'model { modelId displayName tier available }';

export const readOperations: readonly Operation[] = [
  read(
    'entitiesClone',
    `($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { id createdAt updatedAt ${profile}
      activeStrategyVersion { id number publishedAt contentHash } } } }`,
    ({ clones, tokens }) => ({ token: tokens.engine, variables: { r: representations('Clone', clones, 20, cloneId) } }),
  ),
  read(
    'entitiesSummary',
    `($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { cloneId state nextAction } } }`,
    ({ clones }) => ({
      token: null,
      variables: {
        r: someOf(clones, 100).map((index) => ({
          __typename: 'LifecycleSummary',
          cloneId: cloneId(index),
          ...someFacts(),
        })),
      },
    }),
  ),
  read(
    'entitiesVersion',
    `($r: [_Any!]!) { _entities(representations: $r) { ... on StrategyVersion { id cloneId number isActive publishedAt
      contentHash ${model} } } }`,
    ({ clones, tokens }) => ({
      token: tokens.engine,
      variables: { r: representations('StrategyVersion', clones, 20, versionId) },
    }),
  ),
  read(
    'entitiesUser',
    `($r: [_Any!]!) { _entities(representations: $r) { ... on User { id clones(first: 5) { nodes { id ${profile} }
      pageInfo { hasNextPage } } } } }`,
    ({ clones }) => {
      const owners = Math.floor(clones / clonesOfAnOwner);
      const idOf = (owner: number): string => ownerOf(owner * clonesOfAnOwner);
      return { token: null, variables: { r: representations('User', owners, Math.min(owners, 10), idOf) } };
    },
  ),
  read(
    'clone',
    `($id: ID!) { clone(id: $id) { id acceptsChanges ${model} entitlement { ${limits} }
      publicProfileDraft { name description imageUrl shownAssets revision moderationStatus }
      strategyDraft { revision updatedAt ${graph} validation { publishable issues { code message path } } hasUnpublishedChanges } } }`,
    (world) => asOwner(world, (index) => ({ id: cloneId(index) })),
  ),
  read('clones', `($ids: [ID!]!) { clones(ids: $ids) { id createdAt owner { id } ${profile} } }`, ({ clones }) => ({
    token: null,
    variables: { ids: someOf(clones, 20).map(cloneId) },
  })),
  read(
    'clonesReadiness',
    `($ids: [ID!]!) { clones(ids: $ids) { id readiness { ready strategyVersionId blockers }
      entitlement { ${limits} violations { limit } } } }`,
    ({ clones, tokens }) => ({ token: tokens.engine, variables: { ids: someOf(clones, 50).map(cloneId) } }),
  ),
  read(
    'versionsPage',
    `($id: ID!) { clone(id: $id) { id strategyVersions(first: 20) { nodes { id number isActive publishedAt contentHash note
      ${model} } pageInfo { hasNextPage } } } }`,
    (world) => asOwner(world, (index) => ({ id: cloneId(index) }), clonesWithHistory),
  ),
  read(
    'auditTrail',
    `($id: ID!) { clone(id: $id) { id auditTrail(first: 20) { nodes { id sequence action actorKind actor at details }
      pageInfo { hasNextPage } } } }`,
    (world) => asOwner(world, (index) => ({ id: cloneId(index) }), clonesWithHistory),
  ),
  read(
    'myClones',
    ` { myClones(first: 50) { nodes { id createdAt ${profile} lifecycle { setup { complete steps { kind done } } } }
      pageInfo { hasNextPage } } }`,
    ({ ownerTokens }) => ({ token: ownerTokens[below(ownerTokens.length)] ?? null, variables: {} }),
  ),
  read(
    'publicClones',
    `($search: String) { publicClones(first: 20, search: $search) { nodes { id owner { id } ${profile} } pageInfo { hasNextPage } } }`,
    ({ clones }) => ({ token: null, variables: { search: wordOf(below(clones)) } }),
  ),
  read(
    'strategyVersion',
    `($id: ID!) { strategyVersion(id: $id) { id number isActive publishedAt ${graph} } }`,
    ({ clones, tokens }) => ({ token: tokens.engine, variables: { id: versionId(below(clones)) } }),
  ),
  read(
    'strategyVersions',
    `($ids: [ID!]!) { strategyVersions(ids: $ids) { id cloneId number isActive contentHash ${graph} } }`,
    ({ clones, tokens }) => ({ token: tokens.engine, variables: { ids: someOf(clones, 20).map(versionId) } }),
  ),
  read(
    'strategyCatalog',
    ` { strategyCatalog { version streams { key displayName description intervals parametersSchema }
      assets { symbol displayName } models { id displayName tier available } baseEntitlement { ${limits} } } }`,
    () => ({ token: null, variables: {} }),
  ),
  read(
    'validateStrategy',
    `($cloneId: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $cloneId, graph: $graph) { publishable
      issues { code severity message blockId path } } }`,
    (world) => asOwner(world, (index) => ({ cloneId: cloneId(index), graph: faultyGraph() })),
  ),
  read(
    'moderationQueue',
    ` { moderationQueue(first: 20) { nodes { id owner { id } publicProfileDraft { name description imageUrl shownAssets revision
      waitingSince } } pageInfo { hasNextPage } } }`,
    ({ tokens }) => ({ token: tokens.moderator, variables: {} }),
  ),
  read('moderationQueueCount', ' { moderationQueueCount }', ({ tokens }) => ({
    token: tokens.moderator,
    variables: {},
  })),
  read('moderationGate', ' { moderationGate }', ({ tokens }) => ({ token: tokens.moderator, variables: {} })),
  read(
    'operatorClones',
    `($filter: OperatorCloneFilter) { operatorClones(first: 20, filter: $filter) { nodes { id status createdAt owner { id }
      publicProfileDraft { name moderationStatus } } pageInfo { hasNextPage } } }`,
    ({ tokens }) => ({
      token: tokens.admin,
      variables: { filter: { status: 'ACTIVE', moderationStatus: 'PENDING' } },
    }),
  ),
  read(
    'cloneEvents',
    ` { cloneEvents(first: 100) { nodes { id cloneId sequence kind at } continueFrom hasMore pending } }`,
    ({ tokens }) => ({ token: tokens.engine, variables: {} }),
  ),
];

type Call = Pick<Request, 'token'> & { readonly variables: object };

function read(name: string, rest: string, call: (world: World) => Call): Operation {
  const document = `query ${name}${rest}`;
  return {
    name,
    document,
    writes: false,
    prepare: async (world, count) => ({
      requests: Array.from({ length: count }, () => {
        const { token, variables } = call(world);
        return { token, body: JSON.stringify({ operationName: name, query: document, variables }) };
      }),
      check: async () => {},
    }),
  };
}

/** A call for one of the owners' clones, or of the first `most`, by its owner. */
function asOwner({ ownerTokens }: World, variables: (index: number) => object, most = Number.POSITIVE_INFINITY): Call {
  const index = below(Math.min(most, ownerTokens.length * clonesOfAnOwner));
  return { token: ownerTokens[Math.floor(index / clonesOfAnOwner)] ?? null, variables: variables(index) };
}

function representations(type: string, limit: number, count: number, idOf: (index: number) => string): object[] {
  return someOf(limit, count).map((index) => ({ __typename: type, id: idOf(index) }));
}

/** An unfinished graph: an unknown asset, and a stream without a connection. */
function faultyGraph(): object {
  const { assets, dataStreams, ...rest } = benchGraph();
  return {
    ...rest,
    assets: assets.map(({ blockId, symbols }) => ({ blockId, symbols: [...symbols, `NO-${below(1_000)}`] })),
    dataStreams: [...dataStreams, { blockId: 'trades', stream: 'trades', interval: '1m', parameters: null }],
  };
}

function someFacts(): Record<string, string> {
  const pick = (...values: readonly string[]): string => values[below(values.length)] ?? 'NONE';
  return {
    auditionStatus: pick('NONE', 'RUNNING', 'PASSED', 'FAILED'),
    queueStatus: pick('NONE', 'WAITING', 'PROMOTED'),
    arenaStatus: pick('NONE', 'COMPETING', 'RETIRED'),
  };
}
