import { describe, expect, it } from 'vitest';
import { serve } from './startHttpServer.ts';

const secret = 's'.repeat(32);

/** What Chromium sends when a user opens a link. */
const browser = {
  accept:
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
};

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
    ['was not built', () => '/nowhere', 'npm run build'],
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
