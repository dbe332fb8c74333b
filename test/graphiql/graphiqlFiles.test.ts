import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { graphiqlFiles } from '../../src/graphiql/graphiqlFiles.ts';

const root = mkdtempSync(join(tmpdir(), 'graphiql-'));
const folder = join(root, 'graphiql');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(root, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'index.html'), '<p>page</p>');
writeFileSync(join(folder, 'licences.md'), '# What');
writeFileSync(join(folder, 'assets', 'page.js'), '1');
afterAll(() => rmSync(root, { recursive: true }));
const { isThere, answer } = graphiqlFiles(folder);

describe('the GraphiQL page', () => {
  it.each(['/graphiql', '/graphiql/'])('is served at %s and loads nothing from elsewhere', async (path) => {
    const { status, headers, body } = await answer(path);
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '<p>page</p>' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'self'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/https?:|\*/);
  });

  it('serves its assets with their type', async () => {
    expect(await answer('/graphiql/assets/page.js')).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
  });

  it('serves the licences of what it consists of as a text to read, asked for anew each time', async () => {
    expect(await answer('/graphiql/licences.md')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
    });
  });

  it.each([
    '/graphiql/../secret.txt',
    '/graphiql/%2e%2e/secret.txt',
    '/graphiql//etc/passwd',
    '/graphiql/assets',
    '/graphiql/none.js',
    '/else',
  ])('serves nothing outside its files: %s', async (path) => {
    expect((await answer(path)).status).toBe(404);
  });

  it('is there once it is built and not switched off; else one line says what to do', async () => {
    expect(isThere).toBe(true);
    const unbuilt = graphiqlFiles(join(root, 'absent'));
    const off = graphiqlFiles(null);
    expect([unbuilt.isThere, off.isThere]).toEqual([false, false]);
    for (const path of ['/graphiql', '/graphiql/', '/graphiql/assets/page.js']) {
      expect(await unbuilt.answer(path)).toMatchObject({
        status: 404,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: 'The GraphiQL page was not built: `npm ci --include=dev` and `npm run build` make it; then start again.\n',
      });
      expect(await off.answer(path)).toMatchObject({
        status: 404,
        body: 'GraphiQL is switched off here (GRAPHIQL).\n',
      });
    }
  });
});
