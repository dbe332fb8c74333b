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
writeFileSync(join(folder, 'assets', 'page.js'), '1');
afterAll(() => rmSync(root, { recursive: true }));
const page = graphiqlFiles(folder);

describe('the GraphiQL page', () => {
  it.each(['/graphiql', '/graphiql/'])('is served at %s and loads nothing from elsewhere', async (path) => {
    const { status, headers, body } = await page(path);
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '<p>page</p>' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'self'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/https?:|\*/);
  });

  it('serves its assets with their type', async () => {
    expect(await page('/graphiql/assets/page.js')).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  });

  it.each(['/graphiql/../secret.txt', '/graphiql/%2e%2e/secret.txt', '/graphiql//etc/passwd', '/graphiql/assets', '/graphiql/none.js', '/else'])(
    'serves nothing outside its files: %s',
    async (path) => {
      expect((await page(path)).status).toBe(404);
    },
  );

  it('names the command that makes it when it was never built', async () => {
    expect(await graphiqlFiles(join(root, 'absent'))('/graphiql')).toMatchObject({ status: 503, body: expect.stringContaining('npm run build') });
  });
});
