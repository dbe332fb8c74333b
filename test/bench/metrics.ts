/** `npm run bench:metrics`: how much CPU time a request's metrics take. */
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { RecordingClient, RequestRecord } from '../../src/api/requestRecord.ts';
import type { Client } from '../../src/database/client.ts';
import { timeStatements } from '../../src/database/timeStatements.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { readOptions } from '../readOptions.ts';

readOptions(
  {},
  {
    usage: 'npm run bench:metrics',
    help: `Measures the CPU time of what is counted of one request that sends two statements, which are answered at once; beside the
same without counting. Compare with "CPU s per 1,000" of npm run bench.`,
  },
);

const requests = 1_000_000;
const rounds = 3;
const metrics = createMetrics();
const answered = { queryRaw: () => Promise.resolve(null), executeRaw: () => Promise.resolve(0) };
const factory = { connect: async () => ({ ...answered, startTransaction: async () => answered }) };

/** A client whose statements are answered at once. */
async function clientOf(from: object): Promise<Client> {
  const adapter = await (from as SqlDriverAdapterFactory).connect();
  return { $queryRaw: () => adapter.queryRaw({ sql: '', args: [], argTypes: [] }) } as unknown as Client;
}

const sql = undefined as never;
const plain = await clientOf({ ...factory });
const timed = await clientOf(
  timeStatements({ ...factory } as unknown as SqlDriverAdapterFactory, metrics.observeStatement),
);

async function uncounted(): Promise<void> {
  await plain.$queryRaw(sql);
  await plain.$queryRaw(sql);
}

async function counted(): Promise<void> {
  metrics.begin();
  const began = performance.now();
  const record = new RequestRecord();
  record.root = { operation: 'query', field: 'strategyVersion' };
  record.cost = 3;
  metrics.countVerdict('service');
  const client = new RecordingClient(timed, record);
  await client.$queryRaw(sql);
  await client.$queryRaw(sql);
  metrics.end(record, (performance.now() - began) / 1_000);
}

/** Microseconds of CPU time of one. */
async function measure(act: () => Promise<void>): Promise<number> {
  for (let count = 0; count < requests / 10; count += 1) await act();
  const before = process.cpuUsage();
  for (let count = 0; count < requests; count += 1) await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

for (let round = 0; round < rounds; round += 1) {
  const [without, withIt] = [await measure(uncounted), await measure(counted)];
  console.log(
    `${(withIt - without).toFixed(2)} µs a request (${withIt.toFixed(2)} with what is counted, ${without.toFixed(2)} without)`,
  );
}
