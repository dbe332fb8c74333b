import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../../src/database/folderLock.ts';
import { sampleOf } from '../runs.ts';
import { isGroupLeft, startNpm, type NpmRun } from './startNpm.ts';

const root = mkdtempSync(join(tmpdir(), 'stopping-'));
/** Has a database once a start has got that far. */
const usedFolder = join(root, 'used');
let newFolder: string;

beforeEach(() => {
  newFolder = mkdtempSync(join(root, 'new-'));
});

afterAll(() => rmSync(root, { recursive: true }));

/**
 * `starting` is shown by the demo when it has made the database and nothing else; by the service before it makes one.
 */
const demo = {
  command: 'npm run demo',
  args: ['run', 'demo', '--', '--port', '0'],
  starting: { shown: 'Clone subgraph', folder: () => usedFolder },
  running: { shown: 'Ctrl-C stops everything', folder: () => usedFolder },
};
const start = {
  command: 'npm start',
  args: ['start'],
  starting: { shown: 'AUTH_JWKS_URL is not set', folder: () => newFolder },
  running: { shown: '"listening"', folder: () => usedFolder },
};

const signals: Readonly<Record<string, (npm: NpmRun) => unknown>> = {
  "SIGTERM to npm's process": ({ pid }) => process.kill(pid, 'SIGTERM'),
  'SIGINT to the group': ({ signalGroup }) => signalGroup('SIGINT'),
  'SIGINT to the group, again after 50 ms': async ({ pid, signalGroup }) => {
    signalGroup('SIGINT');
    await delay(50); // the impatient second Ctrl-C
    if (isGroupLeft(pid)) signalGroup('SIGINT');
  },
  'SIGHUP to the group': ({ signalGroup }) => signalGroup('SIGHUP'),
};

const stops = [demo, start].flatMap((what) =>
  (['starting', 'running'] as const).flatMap((moment) =>
    Object.entries(signals).map(([signal, send]) => ({ ...what, moment, ...what[moment], signal, send })),
  ),
);

describe('a signal leaves nothing running, nothing listening, and a folder that opens', () => {
  it.each(sampleOf(stops))('$signal, $command $moment', async ({ args, folder, shown, signal, send }) => {
    const dataDir = folder();
    const npm = startNpm(args, { PORT: '0', DATA_DIR: dataDir });
    await npm.shows(shown);
    await send(npm);
    const { code } = await npm.ended;
    await expect.poll(() => isGroupLeft(npm.pid), { timeout: 10_000 }).toBe(false);
    // SIGHUP ends npm itself, and so can a second SIGINT just after its script has ended: the code is then npm's.
    if (!/SIGHUP|again/.test(signal)) expect(code).toBe(0);
    for (const port of portsShown(npm)) expect(await isListening(port)).toBe(false);
    lockFolder(dataDir).release();
  });

  it('SIGTERM, while a query waits for a source that hangs', async () => {
    const npm = startNpm([...demo.args, '--fail', 'arena', '--slow'], { PORT: '0', DATA_DIR: usedFolder });
    await npm.shows(demo.running.shown);
    const cut = fetch(`http://127.0.0.1:${portsShown(npm)[0]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ publicClones { nodes { lifecycle { state } } } }' }),
    }).then(
      () => 'answered',
      () => 'cut off',
    );
    await delay(300); // well into the 3 s that the gateway gives the source
    process.kill(npm.pid, 'SIGTERM');
    expect((await npm.ended).code).toBe(0);
    expect(await cut).toBe('cut off');
    expect(portsShown(npm).length).toBeGreaterThanOrEqual(6);
    for (const port of portsShown(npm)) expect(await isListening(port)).toBe(false);
    lockFolder(usedFolder).release();
  });
});

/** The ports named in the output: once it runs, all that it listens on, a demo's public gateway first. */
const portsShown = ({ output }: NpmRun): number[] => [
  ...new Set([...output.stdout.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port))),
];

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('a port or folder in use is named in one line', () => {
  it.each([
    { ...demo, says: 'Port $ (clone) is in use' },
    { ...start, says: 'PORT $ on 127.0.0.1 is in use' },
  ])('the port of the Clone subgraph: $command', async ({ args, says }) => {
    const port = await occupy();
    const { ended, output } = startNpm(args, { PORT: String(port), DATA_DIR: newFolder });
    expect(await ended).toMatchObject({ code: 1 });
    expect(output.stderr.startsWith(says.replace('$', String(port)))).toBe(true);
    expect(output.stderr).toMatch(/^[^\n]+\n$/);
  });

  it.each([demo, start])('the data folder: $command', async ({ args }) => {
    const lock = lockFolder(newFolder);
    const { ended, output } = startNpm(args, { PORT: '0', DATA_DIR: newFolder });
    expect(await ended).toMatchObject({ code: 1 });
    lock.release();
    expect(output.stderr).toBe(
      `DATA_DIR ${newFolder} is in use by another process: stop it, or set DATA_DIR to another folder.\n`,
    );
  });
});

/** Listens on a free port until the test ends; returns the port. */
async function occupy(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
