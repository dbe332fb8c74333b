import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packagesIn, type Lock } from './supplyChain.ts';

const root = join(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
const runs = packagesIn(lock).filter(({ dev }) => dev !== true);

it('npm run sbom lists each package that runs, with licence and hash, and no other', () => {
  const output = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' });
  const { metadata, components } = JSON.parse(output) as {
    metadata: { component: { name: string } };
    components: readonly { name: string; version: string; hashes: readonly unknown[]; licenses?: unknown }[];
  };
  const named = (all: readonly { name: string; version: string }[]): string[] =>
    [...new Set(all.map(({ name, version }) => `${name}@${version}`))].toSorted();
  expect(metadata.component.name).toBe('clone-service');
  expect(named(components)).toEqual(named(runs));
  expect(components.filter(({ hashes, licenses }) => hashes.length === 0 || licenses === undefined)).toEqual([]);
});

describe('npm run vulnerabilities', () => {
  /** What the command says of a registry that answers like this. */
  async function ask(status: number, answer: unknown): Promise<{ code: number; asked: string; stdout: string }> {
    let asked = '';
    const registry = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const isAudit = request.url === '/-/npm/v1/security/advisories/bulk';
        if (isAudit) asked = String(gunzipSync(Buffer.concat(chunks)));
        response.writeHead(isAudit ? status : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void registry.close());
    const { port } = registry.address() as AddressInfo;
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}`, npm_config_fetch_retries: '0' };
    return new Promise((resolve) => {
      execFile('npm', ['run', '--silent', 'vulnerabilities'], { cwd: root, env }, (error, stdout) =>
        resolve({ code: error ? Number(error.code) : 0, asked, stdout }),
      );
    });
  }
  const advisory = { id: 1, title: 'x', url: 'https://x.example', severity: 'high', vulnerable_versions: '*', cwe: [] };

  it('asks about what runs, and says when nothing is known', async () => {
    const { code, asked, stdout } = await ask(200, {});
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No known vulnerabilities.\n' });
    expect(Object.keys(JSON.parse(asked)).toSorted()).toEqual([...new Set(runs.map(({ name }) => name))].toSorted());
  });

  it('names what is known, and fails', async () => {
    const { code, stdout } = await ask(200, { ret: [advisory] });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^Known vulnerabilities:\n(?:.+\n)*ret: high\n/),
    });
  });

  it('says that nothing was checked, with an exit code of its own, where the registry doesn’t answer that', async () => {
    const { code, stdout } = await ask(405, {});
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringMatching(/^Not checked, the registry gave no answer: 405 /),
    });
  });
});
