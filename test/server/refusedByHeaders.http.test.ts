import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { makeProcessHome, type ProcessHome } from '../startProcess.ts';
import { arbitraryAccept } from './arbitraryAccept.ts';

const secret = 's'.repeat(32);
const json = { 'content-type': 'application/json' };
let home: ProcessHome;
let service: RunningService;
let alice: string;
beforeAll(async () => {
  home = await makeProcessHome();
  const settings = {
    ...home.settings,
    PORT: '0',
    METRICS_PORT: '0',
    GATEWAY_SECRET: secret,
    MAX_CLONES_PER_OWNER: '10000',
  };
  service = await startService(readSettings(settings), pino({ level: 'silent' }));
  alice = `Bearer ${await home.token('alice')}`;
});
afterAll(async () => {
  await service.close();
  await home.remove();
});

type Headers = Readonly<Record<string, string | readonly string[]>>;

interface RawResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A raw request with exactly these headers and the caller's; without `body`, one is announced but never sent. */
function send(headers: Headers, body: string | null, method = 'POST'): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const all = Object.entries({ authorization: alice, 'x-gateway-secret': secret, host: 'localhost', ...headers });
    const lines = all.flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
    const request = httpRequest(`${service.url}/graphql`, { method, headers: lines, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: text });
        request.destroy();
      });
    });
    request.on('error', reject);
    if (body === null) request.flushHeaders();
    else request.end(body);
  });
}

const creation = (name: string) =>
  JSON.stringify({
    query: 'mutation ($name: String) { createClone(input: { name: $name }) { clone { id } errors { code } } }',
    variables: { name },
  });

/** The names of the newest clones, newest first. */
async function lastNames(): Promise<readonly string[]> {
  const { body } = await send(
    json,
    JSON.stringify({ query: '{ myClones(first: 3) { nodes { publicProfile { name } } } }' }),
  );
  return JSON.parse(body).data.myClones.nodes.map(
    (clone: { publicProfile: { name: string } }) => clone.publicProfile.name,
  );
}

describe('a mutation whose Accept header cannot be met', () => {
  it.each([
    'text/html',
    'text/event-stream',
    'multipart/mixed',
    'application/json;q=0',
    'application/json;charset=utf-16',
    'nonsense',
  ])('is a 406 and changes nothing: %s', async (accept) => {
    const response = await send({ ...json, accept }, creation('never'));
    expect(response).toMatchObject({ status: 406, type: expect.stringMatching(/^application\/json/) });
    expect(JSON.parse(response.body)).toMatchObject({
      errors: [
        { message: expect.stringContaining('application/graphql-response+json'), extensions: { code: 'BAD_REQUEST' } },
      ],
    });
    expect(await lastNames()).toEqual([]);
  });

  it.each([
    undefined,
    '',
    '*/*',
    'application/*',
    'text/html, */*;q=0.1',
    'multipart/mixed; deferSpec=20220824, application/json',
    'Application/JSON; Charset="UTF-8"',
  ])('is not one that accepts a response type: %s', async (accept) => {
    const response = await send({ ...json, ...(accept !== undefined && { accept }) }, '{"query":"{ __typename }"}');
    expect(response).toMatchObject({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: '{"data":{"__typename":"Query"}}\n',
    });
  });

  it('gets a response of a type that it prefers, or a 406 and nothing has changed, whatever the header', async () => {
    let tried = 0;
    const law = async (accept: string, judge: (response: RawResponse) => void) => {
      const name = `tried ${(tried += 1)}`;
      const response = await send({ ...json, accept }, creation(name));
      judge(response);
      expect((await lastNames()).includes(name)).toBe(response.status === 200);
    };
    const types = ['application/json', 'application/graphql-response+json'];
    await fc.assert(
      fc.asyncProperty(arbitraryAccept, ({ header, wants }) =>
        law(header, ({ status, type }) => {
          const most = Math.max(...types.map(wants));
          if (most === 0) expect(status).toBe(406);
          else expect({ status, wanted: wants(type.replace(/;.*/, '')) }).toEqual({ status: 200, wanted: most });
        }),
      ),
      { numRuns: 20 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'aj*/;,=q.01" \t\\'), maxLength: 30 }), (header) =>
        law(header, ({ status }) => void expect([200, 406]).toContain(status)),
      ),
      { numRuns: 20 },
    );
  });
});

describe('a request that its headers rule out', () => {
  it.each<{ readonly what: string; readonly status: number; readonly headers: Headers; readonly method?: string }>([
    { what: 'a type that no response has', status: 406, headers: { ...json, accept: 'text/html' } },
    { what: 'a body of another type', status: 415, headers: { 'content-type': 'text/plain' } },
    { what: 'a body without a type', status: 415, headers: {} },
    {
      what: 'a body in a character set other than UTF-8',
      status: 415,
      headers: { 'content-type': 'application/json; charset=utf-16' },
    },
    { what: 'a compressed body', status: 415, headers: { ...json, 'content-encoding': 'gzip' } },
    { what: 'a body that is too large', status: 413, headers: { ...json, 'content-length': '1073741825' } },
    { what: 'a method that GraphQL does not use', status: 405, headers: json, method: 'PUT' },
    { what: 'no token', status: 401, headers: { ...json, authorization: 'Basic dTpw' } },
    { what: 'an invalid token', status: 401, headers: { ...json, authorization: 'Bearer x' } },
    { what: 'two tokens', status: 401, headers: { ...json, authorization: ['Bearer x', 'Bearer x'] } },
    { what: 'no gateway secret', status: 401, headers: { ...json, 'x-gateway-secret': '' } },
  ])('is rejected before its body arrives: $what', async ({ status, headers, method }) => {
    const response = await send({ 'content-length': '100', ...headers }, null, method);
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body)).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });

  it('is rejected without `100 Continue`, which a client gets if nothing is wrong', async () => {
    const waiting = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        let asked = false;
        const all = { ...json, 'x-gateway-secret': secret, expect: '100-continue', 'content-length': '24', ...headers };
        const request = httpRequest(
          `${service.url}/graphql`,
          { method: 'POST', headers: all, agent: false },
          (response) => {
            resolve({ status: response.statusCode, asked });
            request.destroy();
          },
        );
        request.on('continue', () => {
          asked = true;
          request.end('{"query":"{__typename}"}');
        });
        request.on('error', reject).flushHeaders();
      });
    expect(await waiting({})).toEqual({ status: 200, asked: true });
    expect(await waiting({ accept: 'text/html' })).toEqual({ status: 406, asked: false });
    expect(await waiting({ authorization: 'Bearer x' })).toEqual({ status: 401, asked: false });
    expect(await waiting({ 'content-length': '1073741825' })).toEqual({ status: 413, asked: false });
  });

  it('is rejected in a type that the client accepts, if there is one', async () => {
    for (const [accept, type] of [
      ['application/graphql-response+json', 'application/graphql-response+json'],
      ['application/json', 'application/json'],
      ['application/graphql-response+json;q=0, */*', 'application/json'],
      ['application/*;q=0.1, application/json;q=0', 'application/graphql-response+json'],
    ] as const) {
      expect(await send({ accept, 'content-length': '100' }, null), accept).toMatchObject({
        status: 415,
        type: `${type}; charset=utf-8`,
      });
    }
  });
});
