import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange, gql as urqlGql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apolloCache, urqlCache } from '../../doc/examples/clientCaches.ts';
import { askGraph, type Ask } from '../../src/demo/askGraph.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { graphFields } from '../strategy/strategyCalls.ts';

// oxlint-disable-next-line no-explicit-any -- tests read responses by path
type Data = any;

const folder = mkdtempSync(join(tmpdir(), 'client-caches-'));
let service: Awaited<ReturnType<typeof startService>>;
let ask: Ask;
let headers: { readonly authorization: string };
let cloneId: string;

beforeAll(async () => {
  copyEmbedded(folder);
  service = await startService(readSettings({ PORT: '0', DATA_DIR: folder }), pino({ level: 'silent' }));
  const token = (await service.signToken?.({ sub: 'alice' })) ?? '';
  headers = { authorization: `Bearer ${token}` };
  ask = askGraph(`${service.url}/graphql`, token);
  const created: Data = await ask(
    'mutation { createClone(input: { name: "Cached", modelId: "swift-1" }) { clone { id } } }',
  );
  cloneId = created.createClone.clone.id;
  await publish(0, 'The first prompt.');
  await ask('mutation ($id: ID!) { selectModel(input: { cloneId: $id, modelId: "swift-2" }) { errors { code } } }', {
    id: cloneId,
  });
  await publish(1, 'The second prompt.');
  await save(2, 'The draft’s prompt.');
  // Two checkpoints, and the draft as it was.
  await ask(
    `mutation ($id: ID!) {
      discardStrategyDraft(input: { cloneId: $id, expectedRevision: 3 }) { errors { code } }
      revertStrategyDraft(input: { cloneId: $id, toRevision: 3, expectedRevision: 4 }) { errors { code } }
    }`,
    { id: cloneId },
  );
});

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

async function save(expectedRevision: number, prompt: string): Promise<void> {
  const saved: Data = await ask(
    'mutation ($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }',
    { input: { cloneId, expectedRevision, graph: sampleGraph(prompt) } },
  );
  expect(saved.saveStrategyDraft.errors).toEqual([]);
}

async function publish(revision: number, prompt: string): Promise<void> {
  await save(revision, prompt);
  const published: Data = await ask(
    'mutation ($input: PublishStrategyInput!) { publishStrategy(input: $input) { errors { code } } }',
    { input: { cloneId, expectedRevision: revision + 1 } },
  );
  expect(published.publishStrategy.errors).toEqual([]);
}

/** A clone whose draft and two versions have blocks with the same ids, but a different prompt and model each. */
const read = `query ($id: ID!) {
  clone(id: $id) {
    id model { modelId displayName tier available }
    strategyDraft { cloneId revision ${graphFields} changesSinceActive { subject subjectId before after } }
    strategyVersions { nodes { id number model { modelId displayName tier available } ${graphFields} changesSince { subject subjectId before after } } }
  }
  strategyCatalog { models { id displayName tier available } }
}`;

/** Two requests, the versions first: a cache that merges blocks by id alone would then show the draft's prompt in the versions. */
const versionsFirst = `query ($id: ID!) { clone(id: $id) { id strategyVersions { nodes { id ${graphFields} } } } }`;

describe('a client’s cache with default settings returns a draft and its versions', () => {
  it('as they were in the response, with Apollo Client', async () => {
    const answered = await ask(read, { id: cloneId });
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: `${service.url}/graphql`, headers }),
    });
    await client.query({ query: gql(versionsFirst), variables: { id: cloneId } });
    await client.query({ query: gql(read), variables: { id: cloneId } });
    expect(withoutTypenames(client.readQuery({ query: gql(read), variables: { id: cloneId } }))).toEqual(answered);
    expect(withoutTypenames(client.readQuery({ query: gql(versionsFirst), variables: { id: cloneId } }))).toEqual(
      await ask(versionsFirst, { id: cloneId }),
    );
  });

  it('as they were in the response, with urql', async () => {
    const answered = await ask(read, { id: cloneId });
    const client = new Client({
      url: `${service.url}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers },
      exchanges: [cacheExchange(), fetchExchange],
    });
    await client.query(urqlGql(versionsFirst), { id: cloneId }).toPromise();
    await client.query(urqlGql(read), { id: cloneId }).toPromise();
    expect(withoutTypenames(client.readQuery(urqlGql(read), { id: cloneId })?.data)).toEqual(answered);
    expect(withoutTypenames(client.readQuery(urqlGql(versionsFirst), { id: cloneId })?.data)).toEqual(
      await ask(versionsFirst, { id: cloneId }),
    );
  });
});

/** Two operations that read different parts of the same objects. */
const parts = [
  `query Names($id: ID!) { clone(id: $id) { id publicProfile { name } lifecycle { cloneId setup { complete } } strategyDraft { cloneId revision } entitlement { cloneId maxAssets } } }`,
  `query More($id: ID!) { clone(id: $id) { id publicProfile { description } lifecycle { cloneId setup { steps { kind done } } } strategyDraft { cloneId updatedAt ${graphFields} } entitlement { cloneId maxDataStreams } } }`,
];
const pageOfVersions =
  'query Page($id: ID!, $after: String) { clone(id: $id) { id strategyVersions(first: 1, after: $after) { edges { cursor node { id number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }';
const pageOfCheckpoints =
  'query Page($id: ID!, $after: String) { clone(id: $id) { id strategyDraft { cloneId checkpoints(first: 1, after: $after) { edges { cursor node { revision } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }';
const revisionsOf = (data: Data): number[] =>
  data.clone.strategyDraft.checkpoints.edges.map(({ node }: Data) => node.revision);
const numbersOf = (data: Data): number[] => data.clone.strategyVersions.edges.map(({ node }: Data) => node.number);

describe('a client’s cache with the settings of doc/examples/clientCaches.ts', () => {
  it('merges what several operations read of an object, and merges pages, in Apollo Client', async () => {
    const client = new ApolloClient({
      cache: apolloCache(),
      link: new HttpLink({ uri: `${service.url}/graphql`, headers }),
    });
    for (const query of parts) await client.query({ query: gql(query), variables: { id: cloneId } });
    for (const query of parts)
      expect(withoutTypenames(client.readQuery({ query: gql(query), variables: { id: cloneId } }))).toEqual(
        await ask(query, { id: cloneId }),
      );
    const list = client.watchQuery<Data>({ query: gql(pageOfVersions), variables: { id: cloneId } });
    const first = await client.query<Data>({ query: gql(pageOfVersions), variables: { id: cloneId } });
    await list.fetchMore({ variables: { after: first.data.clone.strategyVersions.pageInfo.endCursor } });
    expect(numbersOf(client.readQuery({ query: gql(pageOfVersions), variables: { id: cloneId } }))).toEqual([2, 1]);
    const drafts = client.watchQuery<Data>({ query: gql(pageOfCheckpoints), variables: { id: cloneId } });
    const newest = await client.query<Data>({ query: gql(pageOfCheckpoints), variables: { id: cloneId } });
    await drafts.fetchMore({ variables: { after: newest.data.clone.strategyDraft.checkpoints.pageInfo.endCursor } });
    const joined = client.readQuery({ query: gql(pageOfCheckpoints), variables: { id: cloneId } });
    expect(revisionsOf(joined)).toEqual([4, 3]);
  });

  it('merges what several operations read of an object, and merges pages, in urql', async () => {
    const client = new Client({
      url: `${service.url}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers },
      exchanges: [urqlCache(), fetchExchange],
    });
    for (const query of parts) await client.query(urqlGql(query), { id: cloneId }).toPromise();
    for (const query of parts)
      expect(withoutTypenames(client.readQuery(urqlGql(query), { id: cloneId })?.data)).toEqual(
        await ask(query, { id: cloneId }),
      );
    const first = await client.query(urqlGql<Data>(pageOfVersions), { id: cloneId }).toPromise();
    const second = await client
      .query(urqlGql<Data>(pageOfVersions), {
        id: cloneId,
        after: first.data.clone.strategyVersions.pageInfo.endCursor,
      })
      .toPromise();
    expect(numbersOf(second.data)).toEqual([2, 1]);
    const newest = await client.query(urqlGql<Data>(pageOfCheckpoints), { id: cloneId }).toPromise();
    const after = newest.data.clone.strategyDraft.checkpoints.pageInfo.endCursor;
    const joined = await client.query(urqlGql<Data>(pageOfCheckpoints), { id: cloneId, after }).toPromise();
    expect(revisionsOf(joined.data)).toEqual([4, 3]);
  });
});

/** Two versions of a catalog, answered without a service: in the second a model has another name and is no longer offered. */
const catalogQuery =
  'query Models($version: String) { strategyCatalog(version: $version) { version models { id displayName available } } }';
const catalogs = [
  { version: '1', displayName: 'Swift', available: true },
  { version: '2', displayName: 'Swift, retired', available: false },
].map(({ version, ...model }) => ({ version, models: [{ id: 'swift', ...model }] }));
const answerCatalog: typeof fetch = async (_, init) => {
  const { version }: { version: string } = JSON.parse(String(init?.body)).variables;
  const catalog = catalogs.find((one) => one.version === version);
  const models = catalog?.models.map((model) => ({ __typename: 'Model', ...model }));
  return Response.json({ data: { strategyCatalog: { __typename: 'StrategyCatalog', version, models } } });
};

describe('a client’s cache with these settings keeps the models of two catalogs apart', () => {
  it('in Apollo Client', async () => {
    const link = new HttpLink({ uri: 'http://service.test/graphql', fetch: answerCatalog });
    const client = new ApolloClient({ cache: apolloCache(), link });
    const query = gql(catalogQuery);
    for (const { version } of catalogs) await client.query({ query, variables: { version } });
    const kept = catalogs.map(({ version }) => client.readQuery<Data>({ query, variables: { version } }));
    expect(withoutTypenames(kept)).toEqual(catalogs.map((strategyCatalog) => ({ strategyCatalog })));
  });

  it('in urql', async () => {
    const client = new Client({
      url: 'http://service.test/graphql',
      preferGetMethod: false,
      fetch: answerCatalog,
      exchanges: [urqlCache(), fetchExchange],
    });
    const query = urqlGql<Data>(catalogQuery);
    for (const { version } of catalogs) await client.query(query, { version }).toPromise();
    const kept = catalogs.map(({ version }) => client.readQuery(query, { version })?.data);
    expect(withoutTypenames(kept)).toEqual(catalogs.map((strategyCatalog) => ({ strategyCatalog })));
  });
});

/** A plain copy: the caches' objects are frozen or have no prototype. */
function withoutTypenames(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member: unknown) => (key === '__typename' ? undefined : member)));
}
