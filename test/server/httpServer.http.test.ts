import { HeaderMap } from '@apollo/server';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../src/access/verifyToken.ts';
import { alice, ask, json, post, release, serve, untilReached } from './startHttpServer.ts';

const secret = 's'.repeat(32);

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
    const started = untilReached();
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
    const started = untilReached();
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
      take: async (...args: unknown[]) => {
        taken.push(args);
        return { limit: 'RATE_REQUESTS', seconds: 7 } as const;
      },
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
      outcome: 'ok',
      caller: 'user',
      operation: 'query',
      databaseMs: 0,
    });
    expect(others).toMatchObject([
      {
        requestId: 'id-2',
        path: '/graphql',
        status: 400,
        outcome: 'refused',
        codes: ['BAD_REQUEST'],
        caller: 'anonymous',
      },
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
