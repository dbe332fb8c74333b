/** `npm run bench:neighbour`: how long one caller waits while another floods the service, and while nobody does. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';
import { databaseUrl, readOptions } from '../readOptions.ts';
import { loadDataSet, urlOfDataSet } from './dataSet.ts';
import { flagsOfStart } from './flagsOfStart.ts';
import type { Flood } from './flood.ts';
import { startIdentityServer } from './identityServer.ts';
import { createLoad, type Request } from './load.ts';
import { operations, type World } from './operations.ts';
import { startServer } from './startServer.ts';
import { quantile } from './statistics.ts';
import { createWorld } from './world.ts';

const clones = 1_000;
const parallel = 200;
const floods = ['myClones', 'entitiesClone', 'publicClones'];

const usage = 'npm run bench:neighbour -- [--concurrent N,N] [--requests N]';
const values = readOptions(
  { concurrent: { type: 'string' }, requests: { type: 'string', default: '1000' } },
  {
    usage,
    help: `Measures how long one caller waits while another sends 200 requests at once, over and over. Needs DATABASE_URL of a
PostgreSQL 15 or newer, where it makes a schema of its own.

  --concurrent N,N   values of MAX_CONCURRENT_PER_CALLER
  --requests N       requests of the caller that waits`,
  },
);

async function run(database: string): Promise<void> {
  const url = urlOfDataSet(database, clones);
  await loadDataSet(url, clones);
  const { connectionString, schema } = parseDatabaseUrl(url);
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await client.connect();
  const identity = await startIdentityServer();
  const mine = await createWorld(client, clones, identity, [0]);
  const theirs = await createWorld(client, clones, identity, [1]);
  console.log(
    `| MAX_CONCURRENT_PER_CALLER | the other sends | its requests/s | p50 alone, ms | p50 beside it | p99 alone | p99 beside it | times |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  try {
    for (const concurrent of values.concurrent?.split(',') ?? [null]) {
      const kind = {
        file: new URL('../../src/start.mjs', import.meta.url).href,
        readyPath: '/health/ready',
        flags: flagsOfStart(new URL('../..', import.meta.url)),
      };
      const server = await startServer('service', kind, {
        DATABASE_URL: url,
        ...identity.settings,
        ...(concurrent !== null && { MAX_CONCURRENT_PER_CALLER: concurrent }),
      });
      try {
        await waits(server.url, mine, 1_000); // compiles
        for (const name of floods)
          await measure(server.url, mine, await prepare(theirs, name, 100), [concurrent ?? 'default', name]);
      } finally {
        await server.stop();
      }
    }
  } finally {
    identity.close();
    await client.end();
  }
}

async function prepare(world: World, name: string, count: number): Promise<readonly Request[]> {
  const operation = operations.find((each) => each.name === name);
  return (await operation?.prepare(world, count))?.requests ?? [];
}

async function measure(
  url: string,
  mine: World,
  requests: readonly Request[],
  cells: readonly string[],
): Promise<void> {
  const alone = await waits(url, mine, Number(values.requests));
  const flood = fork(new URL('flood.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  try {
    flood.send({ url, requests, parallel } satisfies Flood);
    await once(flood, 'message');
    const [from, began] = [await answered(flood), performance.now()];
    const beside = await waits(url, mine, Number(values.requests));
    const perSecond = ((await answered(flood)) - from) / ((performance.now() - began) / 1_000);
    const [p99, p99Beside] = [quantile(alone, 0.99), quantile(beside, 0.99)];
    const times = [quantile(alone, 0.5), quantile(beside, 0.5), p99, p99Beside];
    console.log(
      `| ${[...cells, Math.round(perSecond), ...times.map((ms) => ms.toFixed(1)), (p99Beside / p99).toFixed(1)].join(' | ')} |`,
    );
  } finally {
    flood.kill();
  }
}

async function answered(flood: ChildProcess): Promise<number> {
  flood.send('how many');
  const [count] = (await once(flood, 'message')) as [number];
  return count;
}

/** How long the caller waits for each answer, in milliseconds; like a person's page, it asks for one after the other. */
async function waits(url: string, world: World, count: number): Promise<number[]> {
  const load = createLoad(1, {});
  try {
    const requests = (
      await Promise.all(['myClones', 'publicClones'].map((name) => prepare(world, name, count / 2)))
    ).flat();
    const token = world.ownerTokens[0] ?? null;
    const latencies: number[] = [];
    for (const { body } of requests) {
      latencies.push(...(await load.sendAll(url, [{ token, body }])));
      await pause(2);
    }
    return latencies;
  } finally {
    load.close();
  }
}

await run(databaseUrl(usage));
