import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type RunningGateway } from '../../../src/demo/gateway/startGateway.ts';

interface Caller {
  readonly authorization: string | null;
  readonly traceparent: unknown;
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Starts a real subgraph, whose context names the caller. */
async function startSubgraph(sdl: string, resolvers: object) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(`${link} ${sdl}`), resolvers: { ...resolvers } }]);
  const apollo = new ApolloServer<Caller>({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(apollo, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => {
      await delay(10); // so that requests sent together are in flight together
      return { authorization: req.headers.authorization ?? null, traceparent: req.headers['traceparent'] };
    },
  });
  return { url, close: () => apollo.stop() };
}

const startCallers = () =>
  startSubgraph('type Query { me: Me } type Me @key(fields: "id") { id: ID! caller: String trace: String }', {
    Query: { me: () => ({ id: '1' }) },
    Me: {
      caller: (_me: object, _arguments: object, context: Caller) => context.authorization,
      trace: (_me: object, _arguments: object, context: Caller) => context.traceparent,
    },
  });

/** Sends `body` as it is; returns the whole response as text. */
async function send(body: string): Promise<string> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return response.text();
}

let changes = 0;

const startScores = () =>
  startSubgraph(
    'type Query { scored(by: Int!): Int named(id: ID!): String } type Mutation { change: Int } type Me @key(fields: "id") { id: ID! score: Int hangs: Int }',
    {
      Query: {
        named: (_query: object, { id }: { readonly id: string }) => id,
        scored: () => {
          throw new GraphQLError('Thirteen is not scored.');
        },
      },
      Mutation: { change: () => (changes += 1) },
      Me: { __resolveReference: (me: object) => me, score: () => 7, hangs: () => new Promise(() => {}) },
    },
  );

let callers: Awaited<ReturnType<typeof startSubgraph>>;
let scores: Awaited<ReturnType<typeof startSubgraph>>;
let gateway: RunningGateway;

beforeAll(async () => {
  [callers, scores] = await Promise.all([startCallers(), startScores()]);
  gateway = await startGateway({
    subgraphs: addresses(callers, scores),
    port: 0,
    examples: [{ name: 'me', asks: 'alice', query: '{ me { id } }' }],
  });
});

afterAll(async () => {
  await gateway.close();
  await Promise.all([callers.close(), scores.close()]);
});

const addresses = (first: { readonly url: string }, second: { readonly url: string }) => [
  { name: 'callers', url: first.url },
  { name: 'scores', url: second.url },
];

async function ask(query: string, authorization?: string, { url } = gateway): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const extensionsOf = (answer: unknown) =>
  (answer as { readonly errors: readonly { readonly extensions: object }[] }).errors.map(({ extensions }) =>
    Object.keys(extensions).toSorted(),
  );

describe('the gateway', () => {
  it("passes a caller's traceparent on", async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent },
      body: JSON.stringify({ query: '{ me { trace } }' }),
    });
    expect(await response.json()).toEqual({ data: { me: { trace: traceparent } } });
  });

  it("never gives one caller another's answer when both send the same query at the same moment", async () => {
    const tokens = ['Bearer a', undefined, 'Bearer b', 'Bearer c', 'Bearer a', undefined];
    for (let round = 0; round < 10; round++) {
      const order = tokens.toSorted(() => Math.random() - 0.5);
      const answers = await Promise.all(order.map((token) => ask('{ me { caller } }', token)));
      expect(answers).toEqual(order.map((token) => ({ data: { me: { caller: token ?? null } } })));
    }
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', '{"query":"{ me { secret "}'],
    ['GRAPHQL_PARSE_FAILED', '{"query":"{ me(secret: $) }"}'],
    ['GRAPHQL_VALIDATION_FAILED', '{"query":"{ me { secret } }"}'],
    ['GRAPHQL_VALIDATION_FAILED', '{"query":"{ you(id: 5) { id } secret: scored(by: \\"secret\\") }"}'],
    [
      'BAD_USER_INPUT',
      '{"query":"query ($secret: Int!) { scored(by: $secret) }","variables":{"secret":{"secret":"secret"}}}',
    ],
    ['BAD_USER_INPUT', '{"query":"query ($secret: Int!) { scored(by: $secret) }"}'],
    [
      'OPERATION_RESOLUTION_FAILURE',
      '{"query":"query a { __typename } query b { __typename }","operationName":"secret"}',
    ],
    ['BAD_REQUEST', '{"query":"{ secret'],
    ['BAD_REQUEST', '"secret"'],
    ['BAD_REQUEST', '{"query":"{ __typename }","secret":1}'],
    ['BAD_REQUEST', '{"query":"{ __typename }","variables":"secret"}'],
  ])('does not quote a malformed request: %s, %s', async (code, body) => {
    const text = await send(body);
    expect(JSON.parse(text).errors[0].extensions.code).toBe(code);
    expect(text).not.toContain('secret');
  });

  it('refuses a mutation before it runs if its Accept header cannot be met', async () => {
    const change = (accept: string) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: '{"query":"mutation { change }"}',
      });
    for (const accept of ['text/html', 'application/json;q=0', 'nonsense'])
      expect((await change(accept)).status, accept).toBe(406);
    expect(await (await change('application/json')).json()).toEqual({ data: { change: 1 } });
  });

  it('treats an empty operationName as none', async () => {
    expect(JSON.parse(await send('{"query":"query a { __typename }","operationName":""}'))).toEqual({
      data: { __typename: 'Query' },
    });
  });

  it('refuses numbers as ids', async () => {
    expect(await ask('{ named(id: "7") }')).toEqual({ data: { named: '7' } });
    expect(await ask('{ named(id: 7) }')).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const answer = await send('{"query":"query ($id: ID!) { named(id: $id) }","variables":{"id":9007199254740993}}');
    expect(JSON.parse(answer)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(answer).not.toContain('900719');
  });

  it("passes on a subgraph's refusals in its own words", async () => {
    expect(await ask('{ scored(by: 13) }')).toMatchObject({
      data: { scored: null },
      errors: [{ message: 'Thirteen is not scored.', path: ['scored'] }],
    });
  });

  it('forbids caches to store its responses', async () => {
    expect((await fetch(`${gateway.url}/graphql?query={__typename}`)).headers.get('cache-control')).toBe('no-store');
  });

  it('opens GraphiQL at its root and where a browser opens the API, and examples by name', async () => {
    const location = async (path: string, accept = '*/*') =>
      (await fetch(gateway.url + path, { redirect: 'manual', headers: { accept } })).headers.get('location');
    expect(await location('/')).toBe('/graphiql');
    expect(await location('/graphql', 'text/html,*/*;q=0.8')).toBe('/graphiql');
    expect(await location('/graphql')).toBeNull();
    expect(new URLSearchParams((await location('/show/me'))?.split('?')[1]).get('query')).toBe('{ me { id } }');
    expect((await fetch(`${gateway.url}/show/none`)).status).toBe(404);
  });

  it('survives a malformed path', async () => {
    expect((await fetch(`${gateway.url}//`)).status).toBe(404);
  });

  it('names the port if it is in use', async () => {
    const port = Number(new URL(gateway.url).port);
    await expect(startGateway({ subgraphs: [{ name: 'callers', url: callers.url }], port })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(new RegExp(`^Port ${port}, which the gateway listens on, is in use`)),
    });
  });

  it('answers without a subgraph that takes too long', async () => {
    const answer = await ask('{ me { caller hangs } }', 'Bearer a');
    expect(answer).toMatchObject({ data: { me: { caller: 'Bearer a', hangs: null } } });
    // Hive adds the request to the subgraph: its address, its document and its variables.
    expect(extensionsOf(answer)).toEqual([['code', 'serviceName']]);
  });

  it('answers without a subgraph that is down', async () => {
    const dying = await startScores();
    const partial = await startGateway({ subgraphs: addresses(callers, dying), port: 0 });
    expect(await ask('{ me { score } }', undefined, partial)).toEqual({ data: { me: { score: 7 } } });
    await dying.close();
    expect(await ask('{ me { caller score } }', 'Bearer a', partial)).toMatchObject({
      data: { me: { caller: 'Bearer a', score: null } },
    });
    await partial.close();
  });
});
