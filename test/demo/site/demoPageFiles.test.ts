import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoPageFiles } from '../../../src/demo/site/demoPageFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
writeFileSync(join(folder, 'index.html'), 'the page');
afterAll(() => rmSync(folder, { recursive: true }));

async function policyFor(imageHosts: readonly string[]): Promise<string | undefined> {
  const site = demoPageFiles(folder, { otherGateway: 'http://127.0.0.1:4010', imageHosts });
  return (await site('/directory', {} as IncomingMessage))?.headers['content-security-policy'];
}

describe('the policy of the page', () => {
  it('lets it ask its own server and the other gateway, and load no picture from elsewhere', async () => {
    expect(await policyFor([])).toMatch(/img-src 'self' data:; connect-src 'self' http:\/\/127\.0\.0\.1:4010;/);
  });

  it('allows pictures of the hosts that profiles may name', async () => {
    expect(await policyFor(['images.example', 'cdn.example'])).toContain(
      "img-src 'self' data: https://images.example https://cdn.example;",
    );
  });
});
