import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { askProcess, makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';

let home: ProcessHome;
let service: ServiceProcess;
let url: string;

const startService = async (port = '0') => {
  service = await startProcess({ ...home.settings, PORT: port });
  url = `${service.url}/graphql`;
};

beforeAll(async () => {
  home = await makeProcessHome();
  await startService();
});
afterAll(async () => {
  await service.end('SIGTERM');
  await home.remove();
});

function start(args: readonly string[], env: Record<string, string> = {}) {
  const script = join(import.meta.dirname, '../../src/start.mjs');
  const child = spawn(process.execPath, [script, 'events', ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: home.settings['DATA_DIR'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => void (stdout += part));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stderr = text(child.stderr);
  return {
    child,
    lines: () => stdout.split('\n').filter((line) => line !== ''),
    end: async () => ({ code: await ended, stdout, stderr: await stderr }),
  };
}

const run = (args: readonly string[], env?: Record<string, string>) => start(args, env).end();
const events = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

async function createClone(): Promise<string> {
  const mutation = 'mutation { createClone(input: { name: "Printed" }) { clone { id } } }';
  const { data } = await askProcess(service.url, await home.token('alice'), mutation);
  return data.createClone.clone.id;
}

describe('the events command', () => {
  it('prints what happened as lines of JSON, and where to go on', async () => {
    /** Events wait while other transactions of the server are under way. */
    const untilPrinted = (id: string) => expect.poll(async () => (await run(['--url', url])).stdout).toContain(id);
    const cloneId = await createClone();
    await untilPrinted(cloneId);
    const whole = await run(['--url', url]);
    expect(whole.code).toBe(0);
    const created = { id: expect.any(String), cloneId, sequence: 1, kind: 'CREATED', at: expect.any(String) };
    expect(events(whole.stdout).at(-1)).toEqual(created);
    const [, cursor = ''] = /^Go on with --after (\S+)\n$/.exec(whole.stderr) ?? [];
    const other = await createClone();
    await untilPrinted(other);
    expect(events((await run(['--url', url, '--after', cursor])).stdout)).toMatchObject([{ cloneId: other }]);
    const kinds = await run(['--url', url, '--after', cursor, '--kinds', 'STATUS_CHANGED, PROFILE_UPDATED']);
    expect(kinds).toMatchObject({ code: 0, stdout: '' });
  });

  it('follows, over a restart of the service too, until it is interrupted', async () => {
    const following = start(['--follow', '--url', url]);
    const first = await createClone();
    await expect.poll(() => following.lines().some((line) => line.includes(first)), { timeout: 10_000 }).toBe(true);
    await service.end('SIGKILL');
    await startService(new URL(url).port);
    const second = await createClone();
    await expect.poll(() => following.lines().some((line) => line.includes(second)), { timeout: 10_000 }).toBe(true);
    following.child.kill('SIGINT');
    const { code, stdout, stderr } = await following.end();
    expect(code).toBe(0);
    expect(stderr).toMatch(/Go on with --after \S+\n$/);
    const ids = events(stdout).map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('takes a token from a variable, and says what the service says of it', async () => {
    const TOKEN = await home.token('olga', 'clone:admin');
    expect(await run(['--url', url, '--token-env', 'TOKEN'], { TOKEN })).toMatchObject({ code: 0 });
    const refused = await run(['--url', url, '--token-env', 'TOKEN'], { TOKEN: await home.token('alice') });
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('answers FORBIDDEN') });
  });

  it('ends with a line where it cannot go on', async () => {
    const lost = Buffer.from(JSON.stringify(['cloneEvents', 1, newId(), 1, newId()])).toString('base64url');
    for (const [args, says] of [
      [['--follow', '--url', url, '--after', lost], 'CURSOR_LOST'],
      [['--follow', '--url', url, '--after', 'x'], 'BAD_USER_INPUT'],
      [['--follow', '--url', url, '--kinds', 'NONE'], 'BAD_USER_INPUT'],
      [['--url', 'http://127.0.0.1:1/graphql'], "can't be reached"],
    ] as const) {
      const { code, stderr } = await run(args);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) });
    }
  });

  it.each([[['--url', 'ftp://x']], [['--url', 'x']], [['--token-env', 'NOT_SET']], [['--since', 'x']], [['x']]])(
    'says what is wrong and how it is called, when called with %j',
    async (args) => {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\nUsage: npm run --silent events[^\n]*\n$/);
    },
  );

  it('asks for a token where an identity provider issues them', async () => {
    const auth = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: 'i', AUTH_AUDIENCE: 'a' };
    expect(await run(['--url', url], auth)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--token-env'),
    });
  });
});
