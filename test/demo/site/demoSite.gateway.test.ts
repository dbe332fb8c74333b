import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../../src/demo/people.ts';
import type { SignedIn, SwitchedSource } from '../../../src/demo/site/demoSite.ts';
import { startTestDemo, type TestDemo } from '../../gateway/startTestDemo.ts';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

type Headers = Readonly<Record<string, string>>;

/** Sends a request with exactly these headers: `fetch` allows neither Host nor Origin. */
function send(url: string, method: string, headers: Headers, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => void (text += part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const askToken = (headers: Headers, body: unknown = { person: 'alice' }) =>
  send(`${demo.gatewayUrl}/demo/token`, 'POST', headers, body);
const own = (): Headers => ({ origin: demo.gatewayUrl });
const named = (name: string): string => demo.gatewayUrl.replace('127.0.0.1', name);

describe('the token of one of the demo’s people', () => {
  it.each(Object.keys(people))('is given to the demo’s page, for the gateway where they work: %s', async (person) => {
    const { status, headers, text } = await askToken(own(), { person });
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: 'no-store' });
    const { token, gateway } = JSON.parse(text) as SignedIn;
    const isInside = person === 'olga' || person === 'contest';
    expect(gateway).toBe(isInside ? demo.internalGatewayUrl : demo.gatewayUrl);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ sub: person });
  });

  it('is given under the name localhost too', async () => {
    const host = new URL(named('localhost')).host;
    const { status, text } = await askToken({ host, origin: `http://${host}` });
    expect([status, (JSON.parse(text) as SignedIn).gateway]).toEqual([200, `http://${host}`]);
  });

  it.each<readonly [string, () => Headers]>([
    ['another site', () => ({ origin: 'http://evil.example' })],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' })],
    ['a frame without an origin', () => ({ origin: 'null' })],
    ['nobody who says where they are', () => ({})],
    [
      'a name that was made to point here',
      () => ({ host: new URL(named('evil.example')).host, origin: named('evil.example') }),
    ],
    ['what a browser calls another site', () => ({ ...own(), 'sec-fetch-site': 'same-site' })],
  ])('is refused to %s', async (_who, headers) => {
    const { status, headers: answered, text } = await askToken(headers());
    expect({ status, text }).toEqual({ status: 403, text: expect.not.stringContaining('eyJ') });
    expect(answered).not.toHaveProperty('access-control-allow-origin');
  });

  it.each([
    { person: 'mallory' },
    { person: 'constructor' },
    {},
    'alice',
    { person: 'alice', more: 'x'.repeat(2_000) },
  ])('is given to nobody else: %j', async (body) => {
    expect((await askToken(own(), body)).status).toBe(400);
  });

  it('is not in the answer to a link', async () => {
    expect((await send(`${demo.gatewayUrl}/demo/token`, 'GET', own())).status).toBe(405);
  });
});

describe('the internal gateway', () => {
  const preflight = (origin: string, url = demo.internalGatewayUrl) =>
    send(`${url}/graphql`, 'OPTIONS', { origin, 'access-control-request-method': 'POST' });

  it.each(['127.0.0.1', 'localhost'])('may be asked by the demo’s page, opened as %s', async (name) => {
    const { headers } = await preflight(named(name));
    expect(headers).toMatchObject({
      'access-control-allow-origin': named(name),
      'access-control-allow-headers': 'authorization, content-type',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])('may not be asked by a page of %s', async (origin) => {
    expect((await preflight(origin)).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await preflight(origin, demo.gatewayUrl)).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the switches of the sources', () => {
  const sources = () => `${demo.gatewayUrl}/demo/sources`;
  const change = (body: unknown, headers = own()) => send(sources(), 'POST', headers, body);
  const arenaStates = async (): Promise<readonly unknown[]> => {
    const ask = await demo.askAs('alice');
    const { myClones } = await ask<{ myClones: { nodes: { lifecycle: { state: unknown } }[] } }>(
      '{ myClones(first: 100) { nodes { lifecycle { state } } } }',
    );
    return myClones.nodes.map(({ lifecycle }) => lifecycle.state);
  };

  it('let a source refuse, hang and answer again, and the graph says what is known meanwhile', async () => {
    const before = await arenaStates();
    expect(before).not.toContain(null);
    for (const behaviour of ['refuses', 'hangs', 'refuses', 'answers'] as const) {
      const { status, text } = await change({ source: 'arena', behaviour });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toContainEqual({ source: 'arena', behaviour } satisfies SwitchedSource);
      const isThere = behaviour === 'answers';
      expect(await arenaStates()).toEqual(isThere ? before : before.map(() => null));
    }
  });

  it('take turns when they are flipped at once', async () => {
    const flips = ['refuses', 'answers', 'refuses', 'hangs', 'answers'].map((behaviour) =>
      change({ source: 'queue', behaviour }),
    );
    expect((await Promise.all(flips)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(demo.contributors.queue.behaviour).toBe('answers');
    expect(await arenaStates()).not.toContain(null);
  });

  it('are for the demo’s page alone', async () => {
    const answers = [
      await change({ source: 'arena', behaviour: 'hangs' }, { origin: 'http://evil.example' }),
      await change({ source: 'arena', behaviour: 'hangs' }, {}),
      await send(sources(), 'GET', { origin: 'http://evil.example' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(demo.contributors.arena.behaviour).toBe('answers');
  });

  it.each([{ source: 'clone', behaviour: 'hangs' }, { source: 'arena', behaviour: 'explodes' }, [], null])(
    'say what they take: %j',
    async (body) => {
      expect((await change(body)).status).toBe(400);
    },
  );

  it('are not there for another team’s source', async () => {
    const other = await startTestDemo(undefined, ['--queue', demo.contributors.queue.url]);
    const { text } = await send(`${other.gatewayUrl}/demo/sources`, 'GET', {});
    expect((JSON.parse(text) as SwitchedSource[]).map(({ source }) => source)).toEqual(['audition', 'arena']);
    const body = { source: 'queue', behaviour: 'hangs' };
    const refused = await send(`${other.gatewayUrl}/demo/sources`, 'POST', { origin: other.gatewayUrl }, body);
    await other.close();
    expect(refused.status).toBe(400);
  });
});

describe('the page', () => {
  it.each(['/', '/directory', '/moderation', '/clones/01a2'])('is at %s, and asks nobody elsewhere', async (path) => {
    const { status, headers, text } = await send(demo.gatewayUrl + path, 'GET', {});
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: 'no-cache' });
    expect(headers['content-security-policy']).toMatch(
      new RegExp(`^default-src 'self'; .*connect-src 'self' ${demo.internalGatewayUrl};`),
    );
    const [, script = ''] = /src="(\/assets\/[^"]+)"/.exec(text) ?? [];
    const asset = await send(demo.gatewayUrl + script, 'GET', {});
    expect(asset).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=31536000, immutable' } });
  });

  it.each(['/elsewhere', '/clones', '/clones/1/2', '/assets/none.js', '/../package.json'])(
    'is not at %s',
    async (path) => {
      expect((await send(demo.gatewayUrl + path, 'GET', {})).status).toBe(404);
    },
  );
});
