/**
 * `npm run bench:hostile`: what costly and hostile requests cost. Each is sent to a service of its own; the table has the
 * answer, the process's peak memory, and the longest that another caller waited meanwhile.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';
import { databaseUrl, readOptions } from '../readOptions.ts';
import { clonesOfAnOwner, loadDataSet, ownerOf, urlOfDataSet } from './dataSet.ts';
import { flagsOfStart } from './flagsOfStart.ts';
import { attacks, type Attack, type Target } from './hostileRequests.ts';
import { startIdentityServer } from './identityServer.ts';
import { startServer, type RunningServer } from './startServer.ts';
import { watchNeighbour } from './watchNeighbour.ts';

const clones = 300;
/** The owner of a hundred drafts that are nearly as large as allowed. */
const heavyOwner = ownerOf(2 * clonesOfAnOwner);

const usage = 'npm run bench:hostile -- [--only TEXT] [--before DIR]';
const values = readOptions(
  { before: { type: 'string' }, only: { type: 'string' } },
  {
    usage,
    help: `Measures what costly and hostile requests cost. Needs DATABASE_URL of a PostgreSQL 15 or newer, where it makes a
schema of its own.

  --only TEXT    requests whose name contains this
  --before DIR   asks another checkout the same`,
  },
);

interface Row {
  readonly attack: string;
  readonly answer: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly longestWaitMs: number;
}

async function run(database: string): Promise<void> {
  const url = urlOfDataSet(database, clones);
  await loadDataSet(url, clones);
  await makeHeavy(url);
  const identity = await startIdentityServer();
  const checkouts = [
    new URL('../..', import.meta.url),
    ...(values.before === undefined ? [] : [pathToFileURL(`${values.before}/`)]),
  ];
  const chosen = attacks.filter(({ name }) => values.only === undefined || name.includes(values.only));
  try {
    const tokens = {
      owner: await identity.sign(heavyOwner),
      engine: await identity.sign('trading-engine', 'clone:read strategy:read'),
    };
    const rows = [];
    for (const attack of chosen) {
      const pair: Row[] = [];
      for (const checkout of checkouts)
        pair.push(await tryOut(attack, checkout, tokens, { DATABASE_URL: url, ...identity.settings }));
      rows.push(pair);
      console.error(`${attack.name}: ${pair.map(show).join('   before: ')}`);
    }
    console.log(table(rows));
  } finally {
    identity.close();
  }
}

/** Drafts of about a megabyte, written as the service stores them. */
async function makeHeavy(url: string): Promise<void> {
  const { connectionString, schema } = parseDatabaseUrl(url);
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await client.connect();
  try {
    const tradingPrompts = Array.from({ length: 10 }, (_, index) => ({
      blockId: `p${index}`,
      id: `p${index}`,
      prompt: 'x'.repeat(99_000),
    }));
    const graph = JSON.stringify({ dataStreams: [], assets: [], tradingPrompts, connections: [] });
    await client.query(
      `UPDATE clone_strategy_drafts SET graph = $1, revision = revision + 1
      FROM clones WHERE clones.id = clone_id AND owner_id = $2 AND graph <> $1`,
      [graph, heavyOwner],
    );
  } finally {
    await client.end();
  }
}

async function tryOut(
  attack: Attack,
  checkout: URL,
  tokens: Target['tokens'],
  environment: Readonly<Record<string, string>>,
): Promise<Row> {
  const kind = {
    file: new URL('src/start.mjs', checkout).href,
    readyPath: '/health/ready',
    flags: flagsOfStart(checkout),
  };
  const server = await startServer('service', kind, environment);
  forgetPeak(server);
  const neighbour = watchNeighbour(new URL('/graphql?query=%7B__typename%7D', server.url));
  const began = performance.now();
  try {
    const answer = await attack.send({ url: server.url, tokens });
    const seconds = (performance.now() - began) / 1_000;
    const longestWaitMs = await neighbour.stop();
    return {
      attack: attack.name,
      answer: isAlive(server) ? answer : 'the process ended',
      seconds,
      peakMegabytes: peakOf(server),
      longestWaitMs,
    };
  } finally {
    await neighbour.stop();
    if (isAlive(server)) await server.stop();
  }
}

function isAlive({ pid }: RunningServer): boolean {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8').includes('VmHWM');
  } catch {
    return false;
  }
}

/** Makes the kernel count the peak from now on. */
function forgetPeak({ pid }: RunningServer): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function peakOf(server: RunningServer): number {
  if (!isAlive(server)) return Number.NaN;
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

function show({ answer, seconds, peakMegabytes, longestWaitMs }: Row): string {
  const peak = Number.isNaN(peakMegabytes) ? '–' : `${peakMegabytes} MB`;
  return `${answer} | ${seconds.toFixed(1)} s | ${peak} | ${longestWaitMs} ms`;
}

function table(rows: readonly (readonly Row[])[]): string {
  const head = '| request | answer | took | peak | longest wait of another |';
  const lines = rows.flatMap((pair) =>
    pair.map((row, index) => `| ${index === 0 ? row.attack : '– before'} | ${show(row)} |`),
  );
  return [head, '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

await run(databaseUrl(usage));
