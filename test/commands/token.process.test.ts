import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevelopmentKeys } from '../../src/access/developmentKeys.ts';
import { createVerifier } from '../../src/access/verifyToken.ts';

let dataDir: string;
beforeAll(() => void (dataDir = mkdtempSync(join(tmpdir(), 'token-'))));
afterAll(() => rmSync(dataDir, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const start = join(import.meta.dirname, '../../src/start.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [start, ...args], { env: { DATA_DIR: dataDir, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe('the token command', () => {
  it('prints a token that is accepted, and nothing else on standard output', async () => {
    const { code, stdout } = await run(['token', '--sub', 'alice', '--scope', 'clone:read strategy:read']);
    expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 2 });
    const verify = createVerifier(await openDevelopmentKeys(dataDir));
    expect(await verify([`Bearer ${stdout.trim()}`])).toMatchObject({
      caller: { kind: 'service', subject: 'alice', scopes: new Set(['clone:read', 'strategy:read']) },
    });
  });

  it('asks for nothing that a service alone needs', async () => {
    expect(await run(['token', '--sub', 'alice'], { HOST: '0.0.0.0', PORT: 'x', DATABASE_URL: 'x' })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  it.each([
    [[]],
    [['--sub']],
    [['--sub', '']],
    [['--sub', 'a', '--scope', 'clone:reed']],
    [['--sub', 'a', '--role', 'x']],
    [['alice']],
  ])('says what is wrong and how it is called, when called with %j', async (args) => {
    const { code, stdout, stderr } = await run(['token', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\nUsage: npm run --silent token -- --sub USER[^\n]*\n$/);
  });

  it('says that an identity provider issues the tokens, where one is set', async () => {
    const auth = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: 'i', AUTH_AUDIENCE: 'a' };
    expect(await run(['token', '--sub', 'a'], auth)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^AUTH_JWKS_URL is set[^\n]*\n$/),
    });
  });
});

describe('a start that its reader can mend', () => {
  it('ends with one line for a bad setting', async () => {
    expect(await run(['start'], { PORT: 'x' })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'PORT is "x"; allowed: a whole number from 0 to 65535.\n',
    });
  });

  it('ends with the names of the commands for an unknown one', async () => {
    expect(await run(['constructor'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('start, demo, migrate, token'),
    });
  });
});
