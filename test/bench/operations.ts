import type pg from 'pg';
import { storedGraph } from '../../src/strategy/storedGraph.ts';
import { benchGraph, cloneId, clonesOfAnOwner, ownerOf, versionId, wordOf } from './dataSet.ts';
import type { Request } from './load.ts';

/** What operations are made of: the data set, and tokens of its callers. */
export interface World {
  readonly clones: number;
  readonly client: pg.Client;
  /** Tokens of the owners of the first clones, in order. */
  readonly ownerTokens: readonly string[];
  /** A service's token, with the scopes clone:read and strategy:read. */
  readonly engineToken: string;
}

export interface Prepared {
  readonly requests: readonly Request[];
  /** After they were answered: throws when the database doesn't hold what they wrote. */
  readonly check: () => Promise<void>;
}

export interface Operation {
  readonly name: string;
  readonly writes: boolean;
  /** Makes the next `count` requests; for writes also brings the rows into the state that they need. */
  prepare(world: World, count: number): Promise<Prepared>;
}

const profile = 'publicProfile { name description imageUrl shownAssets moderationStatus }';

export const operations: readonly Operation[] = [
  read(
    'entitiesClone',
    `query entitiesClone($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { id createdAt updatedAt ${profile}
    activeStrategyVersion { id number publishedAt contentHash } } } }`,
    ({ clones, engineToken }) => ({
      token: engineToken,
      variables: { r: someOf(clones, 20).map((index) => ({ __typename: 'Clone', id: cloneId(index) })) },
    }),
  ),
  read(
    'entitiesSummary',
    `query entitiesSummary($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { cloneId state nextAction } } }`,
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
    'myClones',
    `query myClones { myClones(first: 50) { nodes { id createdAt ${profile} lifecycle { setup { complete steps { kind done } } } } pageInfo { hasNextPage } } }`,
    ({ ownerTokens }) => ({ token: ownerTokens[below(ownerTokens.length)] ?? null, variables: {} }),
  ),
  read(
    'strategyVersion',
    `query strategyVersion($id: ID!) { strategyVersion(id: $id) { id number isActive publishedAt graph {
    dataStreams { blockId stream interval parameters } assets { blockId symbols } tradingPrompts { blockId prompt } connections { from to } } } }`,
    ({ clones, engineToken }) => ({ token: engineToken, variables: { id: versionId(below(clones)) } }),
  ),
  read(
    'publicClones',
    `query publicClones($search: String) { publicClones(first: 20, search: $search) { nodes { id owner { id } ${profile} } pageInfo { hasNextPage } } }`,
    ({ clones }) => ({ token: null, variables: { search: wordOf(below(clones)) } }),
  ),
  {
    name: 'saveStrategyDraft',
    writes: true,
    async prepare(world, count) {
      const drafts = await someDrafts(world, count);
      const query =
        'mutation saveStrategyDraft($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { revision updatedAt graph { tradingPrompts { prompt } } } errors { code } } }';
      return {
        requests: drafts.map(({ id, revision, token }) =>
          request('saveStrategyDraft', query, token, {
            input: { cloneId: id, expectedRevision: revision, graph: benchGraph(` Draft ${revision + 1}.`) },
          }),
        ),
        check: () =>
          demand(
            world,
            'every save added one to its revision',
            drafts,
            'SELECT count(*) = cardinality($1) AS holds FROM unnest($1::uuid[], $2::int[]) AS was (id, revision) JOIN clone_strategy_drafts d ON d.clone_id = was.id AND d.revision = was.revision + 1',
          ),
      };
    },
  },
  {
    name: 'publishStrategy',
    writes: true,
    async prepare(world, count) {
      const drafts = await someDrafts(world, count);
      const graphs = drafts.map(({ revision }) =>
        JSON.stringify(storedGraph(benchGraph(` Version of ${revision + 1}.`))),
      );
      await world.client.query(
        'UPDATE clone_strategy_drafts d SET revision = d.revision + 1, graph = edit.graph FROM unnest($1::uuid[], $2::text[]) AS edit (id, graph) WHERE d.clone_id = edit.id',
        [drafts.map(({ id }) => id), graphs],
      );
      const query =
        'mutation publishStrategy($input: PublishStrategyInput!) { publishStrategy(input: $input) { created strategyVersion { id number publishedAt contentHash } errors { code } } }';
      return {
        requests: drafts.map(({ id, revision, token }) =>
          request('publishStrategy', query, token, {
            input: { cloneId: id, expectedRevision: revision + 1, note: 'From the benchmark' },
          }),
        ),
        check: () =>
          demand(
            world,
            'every publication added a version and made it the active one',
            drafts,
            'SELECT count(*) = cardinality($1) AS holds FROM unnest($1::uuid[], $2::int[]) AS was (id, version) JOIN clones c ON c.id = was.id JOIN clone_strategy_versions v ON v.id = c.active_version_id AND v.number = was.version + 1',
            'number',
          ),
      };
    },
  },
];

type Call = Pick<Request, 'token'> & { readonly variables: object };

function read(name: string, query: string, call: (world: World) => Call): Operation {
  return {
    name,
    writes: false,
    prepare: async (world, count) => ({
      requests: Array.from({ length: count }, () => {
        const { token, variables } = call(world);
        return request(name, query, token, variables);
      }),
      check: async () => {},
    }),
  };
}

function request(operationName: string, query: string, token: string | null, variables: object): Request {
  return { token, body: JSON.stringify({ operationName, query, variables }) };
}

interface Draft {
  readonly id: string;
  readonly revision: number;
  readonly number: number;
  readonly token: string;
}

/** Drafts of different clones as they are now, so that no two requests at once want the same one. */
async function someDrafts({ client, ownerTokens }: World, count: number): Promise<Draft[]> {
  const most = ownerTokens.length * clonesOfAnOwner;
  if (count > most)
    throw new Error(
      `a slice of writes has at most ${most} requests with this data set: one for each clone of the owners`,
    );
  const ids = someOf(most, count).map(cloneId);
  const { rows } = await client.query(
    'SELECT d.clone_id AS id, d.revision, v.number, c.owner_id FROM clone_strategy_drafts d JOIN clones c ON c.id = d.clone_id JOIN clone_strategy_versions v ON v.id = c.active_version_id WHERE d.clone_id = ANY ($1)',
    [ids],
  );
  const tokens = new Map(ownerTokens.map((token, owner) => [ownerOf(owner * clonesOfAnOwner), token]));
  return rows.map(({ id, revision, number, owner_id: owner }) => ({
    id,
    revision,
    number,
    token: tokens.get(owner) ?? '',
  }));
}

async function demand(
  { client }: World,
  what: string,
  drafts: readonly Draft[],
  sql: string,
  counter: 'revision' | 'number' = 'revision',
): Promise<void> {
  const { rows } = await client.query(sql, [drafts.map(({ id }) => id), drafts.map((draft) => draft[counter])]);
  if (rows[0].holds !== true) throw new Error(`it does not hold that ${what}`);
}

function someFacts(): Record<string, string> {
  const pick = (...values: readonly string[]): string => values[below(values.length)] ?? 'NONE';
  return {
    auditionStatus: pick('NONE', 'RUNNING', 'PASSED', 'FAILED'),
    queueStatus: pick('NONE', 'WAITING', 'PROMOTED'),
    arenaStatus: pick('NONE', 'COMPETING', 'RETIRED'),
  };
}

/** `count` different numbers below `limit`. */
function someOf(limit: number, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(below(limit));
  return [...chosen];
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}
