import { once } from 'node:events';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDevelopmentKeys, signDevelopmentToken, type DevelopmentKeys } from '../../src/access/developmentKeys.ts';
import { createVerifier } from '../../src/access/verifyToken.ts';
import { buildHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server/httpServer.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings, type LimitSettings } from '../../src/settings/settings.ts';

const secret = 's'.repeat(32);
const json = { 'content-type': 'application/json' };
/** What Chromium sends when a user opens a link. */
const browser = {
  accept:
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
};
let folder: string;
let keys: DevelopmentKeys;
let alice: string;
let apollo: ApolloServer<{ subject: string | null }>;

/** Ends the `wait` query; `reached` is called when it starts. */
let release: () => void = () => {};
let reached: () => void = () => {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'http-'));
  keys = await openDevelopmentKeys(folder);
  alice = `Bearer ${await signDevelopmentToken(keys, { sub: 'alice' })}`;
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<title>GraphiQL</title>');
  writeFileSync(join(folder, 'page/assets/a.js'), '1');
  apollo = new ApolloServer<{ subject: string | null }>({
    typeDefs:
      'type Query { me: String, fails: String, length(text: String): Int, wait: String } type Mutation { go: Int }',
    resolvers: {
      Query: {
        me: (_parent, _args, { subject }: { subject: string | null }) => subject ?? 'nobody',
        fails: () => Promise.reject(new Error('broken')),
        length: (_parent, { text }: { text: string }) => [...text].length,
        wait: () => {
          const waiting = new Promise<string>((resolve) => (release = () => resolve('done')));
          reached();
          return waiting;
        },
      },
      Mutation: { go: () => 1 },
    },
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
  apollo.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
});
afterAll(async () => {
  await apollo.stop();
  rmSync(folder, { recursive: true });
});

const servers: HttpServer[] = [];
afterEach(async () => {
  release();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Options extends Partial<Omit<HttpServerOptions, 'settings'>> {
  readonly limits?: Partial<LimitSettings>;
  readonly gatewaySecrets?: readonly string[];
}

/** A server on a free port, backed by a real Apollo Server; `lines` are its log. */
async function serve({ limits, gatewaySecrets = [], ...options }: Options = {}) {
  const lines: string[] = [];
  const settings = readSettings({});
  const server = buildHttpServer({
    settings: { ...settings, port: 0, gatewaySecrets, limits: { ...settings.limits, stopDrainMs: 0, ...limits } },
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    verify: createVerifier(keys),
    rates: { take: async () => 0, chargeCost: () => undefined, close: () => {} },
    isReady: async () => ({ ok: true }),
    graphiqlDir: join(folder, 'page'),
    execute: ({ request, caller, onOperation }) => {
      onOperation('query');
      return apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: request,
        context: async () => ({ subject: caller.subject }),
      });
    },
    ...options,
  });
  servers.push(server);
  return { server, lines, url: await server.listen() };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly reused: boolean;
}

/** A raw request, for what `fetch` hides or forbids. */
function ask(url: string, headers: OutgoingHttpHeaders | string[], body: string, agent?: Agent): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/graphql`, { method: 'POST', headers, ...(agent && { agent }) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          reused: request.reusedSocket,
        }),
      );
    });
    request.on('error', reject).end(body);
  });
}

describe('/graphql', () => {
  it('responds to POST and GET, for the caller that the token names', async () => {
    const { url } = await serve();
    expect(await (await post(url, { query: '{ me }' }, { authorization: alice })).json()).toEqual({
      data: { me: 'alice' },
    });
    expect(await (await post(url, { query: '{ me }' })).json()).toEqual({ data: { me: 'nobody' } });
    const got = await fetch(`${url}/graphql?query=%7Bme%7D`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await got.json()).toEqual({ data: { me: 'nobody' } });
  });

  it('rejects a GET that any website could trigger in a browser, and a mutation by GET', async () => {
    const { url } = await serve();
    expect((await fetch(`${url}/graphql?query=%7Bme%7D`)).status).toBe(400);
    const mutation = await fetch(`${url}/graphql?query=mutation%7Bgo%7D`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(mutation.status).toBe(405);
  });

  it('treats empty parameters as absent, by POST and GET', async () => {
    const { url } = await serve();
    const preflight = { headers: { 'apollo-require-preflight': '1' } };
    const query = '{ me }';
    for (const empty of [
      {},
      { operationName: '' },
      { operationName: null },
      { variables: {} },
      { variables: null },
      { extensions: {} },
      { extensions: null },
    ]) {
      expect(await (await post(url, { query, ...empty })).json(), JSON.stringify(empty)).toEqual({
        data: { me: 'nobody' },
      });
    }
    for (const empty of [
      '',
      '&variables',
      '&variables=',
      '&variables={}',
      '&variables=null',
      '&operationName=',
      '&extensions=',
      '&extensions={}',
      '&extensions=null',
      '&operationName=&variables=&extensions=',
    ]) {
      expect(await (await fetch(`${url}/graphql?query=${query}${empty}`, preflight)).json(), empty).toEqual({
        data: { me: 'nobody' },
      });
    }
    const several = 'query A { me } query B { me }';
    const none = await (await post(url, { query: several })).json();
    expect(none).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
    expect(await (await post(url, { query: several, operationName: '' })).json()).toEqual(none);
    expect(await (await fetch(`${url}/graphql?query=${several}&operationName=`, preflight)).json()).toEqual(none);
    expect(await (await fetch(`${url}/graphql?query=${several}&operationName=B`, preflight)).json()).toEqual({
      data: { me: 'nobody' },
    });
  });

  it('rejects a URL with a repeated or malformed parameter', async () => {
    const { url } = await serve();
    for (const search of [
      'variables=&variables=',
      'operationName=&operationName=A',
      'variables=1',
      'variables=[]',
      'variables=x',
      'extensions=0',
      'query=',
    ]) {
      expect(
        (await fetch(`${url}/graphql?query={me}&${search}`, { headers: { 'apollo-require-preflight': '1' } })).status,
        search,
      ).toBe(400);
    }
  });

  it('responds in application/graphql-response+json if the client prefers it, errors included', async () => {
    const { url } = await serve();
    const accept = { accept: 'application/graphql-response+json' };
    for (const response of [await post(url, { query: '{ me }' }, accept), await post(url, '{', accept)]) {
      expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    }
    expect((await post(url, '{')).headers.get('content-type')).toMatch(/^application\/json/);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('rejects %s and names the allowed methods', async (method) => {
    const { url } = await serve();
    const response = await fetch(`${url}/graphql`, { method });
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({
      status: 405,
      allow: 'GET, POST',
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'nonsense' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    {},
  ])('rejects a POST with %j', async (headers) => {
    const { url } = await serve();
    const response = await ask(url, headers, '{"query":"{me}"}');
    expect(response.status).toBe(415);
    expect(JSON.parse(response.body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each(['canary', '{"query": canary', '', '"canary"', '["canary"]', '{"canary":1}', '{"query":{"canary":1}}'])(
    'rejects the body %j without quoting it',
    async (body) => {
      const { url, lines } = await serve();
      const response = await post(url, body);
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(JSON.parse(text).errors[0].extensions.code).toBe('BAD_REQUEST');
      expect(text + lines.join()).not.toContain('canary');
    },
  );

  it('rejects a body that is not UTF-8', async () => {
    const { url } = await serve();
    const body = Buffer.concat([Buffer.from('{"query":"{me}","x":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect((await fetch(`${url}/graphql`, { method: 'POST', headers: json, body })).status).toBe(400);
  });

  it.each([1_024, 8 * 1_048_576])(
    'accepts a body of exactly %i bytes, the limit, and names the limit for one byte more',
    async (maxBodyBytes) => {
      const { url } = await serve({ limits: { maxBodyBytes } });
      const token = { authorization: alice };
      const empty = JSON.stringify({ query: 'query($t: String) { length(text: $t) }', variables: { t: '' } });
      const body = (bytes: number) => empty.replace('"t":""', `"t":"${'x'.repeat(bytes - empty.length)}"`);
      expect(await (await post(url, body(maxBodyBytes), token)).json()).toEqual({
        data: { length: maxBodyBytes - empty.length },
      });
      const chunked = { ...json, ...token, 'transfer-encoding': 'chunked' };
      for (const response of [
        await ask(url, { ...json, ...token }, body(maxBodyBytes + 1)),
        await ask(url, chunked, body(maxBodyBytes * 2)),
      ]) {
        expect(response.status).toBe(413);
        expect(response.headers['content-type']).toMatch(/^application\/json/);
        expect(JSON.parse(response.body).errors[0]).toMatchObject({
          message: expect.stringContaining(String(maxBodyBytes)),
          extensions: { code: 'LIMIT_EXCEEDED' },
        });
      }
    },
  );

  it('accepts less from a caller without a token', async () => {
    const { url } = await serve({ limits: { maxAnonymousBodyBytes: 2_000 } });
    const body = JSON.stringify({ query: '{ me }', variables: { t: 'x'.repeat(2_000) } });
    const refused = await post(url, body);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('2000 bytes'), extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
    expect((await post(url, body, { authorization: alice })).status).toBe(200);
  });

  it('accepts a gateway sending 1,000 representations with facts, without a token', async () => {
    const { url } = await serve();
    const fact = { phase: 'x'.repeat(40), id: 'x'.repeat(40), at: 'x'.repeat(40), reason: 'x'.repeat(100) };
    const representation = {
      __typename: 'Clone',
      id: 'x'.repeat(36),
      audition: fact,
      queueEntry: fact,
      arenaEntry: fact,
    };
    const response = await post(url, {
      query: '{ me }',
      variables: { representations: Array(1_000).fill(representation) },
    });
    expect(await response.json()).toEqual({ data: { me: 'nobody' } });
  });

  it('rejects a document that is too long before parsing it', async () => {
    const { url } = await serve({ limits: { maxDocumentCharacters: 1_000 } });
    const response = await post(url, { query: `{ me } # ${'x'.repeat(1_000)}` });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: 'The document has more characters than MAX_DOCUMENT_CHARACTERS allows (1000).',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
  });

  it('releases the memory of a body after the response, and rejects a body beyond the budget of all', async () => {
    const { url } = await serve({ limits: { maxBodiesBytes: 1_000_000 } });
    const body = (bytes: number) => JSON.stringify({ query: '{ wait }', variables: { t: 'x'.repeat(bytes) } });
    const token = { authorization: alice };
    const started = new Promise<void>((resolve) => (reached = resolve));
    const first = post(url, body(600_000), token);
    await started;
    const refused = await post(url, body(600_000), token);
    expect({ status: refused.status, retry: refused.headers.get('retry-after') }).toEqual({ status: 503, retry: '1' });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect((await post(url, { query: '{ me }' })).status).toBe(200);
    release();
    await (await first).text();
    await expect.poll(async () => (await post(url, body(600_000).replace('wait', 'me'), token)).status).toBe(200);
  });

  it('closes the connection of a body that is too slow', async () => {
    const { url } = await serve({ limits: { bodyTimeoutMs: 100 } });
    const { hostname, port } = new URL(url);
    let text = '';
    const socket = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
    await ended;
    expect(text).toMatch(/^HTTP\/1\.1 408 [^]*connection: close[^]*"code":"TIMEOUT"/i);
  });

  it('limits the requests that one caller has in flight; further ones wait, and other callers do not', async () => {
    const { url } = await serve({ limits: { maxConcurrentPerCaller: 1 } });
    const token = { authorization: alice };
    const started = new Promise<void>((resolve) => (reached = resolve));
    const first = post(url, { query: '{ wait }' }, token);
    await started;
    let isDone = false;
    const second = post(url, { query: '{ me }' }, token).finally(() => (isDone = true));
    expect((await post(url, { query: '{ me }' })).status).toBe(200);
    expect(isDone).toBe(false);
    release();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });

  it('rejects a request that has waited too long for its turn', async () => {
    const { url } = await serve({ limits: { maxConcurrentPerCaller: 1, requestTimeoutMs: 200 } });
    const [first, second] = [post(url, { query: '{ wait }' }), post(url, { query: '{ wait }' })];
    const statuses = [(await first).status, (await second).status].toSorted();
    expect([
      [429, 503],
      [503, 503],
    ]).toContainEqual(statuses);
  });

  it('rejects a caller over the rate limit, and says when to try again', async () => {
    const taken: unknown[] = [];
    const rates = {
      take: async (...args: unknown[]) => taken.push(args) && 7,
      chargeCost: () => undefined,
      close: () => {},
    };
    const { url } = await serve({ rates });
    const response = await post(url, '{"query":"{me}"}', { authorization: alice });
    expect({ status: response.status, retry: response.headers.get('retry-after') }).toEqual({
      status: 429,
      retry: '7',
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    await ask(url, { ...json, 'transfer-encoding': 'chunked' }, '{"query":"{me}"}');
    expect(taken).toEqual([
      ['subject:alice', true, 16],
      ['address:127.0.0.1', false, 1_048_576],
    ]);
  });

  it('responds with TIMEOUT when the request times out', async () => {
    const { url } = await serve({ limits: { requestTimeoutMs: 100 } });
    const response = await post(url, { query: '{ wait }' });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('100 ms'), extensions: { code: 'TIMEOUT' } }],
    });
  });

  it('neither returns nor logs the message of an internal error', async () => {
    const { url, lines } = await serve({ execute: () => Promise.reject(new TypeError('canary')) });
    const response = await post(url, { query: '{ me }' }, { 'x-request-id': 'fault-1' });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'fault-1' } }],
    });
    expect(text + lines.join()).not.toContain('canary');
    expect(lines.join()).toContain('"name":"TypeError"');
  });
});

describe('the caller', () => {
  it('is verified for the whole request: an invalid Authorization header is a 401 with no data', async () => {
    const { url } = await serve();
    for (const authorization of ['Bearer', 'Basic dTpw', 'Bearer a b', `${alice},${alice}`, `${alice}x`, '']) {
      const response = await ask(url, { ...json, authorization }, '{"query":"{me}"}');
      expect(response.status, authorization).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(JSON.parse(response.body)).toEqual({
        errors: [
          { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } },
        ],
      });
    }
  });

  it('is rejected with two Authorization headers', async () => {
    const { url } = await serve();
    const headers = [
      'content-type',
      'application/json',
      'host',
      'localhost',
      'authorization',
      alice,
      'authorization',
      alice,
    ];
    expect((await ask(url, headers, '{"query":"{me}"}')).status).toBe(401);
  });

  it('cannot be verified while the key server is down: 503 and when to try again; requests without a token still work', async () => {
    const verify = createVerifier({ jwksUrl: 'http://127.0.0.1:1/keys', issuer: 'i', audience: 'a' });
    const { url } = await serve({ verify });
    const response = await post(url, { query: '{ me }' }, { authorization: alice });
    expect({ status: response.status, retry: response.headers.get('retry-after') }).toEqual({
      status: 503,
      retry: '5',
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect((await post(url, { query: '{ me }' })).status).toBe(200);
  });

  it('must come through the gateway if secrets are set: any of them is accepted, and none is an identity', async () => {
    const old = 'o'.repeat(32);
    const { url } = await serve({ gatewaySecrets: [old, secret] });
    for (const given of [old, secret]) {
      expect(await (await post(url, { query: '{ me }' }, { 'x-gateway-secret': given })).json()).toEqual({
        data: { me: 'nobody' },
      });
    }
    for (const given of [`${old},${secret}`, 's'.repeat(31), `${secret}s`, '']) {
      const response = await post(url, { query: '{ me }' }, { 'x-gateway-secret': given, authorization: alice });
      expect(response.status, given).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    expect((await post(url, { query: '{ me }' }, { authorization: alice })).status).toBe(401);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('decides what HTTP caches may store: nothing with a token or with errors, and no response is shared between callers', async () => {
    const { url } = await serve();
    const responses = {
      token: await post(url, { query: '{ me }' }, { authorization: alice }),
      errors: await post(url, { query: '{ me fails }' }),
      refused: await post(url, { query: '{' }),
      malformed: await post(url, 'x'),
      unverified: await post(url, { query: '{ me }' }, { authorization: 'x' }),
    };
    for (const [what, response] of Object.entries(responses))
      expect(response.headers.get('cache-control'), what).toBe('no-store');
    const open = await post(url, { query: '{ me }' });
    expect(open.headers.get('cache-control')).toBeNull();
    for (const response of [open, ...Object.values(responses)])
      expect(response.headers.get('vary')).toBe('Accept, Authorization, X-Gateway-Secret');
  });

  it('reaches the executor without the token or the secret', async () => {
    let seen = new HeaderMap();
    const { url } = await serve({
      gatewaySecrets: [secret],
      execute: async ({ request }) => {
        seen = request.headers;
        return {
          headers: new HeaderMap([['content-type', 'application/json']]),
          body: { kind: 'complete', string: '{}' },
        };
      },
    });
    await post(
      url,
      { query: '{ me }' },
      { authorization: alice, 'x-gateway-secret': secret, 'x-other': 'dropped', 'apollo-require-preflight': 'true' },
    );
    expect([...seen.keys()].toSorted()).toEqual(['apollo-require-preflight', 'content-type']);
  });
});

describe('the log', () => {
  it('has one line per request: request id, route, status, duration and operation type, and nothing private', async () => {
    const { url, lines } = await serve();
    const response = await post(
      `${url}`,
      { query: 'query canary { length(text: "canary") }', variables: { canary: 1 } },
      { authorization: alice, 'x-request-id': 'id-1' },
    );
    await response.text();
    await fetch(`${url}/graphql?query=%7Bcanary%7D`, { headers: { 'x-request-id': 'id-2' } });
    await fetch(`${url}/canary`, { headers: { 'x-request-id': 'id-3' } });
    await expect.poll(() => lines.length).toBe(3);
    const [first, ...others] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      level: 'info',
      requestId: 'id-1',
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number),
      operation: 'query',
    });
    expect(others).toMatchObject([
      { requestId: 'id-2', path: '/graphql', status: 400 },
      { requestId: 'id-3', path: 'unknown', status: 404 },
    ]);
    expect(lines.join()).not.toMatch(new RegExp(`canary|${alice.slice(7)}`));
  });

  it("uses the caller's request id only if it is plain, and the response always has one", async () => {
    const { url } = await serve();
    expect((await post(url, {}, { 'x-request-id': 'Az09._-' })).headers.get('x-request-id')).toBe('Az09._-');
    for (const id of ['a b', '"', 'x'.repeat(65), 'a,b', '']) {
      expect((await post(url, {}, { 'x-request-id': id })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('health', () => {
  it('reports liveness and readiness separately', async () => {
    const { url } = await serve({ isReady: async () => ({ ok: false, reason: 'not migrated' }) });
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: { status: 'unavailable', reason: 'not migrated' },
    });
    expect((await fetch(`${(await serve()).url}/health/ready`)).status).toBe(200);
  });
});

describe('GraphiQL', () => {
  it('is served from here and may not load anything from elsewhere', async () => {
    const { url } = await serve();
    for (const path of ['/graphiql', '/graphiql/', '/graphiql?query=x', '/graphiql/assets/a.js']) {
      const response = await fetch(url + path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('exposes no file outside its folder', async () => {
    const { url } = await serve();
    for (const path of [
      '/graphiql/..%2fdev-keys.json',
      '/graphiql/%2e%2e/dev-keys.json',
      '/graphiql//etc/passwd',
      '/graphiql/assets/',
    ]) {
      expect((await fetch(url + path)).status, path).toBe(404);
    }
  });

  it('is where a browser that opens /graphql is redirected, with the query from the URL, which does not run', async () => {
    let ran = 0;
    const { url } = await serve({ execute: async () => ((ran += 1), Promise.reject(new Error('not called'))) });
    for (const [search, location] of [
      ['', '/graphiql'],
      ['?query={me}&operationName=x', '/graphiql?query=%7Bme%7D'],
    ] as const) {
      const response = await fetch(`${url}/graphql${search}`, { headers: browser, redirect: 'manual' });
      expect(response.status).toBe(302);
      expect(
        Object.fromEntries(['location', 'cache-control', 'vary'].map((name) => [name, response.headers.get(name)])),
      ).toEqual({
        location,
        'cache-control': 'no-store',
        vary: 'Accept, Authorization, X-Gateway-Secret',
      });
    }
    const opened = await fetch(`${url}/graphql`, { headers: browser });
    expect({ status: opened.status, text: await opened.text() }).toEqual({
      status: 200,
      text: '<title>GraphiQL</title>',
    });
    expect(ran).toBe(0);
  });

  it.each(['*/*', 'application/json', 'application/graphql-response+json', 'application/json, text/html;q=0.9'])(
    'is not where other clients are redirected: %s',
    async (accept) => {
      const { url } = await serve();
      expect((await fetch(`${url}/graphql?query={me}`, { headers: { accept } })).status).toBe(400);
      const response = await fetch(`${url}/graphql?query={me}`, {
        headers: { accept, 'apollo-require-preflight': '1' },
      });
      expect(await response.json()).toEqual({ data: { me: 'nobody' } });
    },
  );

  it.each([
    ['was not built', () => join(folder, 'nowhere'), 'npm run build'],
    ['is switched off', () => null, 'GRAPHIQL'],
  ])('says so if it %s, and nothing redirects there', async (_, graphiqlDir, word) => {
    const { url } = await serve({ graphiqlDir: graphiqlDir() });
    const response = await fetch(`${url}/graphiql`);
    expect({ status: response.status, line: await response.text() }).toEqual({
      status: 404,
      line: expect.stringContaining(word),
    });
    expect(await (await fetch(`${url}/`)).text()).toBe(
      'Not found. Available: /graphql, /health/live and /health/ready.\n',
    );
    const opened = await fetch(`${url}/graphql`, { headers: browser, redirect: 'manual' });
    expect({ status: opened.status, code: (await opened.json()).errors[0].extensions.code }).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });

  it('is no way around the gateway: without its secret a browser is rejected too', async () => {
    const { url } = await serve({ gatewaySecrets: [secret] });
    expect((await fetch(`${url}/graphql`, { headers: browser, redirect: 'manual' })).status).toBe(401);
  });

  it('does not handle a malformed path, which is rejected without being quoted', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/canary%zz`);
    expect({ status: response.status, echo: (await response.text()).includes('canary') }).toEqual({
      status: 400,
      echo: false,
    });
  });
});

describe('connections', () => {
  it('stay open between requests, for the announced time, even after a rejected request', async () => {
    const { url } = await serve({ limits: { keepAliveTimeoutMs: 75_000, maxBodyBytes: 1_024 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await ask(url, json, '{"query":"{me}"}', agent);
    const tooLarge = await ask(url, json, 'x'.repeat(1_048_576), agent);
    const chunked = await ask(url, { ...json, 'transfer-encoding': 'chunked' }, 'x'.repeat(1_048_576), agent);
    const last = await ask(url, json, '{"query":"{me}"}', agent);
    agent.destroy();
    expect(first.headers['keep-alive']).toBe('timeout=75');
    expect([tooLarge, chunked, last].map(({ status, reused }) => ({ status, reused }))).toEqual([
      { status: 413, reused: true },
      { status: 413, reused: true },
      { status: 200, reused: true },
    ]);
  });

  it('are impossible on a port in use: starting fails with one line', async () => {
    const { url } = await serve();
    const settings = { ...readSettings({}), port: Number(new URL(url).port), gatewaySecrets: [] };
    const second = buildHttpServer({
      settings,
      log: createLog('silent'),
      verify: createVerifier(keys),
      rates: { take: async () => 0, chargeCost: () => undefined, close: () => {} },
      isReady: async () => ({ ok: true }),
      graphiqlDir: folder,
      execute: () => Promise.reject(new Error('not called')),
    });
    await expect(second.listen()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^PORT \d+ on 127\.0\.0\.1 is in use/),
    });
    await second.close();
  });
});

describe('shutdown', () => {
  it('lets a running request finish, closes idle connections at once, and accepts no new ones', async () => {
    const { url, server } = await serve();
    const idle = new Agent({ keepAlive: true });
    await ask(url, json, '{"query":"{me}"}', idle);
    const [idleSocket] = Object.values(idle.freeSockets).flatMap((sockets) => sockets ?? []);
    const idleEnded = new Promise((resolve) => idleSocket?.once('close', resolve));

    const started = new Promise<void>((resolve) => (reached = resolve));
    const running = ask(url, json, '{"query":"{wait}"}', new Agent({ keepAlive: true }));
    await started;
    const stopped = server.close();
    await idleEnded;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    release();
    const response = await running;
    expect({
      status: response.status,
      connection: response.headers.connection,
      body: JSON.parse(response.body),
    }).toEqual({
      status: 200,
      connection: 'close',
      body: { data: { wait: 'done' } },
    });
    await stopped;
  });

  it('makes readiness fail on connections that are still open', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    let text = '';
    const probe = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk));
    const ended = new Promise((resolve) => probe.once('close', resolve));
    const started = new Promise<void>((resolve) => (reached = resolve));
    const running = ask(url, json, '{"query":"{wait}"}');
    await started; // connections are accepted in order, so the probe's is too
    const stopped = server.close();
    probe.write('GET /health/ready HTTP/1.1\r\nhost: x\r\n\r\n');
    await ended;
    release();
    await Promise.all([running, stopped]);
    expect(text).toMatch(/^HTTP\/1\.1 503[^]*connection: close[^]*"reason":"stopping"/i);
  });

  it('closes connections that never sent a complete request', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    const sockets = ['', 'POST /graphql HT', 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\nGET /hea'].map((sent) => {
      const socket = connect(Number(port), hostname).resume();
      socket.write(sent);
      return once(socket, 'close');
    });
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
    await Promise.all(sockets);
  });

  it('keeps responding for a while, so that no request on an idle connection is lost', async () => {
    const { url, server } = await serve({ limits: { stopDrainMs: 60_000 } });
    const agent = new Agent({ keepAlive: true });
    await ask(url, json, '{"query":"{me}"}', agent);
    const stopped = server.close();
    const response = await ask(url, json, '{"query":"{me}"}', agent);
    expect({ reused: response.reused, status: response.status, connection: response.headers.connection }).toEqual({
      reused: true,
      status: 200,
      connection: 'close',
    });
    await stopped; // at once: all connections are closed
  });

  it('accepts clients that reconnect after the last response, so that none is reset when listening ends', async () => {
    const { url, server } = await serve({ limits: { stopDrainMs: 500 } });
    const stopped = server.close(); // with no connection open
    for (let turns = 0; turns < 10; turns += 1) await nextTurn();
    const response = await ask(url, json, '{"query":"{me}"}');
    expect({ status: response.status, connection: response.headers.connection }).toEqual({
      status: 200,
      connection: 'close',
    });
    await stopped;
  });

  it('responds on connections made before it, after it has stopped accepting new ones', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    let text = '';
    const early = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk));
    const ended = once(early, 'close');
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    const stopped = server.close();
    await expect
      .poll(
        () =>
          fetch(`${url}/health/live`).then(
            () => 'taken',
            () => 'refused',
          ),
        { interval: 1 },
      )
      .toBe('refused');
    early.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    await Promise.all([ended, stopped]);
    expect(text).toMatch(/^HTTP\/1\.1 200[^]*connection: close/i);
  });

  it('does not wait for a request that never ends', async () => {
    const { url, server } = await serve({ limits: { requestTimeoutMs: 100 } });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
    await new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)));
  });
});
