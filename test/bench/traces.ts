/** `npm run bench:traces`: what tracing costs, switched off and on, at the start and for each request. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { databaseUrl, readOptions } from '../readOptions.ts';
import { loadDataSet, urlOfDataSet } from './dataSet.ts';
import { flagsOfStart } from './flagsOfStart.ts';
import { startIdentityServer } from './identityServer.ts';
import { createLoad } from './load.ts';
import { startServer } from './startServer.ts';
import { quantile } from './statistics.ts';

const rounds = 9;
const requests = 2_500;
const clones = 1_000;

const usage = 'npm run bench:traces -- [--before DIR]';
const { before } = readOptions(
  { before: { type: 'string' } },
  {
    usage,
    help: `Starts the service ${rounds} times with tracing off and on, in turn, and sends ${requests} requests for five public clones each time.
Needs DATABASE_URL of a PostgreSQL 15 or newer, where it makes a schema of its own for its data set and keeps it.

  --before DIR   another checkout, measured in the same run with tracing off`,
  },
);

/** What one start of a server took. */
interface Run {
  /** CPU seconds until it was ready. */
  readonly start: number;
  /** The most memory until then and in all, in MB. */
  readonly readyMegabytes: number;
  readonly megabytes: number;
  /** CPU milliseconds of a request. */
  readonly request: number;
}

async function run(database: string): Promise<void> {
  const url = urlOfDataSet(database, clones);
  await loadDataSet(url, clones);
  const collector = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  const identity = await startIdentityServer();
  const environment = { DATABASE_URL: url, ...identity.settings };
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const kinds = [
    ...(before === undefined ? [] : [{ name: 'before', folder: pathToFileURL(`${before}/`), environment }]),
    { name: 'off', folder: here, environment },
    { name: 'on', folder: here, environment: { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } },
  ];
  const runs = new Map<string, Run[]>(kinds.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds) runs.get(kind.name)?.push(await measure(kind.folder, kind.environment));
    }
  } finally {
    collector.closeAllConnections();
    collector.close();
    identity.close();
  }
  console.log('| tracing | CPU until it is ready, s | memory then, MB | CPU of a request, ms | memory after, MB |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const [name, of] of runs) {
    const cells = [
      middle(of, ({ start }) => start, 2),
      middle(of, ({ readyMegabytes }) => readyMegabytes, 0),
      middle(of, ({ request }) => request, 2),
      middle(of, ({ megabytes }) => megabytes, 0),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}

const here = new URL('../..', import.meta.url);
const body = JSON.stringify({ query: '{ publicClones(first: 5) { nodes { id publicProfile { name } } } }' });

async function measure(folder: URL, environment: Readonly<Record<string, string>>): Promise<Run> {
  const kind = {
    file: new URL('src/start.mjs', folder).href,
    readyPath: '/health/ready',
    flags: flagsOfStart(folder),
  };
  const server = await startServer('service', kind, environment);
  const load = createLoad(16, {});
  const send = (count: number) =>
    load.sendAll(
      server.url,
      Array.from({ length: count }, () => ({ token: null, body })),
    );
  try {
    const ready = await server.usage();
    await send(requests / 5); // compiles
    const from = await server.usage();
    await send(requests);
    const to = await server.usage();
    return {
      start: ready.cpuSeconds,
      readyMegabytes: ready.peakMegabytes,
      request: (1_000 * (to.cpuSeconds - from.cpuSeconds)) / requests,
      megabytes: to.peakMegabytes,
    };
  } finally {
    load.close();
    await server.stop();
  }
}

/** The median with the range. */
function middle(runs: readonly Run[], of: (run: Run) => number, digits: number): string {
  const values = runs.map(of);
  const [median, least, most] = [0.5, 0, 1].map((share) => quantile(values, share).toFixed(digits));
  return `${median} (${least} to ${most})`;
}

await run(databaseUrl(usage));
