import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../../src/database/folderLock.ts';
import { welcome } from '../../src/demo/welcome.ts';
import { isGroupLeft, startNpm, type NpmRun } from './startNpm.ts';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

interface Names {
  readonly myClones: {
    readonly nodes: readonly { readonly id: string; readonly publicProfile: { readonly name: string | null } }[];
  };
}

const clonesOf = async (demo: TestDemo, creator: string) =>
  (await (await demo.askAs(creator))<Names>('{ myClones(first: 100) { nodes { id publicProfile { name } } } }'))
    .myClones.nodes;

const root = mkdtempSync(join(tmpdir(), 'demo-'));
/** Has a database since the first start that got so far. */
const usedFolder = join(root, 'used');
let newFolder: string;

beforeEach(() => {
  newFolder = mkdtempSync(join(root, 'new-'));
});

afterAll(() => rmSync(root, { recursive: true }));

describe('the demo', () => {
  it('keeps its data over a restart, edits included, and loads the sample only once', async () => {
    const first = await startTestDemo(newFolder);
    const before = await clonesOf(first, 'alice');
    const edited = before[0]?.id;
    const ask = await first.askAs('alice');
    await ask(
      'mutation ($cloneId: ID!) { updatePublicProfile(input: { cloneId: $cloneId, name: "Edited" }) { errors { code } } }',
      { cloneId: edited },
    );
    await first.close();
    const second = await startTestDemo(newFolder);
    const after = await clonesOf(second, 'alice');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]?.publicProfile.name).toBe('Edited');
    await second.close();
  });

  it('offers only queries that answer without an error for the caller that it names', async () => {
    const demo = await startTestDemo(newFolder);
    const callers = {
      creator: await demo.askAs('alice'),
      service: await demo.askAs('contest', 'clone:read', 'strategy:read'),
      operator: await demo.askInsideAs('olga', 'clone:admin', 'clone:moderate'),
    };
    for (const { asks, query } of demo.examples) await (asks === null ? await demo.askAs(null) : callers[asks])(query);
    const text = await welcome(demo);
    for (const { name, asks, query } of demo.examples) {
      const link = `${asks === 'operator' ? demo.internalGatewayUrl : demo.gatewayUrl}/show/${name}`;
      expect(text).toContain(link);
      expect(new URL((await fetch(link)).url).searchParams.get('query')).toBe(query);
    }
    await demo.close();
  });
});

// The ports that `npm run demo` has of its own are fixed: tests that use them stand in this file only, one after another.

const demo = {
  command: 'npm run demo',
  args: ['run', 'demo'],
  ports: [4000, 4010, 4011, 4012, 4013],
  starting: 'Clone subgraph',
  running: 'Ctrl-C stops everything',
};
const start = {
  command: 'npm start',
  args: ['start'],
  ports: [],
  starting: 'AUTH_JWKS_URL is not set',
  running: '"listening"',
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
    Object.entries(signals).map(([signal, send]) => ({ ...what, moment, shown: what[moment], signal, send })),
  ),
);

describe('a signal leaves nothing running, nothing listening, and a folder that opens', () => {
  it.each(stops)('$signal, $command $moment', async ({ args, ports, moment, shown, signal, send }) => {
    const dataDir = moment === 'starting' ? newFolder : usedFolder;
    const npm = startNpm(args, { PORT: '0', DATA_DIR: dataDir });
    await npm.shows(shown);
    await send(npm);
    const { code } = await npm.ended;
    await expect.poll(() => isGroupLeft(npm.pid), { timeout: 10_000 }).toBe(false);
    // SIGHUP ends npm itself, and so does a second SIGINT that meets npm when its script has just ended: the code is npm's.
    if (!/SIGHUP|again/.test(signal)) expect(code).toBe(0);
    for (const port of ports) expect(await isListening(port)).toBe(false);
    lockFolder(dataDir).release();
  });

  it('SIGTERM, while a query waits for a source that hangs', async () => {
    const npm = startNpm([...demo.args, '--', '--fail', 'arena', '--slow'], { PORT: '0', DATA_DIR: usedFolder });
    await npm.shows(demo.running);
    const cut = fetch('http://127.0.0.1:4000/graphql', {
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
    for (const port of demo.ports) expect(await isListening(port)).toBe(false);
    lockFolder(usedFolder).release();
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('what is in use is named in one line', () => {
  it.each([4000, 4010, 4012])("the demo's port %i", async (port) => {
    await occupy(port);
    const { ended, output } = startNpm(demo.args, { PORT: '0', DATA_DIR: newFolder });
    expect(await ended).toMatchObject({ code: 1 });
    expect(output.stderr).toMatch(
      new RegExp(`^Port ${port}, which the \\w+ (gateway|subgraph) listens on, is in use: .*\n$`),
    );
  });

  it.each([demo, start])('the port of the Clone subgraph: $command', async ({ args }) => {
    const port = await occupy(0);
    const { ended, output } = startNpm(args, { PORT: String(port), DATA_DIR: newFolder });
    expect(await ended).toMatchObject({ code: 1 });
    expect(output.stderr).toMatch(new RegExp(`^PORT ${port} on 127\\.0\\.0\\.1 is in use: .*\n$`));
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

/** Listens on a port (0: any free one) until the test ends; gives the port. */
async function occupy(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
