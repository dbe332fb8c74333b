import type { Load } from './load.ts';
import { isTooBusy, watchMachine, type Disturbance } from './machine.ts';
import type { Operation, World } from './operations.ts';
import type { RunningServer } from './startServer.ts';
import { quantile, spread, type Spread } from './statistics.ts';

/** One server on one operation. */
export interface Result {
  readonly operation: string;
  readonly server: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU of the server's process, per 1,000 requests. */
  readonly cpuSeconds: number;
  /** Since its start. */
  readonly peakMegabytes: number;
  /** Sent to the database, including BEGIN and COMMIT. */
  readonly statementsPerRequest: number;
  /** Over all pairs of a slice of raw and one of this server: its share of raw's requests per second, … */
  readonly rateOfRaw: Spread;
  /** … and its p99 and CPU time as multiples of raw's. */
  readonly p99OfRaw: Spread;
  readonly cpuOfRaw: Spread;
  /** Pairs measured, and how many of them while the machine was busy with other work. */
  readonly pairs: number;
  readonly busyPairs: number;
}

export interface Plan {
  readonly pairs: number;
  /** Requests per slice. */
  readonly requests: number;
  readonly warmUp: number;
}

interface Slice {
  readonly requestsPerSecond: number;
  readonly latencies: readonly number[];
  readonly cpuSeconds: number;
  readonly statements: number;
}

interface Pair {
  readonly raw: Slice;
  readonly own: Slice;
  readonly disturbance: Disturbance;
}

/**
 * Measures each server on an operation, after warming up, in pairs that alternate with raw: what disturbs one slice of a pair
 * usually disturbs the other, so the ratios are steadier than the numbers.
 */
export async function measure(
  world: World,
  load: Load,
  operation: Operation,
  raw: RunningServer,
  servers: readonly RunningServer[],
  plan: Plan,
  findPids: () => Promise<readonly number[]>,
): Promise<Result[]> {
  const slice = async (server: RunningServer, count: number): Promise<Slice> => {
    const { requests, check } = await operation.prepare(world, count);
    const before = await server.usage();
    const start = performance.now();
    const latencies = await load.sendAll(server.url, requests);
    const seconds = (performance.now() - start) / 1_000;
    const after = await server.usage();
    await check();
    return {
      requestsPerSecond: count / seconds,
      latencies,
      cpuSeconds: ((after.cpuSeconds - before.cpuSeconds) * 1_000) / count,
      statements: (after.statements - before.statements) / count,
    };
  };
  for (const server of [raw, ...servers]) {
    for (let sent = 0; sent < plan.warmUp; sent += plan.requests) await slice(server, plan.requests);
  }
  // Once warm, each server has opened all its database connections.
  const pids = await findPids();
  const pairs = servers.map((): Pair[] => []);
  for (let round = 0; round < plan.pairs; round += 1) {
    for (const [index, server] of servers.entries()) {
      const disturbance = watchMachine(pids);
      const first = await slice(round % 2 === 0 ? raw : server, plan.requests);
      const second = await slice(round % 2 === 0 ? server : raw, plan.requests);
      const [ofRaw, own] = round % 2 === 0 ? [first, second] : [second, first];
      pairs[index]?.push({ raw: ofRaw, own, disturbance: disturbance() });
    }
  }
  const ofRaw = pairs.flat().map(({ raw, disturbance }): Pair => ({ raw, own: raw, disturbance }));
  return Promise.all(
    [raw, ...servers].map((server, index) =>
      resultOf(operation, server, index === 0 ? ofRaw : (pairs[index - 1] ?? [])),
    ),
  );
}

async function resultOf(operation: Operation, server: RunningServer, pairs: readonly Pair[]): Promise<Result> {
  const own = pairs.map((pair) => pair.own);
  const latencies = own.flatMap((slice) => slice.latencies);
  const ratio = (number: (slice: Slice) => number): Spread =>
    spread(pairs.map((pair) => number(pair.own) / number(pair.raw)));
  return {
    operation: operation.name,
    server: server.name,
    requestsPerSecond: spread(own.map(({ requestsPerSecond }) => requestsPerSecond)).median,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    cpuSeconds: spread(own.map(({ cpuSeconds }) => cpuSeconds)).median,
    peakMegabytes: (await server.usage()).peakMegabytes,
    statementsPerRequest: spread(own.map(({ statements }) => statements)).median,
    rateOfRaw: ratio(({ requestsPerSecond }) => requestsPerSecond),
    p99OfRaw: ratio((slice) => quantile(slice.latencies, 0.99)),
    cpuOfRaw: ratio(({ cpuSeconds }) => cpuSeconds),
    pairs: pairs.length,
    busyPairs: pairs.filter(({ disturbance }) => isTooBusy(disturbance)).length,
  };
}
