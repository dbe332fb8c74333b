/** `npm run bench`: what a request costs here, as a multiple of what plain SQL and JSON cost. doc/performance.md shows runs. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';
import { endCommand } from '../../src/commands/endCommand.ts';
import { UsageError } from '../../src/errors/usageError.ts';
import { databaseUrl, readOptions } from '../readOptions.ts';
import { compareAnswers } from './compareAnswers.ts';
import { clonesOfAnOwner, loadDataSet, urlOfDataSet } from './dataSet.ts';
import { flagsOfStart } from './flagsOfStart.ts';
import { startIdentityServer } from './identityServer.ts';
import { createLoad } from './load.ts';
import { describeMachine } from './machine.ts';
import { measure, type Result } from './measure.ts';
import { operations, operationsOfPeers, type World } from './operations.ts';
import { beyondTargets, doubt, table } from './report.ts';
import { startServer, type RunningServer, type ServerKind } from './startServer.ts';
import { createWorld } from './world.ts';

const kinds: Record<string, ServerKind> = {
  raw: { file: 'servers/raw.ts', readyPath: '/' },
  mercurius: { file: 'servers/mercurius.ts', readyPath: '/ready' },
  template: { file: 'servers/template.ts', readyPath: '/?query={__typename}' },
  service: {
    file: '../../src/start.mjs',
    readyPath: '/health/ready',
    flags: flagsOfStart(new URL('../..', import.meta.url)),
  },
};

const operationNames = operations.map(({ name }) => name);
const usage =
  'npm run bench -- [--ops NAMES] [--servers NAMES] [--clones N] [--slices N] [--requests N] [--warmup N] [--connections N] [--before DIR] [--json FILE]';

const help = `Measures what a request costs here, beside plain SQL and JSON. Needs DATABASE_URL of a PostgreSQL 15 or newer, where it
makes a schema of its own for its data set and keeps it. doc/performance.md says what is measured.

  --ops A,B          operations, of: ${operationNames.join(', ').replace(/(.{1,95}) /g, `$1\n${' '.repeat(21)}`)}
  --servers A,B      what is measured beside raw, of ${Object.keys(kinds).join(', ')} (service);
                     mercurius and template know ${operationsOfPeers.length} of the operations
  --clones N         clones in the data set (1000)
  --slices N         pairs of slices for each operation (10)
  --requests N       requests in a slice (500)
  --warmup N         requests before them, which aren't measured (1000)
  --connections N    concurrent requests (32)
  --before DIR       another checkout, measured in the same run
  --json FILE        also writes the results there`;

const values = readOptions(
  {
    clones: { type: 'string', default: '1000' },
    ops: { type: 'string', default: operationNames.join() },
    servers: { type: 'string', default: 'service' },
    slices: { type: 'string', default: '10' },
    requests: { type: 'string', default: '500' },
    warmup: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '32' },
    before: { type: 'string' },
    json: { type: 'string' },
  },
  { usage, help },
);

if (values.before !== undefined) {
  const folder = pathToFileURL(`${values.before}/`);
  kinds['before'] = {
    file: new URL('src/start.mjs', folder).href,
    readyPath: '/health/ready',
    flags: flagsOfStart(folder),
  };
}
const chosen = listed('ops', operationNames).flatMap((wanted) => operations.filter(({ name }) => name === wanted));
const names = [
  'raw',
  ...listed('servers', Object.keys(kinds)).filter((name) => name !== 'raw'),
  ...(values.before === undefined ? [] : ['before']),
];
const clones = whole('clones');
const connections = whole('connections');
const plan = { pairs: whole('slices'), requests: whole('requests'), warmUp: whole('warmup') };

/** The names in a list. */
function listed(option: 'ops' | 'servers', known: readonly string[]): readonly string[] {
  const wanted = values[option].split(',');
  return wanted.every((name) => known.includes(name)) ? wanted : refuse(`--${option} is a list of ${known.join()}.`);
}

function whole(option: 'clones' | 'connections' | 'slices' | 'requests' | 'warmup'): number {
  return /^[1-9]\d{0,8}$/.test(values[option])
    ? Number(values[option])
    : refuse(`--${option} is a whole number from 1 on.`);
}

function refuse(message: string): never {
  return endCommand(new UsageError(message, usage));
}

async function run(databaseUrl: string): Promise<void> {
  const url = urlOfDataSet(databaseUrl, clones);
  await loadDataSet(url, clones);
  const { connectionString, schema } = parseDatabaseUrl(url);
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await client.connect();
  const identity = await startIdentityServer();
  const secret = 'a-secret-between-gateway-and-service';
  const load = createLoad(connections, { 'x-gateway-secret': secret });
  const running: RunningServer[] = [];
  try {
    const owners = Math.min(20, Math.floor(clones / clonesOfAnOwner));
    const world = await createWorld(client, clones, identity, [...Array(owners).keys()]);
    for (const name of names) {
      const kind = kinds[name];
      if (!kind) throw new Error('names are checked above');
      running.push(await startServer(name, kind, { DATABASE_URL: url, GATEWAY_SECRET: secret, ...identity.settings }));
    }
    report(await measureAll(world, load, running), running);
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    load.close();
    identity.close();
    await client.end();
  }
}

async function measureAll(
  world: World,
  load: ReturnType<typeof createLoad>,
  running: readonly RunningServer[],
): Promise<Result[]> {
  const results: Result[] = [];
  // Every session of this database belongs to the run.
  const pids = async (): Promise<number[]> => {
    const { rows } = await world.client.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
    );
    return [process.pid, ...running.map(({ pid }) => pid), ...rows.map(({ pid }) => Number(pid))];
  };
  for (const operation of chosen) {
    const isKnown = ({ name }: RunningServer): boolean =>
      (name !== 'mercurius' && name !== 'template') || operationsOfPeers.includes(operation.name);
    const [raw, ...servers] = running.filter(isKnown);
    if (!raw) throw new Error('there is always raw');
    await compareAnswers(world, load, operation, [raw, ...servers]);
    const measured = await measure(world, load, operation, raw, servers, plan, pids);
    for (const { server, rateOfRaw, cpuOfRaw } of measured.slice(1)) {
      console.error(
        `${operation.name}: ${server} ${rateOfRaw.median.toFixed(2)} of raw's requests/s, ${cpuOfRaw.median.toFixed(2)} times its CPU`,
      );
    }
    results.push(...measured);
  }
  return results;
}

function report(results: readonly Result[], running: readonly RunningServer[]): void {
  const starts = running.map(({ name, readyAfterMs }) => ({ name, readyAfterMs: Math.round(readyAfterMs) }));
  const doubts = doubt(results);
  console.log(`${new Date().toISOString()}, ${clones} clones, ${connections} connections, ${describeMachine()}\n`);
  console.log(table(results));
  console.log(`\nStart to ready: ${starts.map(({ name, readyAfterMs }) => `${name} ${readyAfterMs} ms`).join(', ')}.`);
  console.log(`Ratios are medians over pairs of slices of ${plan.requests} requests, with quartiles.`);
  console.log(beyondTargets(results.filter(({ server }) => server === 'service')));
  if (doubts !== null) console.log(`\n${doubts}`);
  if (values.json !== undefined) {
    writeFileSync(
      values.json,
      `${JSON.stringify({ at: new Date(), machine: describeMachine(), clones, connections, ...plan, starts, doubt: doubts, results }, null, 2)}\n`,
    );
  }
}

await run(databaseUrl(usage));
