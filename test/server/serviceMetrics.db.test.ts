import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { testServer } from '../database/testServer.ts';
import { untilWaiting } from '../database/otherSession.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { makeProcessHome, type ProcessHome } from '../startProcess.ts';
import { scrape, sumOf } from './scrape.ts';

let home: ProcessHome;
let service: RunningService;
let before: Awaited<ReturnType<typeof scrape>>;

beforeAll(async () => {
  home = await makeProcessHome();
  const settings = readSettings({ ...home.settings, PORT: '0', METRICS_PORT: '0', MAX_CONCURRENT_PER_CALLER: '20' });
  service = await startService(settings, createLog('silent'));
});
beforeEach(async () => {
  before = await scrape(service.metricsUrl);
});
afterAll(async () => {
  await service.close();
  await home.remove();
});

async function ask(query: string, variables: object = {}, subject: string | null = 'alice') {
  const token = subject === null ? {} : { authorization: `Bearer ${await home.token(subject)}` };
  const headers = { 'content-type': 'application/json', ...token };
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: Record<string, { clone: { id: string } }>; errors?: readonly unknown[] };
}

async function createClone(): Promise<string> {
  const { data } = await ask(
    'mutation { createClone(input: { name: "Counted", modelId: "swift-1" }) { clone { id } } }',
  );
  return data?.['createClone']?.clone.id ?? expect.fail('no clone');
}

/** By how much a metric has grown since the test began. */
const grown = async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> =>
  sumOf(await scrape(service.metricsUrl), `clone_service_${name}`, labels) -
  sumOf(before, `clone_service_${name}`, labels);
const now = async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> =>
  sumOf(await scrape(service.metricsUrl), `clone_service_${name}`, labels);

/** Begins a request of alice whose body of `bytes` stays one byte short. */
async function beginBody(bytes: number): Promise<() => void> {
  const { hostname, port } = new URL(service.url);
  const head = [
    'POST /graphql HTTP/1.1',
    'host: a',
    'content-type: application/json',
    `authorization: Bearer ${await home.token('alice')}`,
    `content-length: ${bytes}`,
  ];
  const socket = connect(Number(port), hostname, () =>
    socket.write(`${head.join('\r\n')}\r\n\r\n${'{'.padEnd(bytes - 1, ' ')}`),
  );
  socket.on('error', () => {});
  return () => void socket.destroy();
}

describe('the metrics', () => {
  it('count tokens by what became of them', async () => {
    await ask('{ __typename }', {}, null);
    await ask('{ __typename }');
    const headers = { 'content-type': 'application/json', authorization: 'Bearer a.b.c' };
    await fetch(`${service.url}/graphql`, { method: 'POST', headers, body: '{}' });
    expect(await grown('token_verdicts_total', { verdict: 'anonymous' })).toBe(1);
    expect(await grown('token_verdicts_total', { verdict: 'user' })).toBe(1);
    expect(await grown('token_verdicts_total', { verdict: 'invalid' })).toBe(1);
    expect(await grown('token_verdicts_total')).toBe(3);
  });

  it('count lifecycle states as they are told, and unknown facts by their source', async () => {
    const cloneId = await createClone();
    const clone = { __typename: 'LifecycleSummary', cloneId };
    const r = [
      { ...clone, auditionStatus: 'RUNNING', queueStatus: 'NONE', arenaStatus: 'NONE' },
      { ...clone, auditionStatus: 'PASSED', queueStatus: null, arenaStatus: 'NONE' },
      { ...clone, auditionStatus: 'canary', queueStatus: 'NONE', arenaStatus: null },
    ];
    await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { state } } }', { r });
    expect(await grown('lifecycle_states_total', { state: 'AUDITION_RUNNING' })).toBe(1);
    expect(await grown('lifecycle_states_total', { state: 'COMPETITION_ELIGIBLE' })).toBe(1);
    expect(await grown('lifecycle_states_total', { state: 'UNKNOWN' })).toBe(1);
    expect(await grown('lifecycle_states_total')).toBe(3);
    expect(await grown('lifecycle_unknown_facts_total', { source: 'audition' })).toBe(1);
    expect(await grown('lifecycle_unknown_facts_total', { source: 'queue' })).toBe(1);
    expect(await grown('lifecycle_unknown_facts_total', { source: 'arena' })).toBe(1);
  });

  it('blame no source for a query that came without a gateway', async () => {
    await createClone();
    await ask('{ myClones(first: 1) { nodes { lifecycle { state } } } }');
    expect(await grown('lifecycle_states_total', { state: 'UNKNOWN' })).toBe(1);
    expect(await grown('lifecycle_unknown_facts_total')).toBe(0);
  });

  it('say whether requests can be answered', async () => {
    expect(await now('ready')).toBe(1);
    const ownHome = await makeProcessHome();
    const nowhere = { ...ownHome.settings, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' };
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const own = await startService(readSettings({ ...nowhere, PORT: '0', METRICS_PORT: '0' }), log);
    expect(sumOf(await scrape(own.metricsUrl), 'clone_service_ready')).toBe(0);
    expect(sumOf(await scrape(own.metricsUrl), 'clone_service_ready')).toBe(0);
    const said = lines.filter((line) => line.includes('the database is not ready'));
    expect(said.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ level: 'warn', reason: 'unreachable', cause: 'DatabaseNotReachable' }),
    ]);
    const ready = await fetch(`${own.url}/health/ready`);
    expect(await ready.json()).toEqual({ status: 'unavailable', reason: 'unreachable' });
    await own.close();
    await ownHome.remove();
  });

  it('count each publishing once, by how it ended', async () => {
    const cloneId = await createClone();
    const publish = (expectedRevision: number) =>
      ask('mutation ($input: PublishStrategyInput!) { publishStrategy(input: $input) { created errors { code } } }', {
        input: { cloneId, expectedRevision },
      });
    await publish(0);
    await ask('mutation ($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }', {
      input: { cloneId, expectedRevision: 0, graph: sampleGraph() },
    });
    await publish(0);
    await publish(1);
    await publish(1);
    for (const outcome of ['STRATEGY_INVALID', 'REVISION_CONFLICT', 'published', 'unchanged'])
      expect(await grown('publishings_total', { outcome }), outcome).toBe(1);
    expect(await grown('publishings_total')).toBe(4);
  });

  it("measure statements, by themselves and in transactions, Prisma's own included", async () => {
    const cloneId = await createClone();
    expect(await grown('statement_duration_seconds_count', { place: 'transaction' })).toBeGreaterThanOrEqual(3);
    const reads = await grown('statement_duration_seconds_count', { place: 'read' });
    await ask('query ($id: ID!) { clone(id: $id) { strategyDraft { revision } } }', { id: cloneId });
    expect(await grown('statement_duration_seconds_count', { place: 'read' })).toBeGreaterThan(reads);
    expect(await grown('statement_duration_seconds_sum')).toBeGreaterThan(0);
  });

  it('measure how long writes wait for their turn, and count those that wait', async () => {
    const select = 'mutation ($input: SelectModelInput!) { selectModel(input: $input) { errors { code } } }';
    // The first writes of a clone wait for its owner to be read, and so meet.
    const waits = async () => {
      const input = { cloneId: await createClone(), modelId: 'swift-1' };
      await Promise.all(Array.from({ length: 20 }, () => ask(select, { input })));
      return grown('lock_wait_seconds_count', { place: 'process' });
    };
    await expect.poll(waits).toBeGreaterThan(0);
    expect(await now('lock_waiting')).toBe(0);
  });

  it('show the bodies that are held, and the requests that wait for their turn', async () => {
    const bodies: (() => void)[] = [];
    for (let begun = 0; begun < 21; begun += 1) bodies.push(await beginBody(100_000));
    await expect.poll(() => now('bodies_in_flight')).toBe(20);
    await expect.poll(() => now('bodies_bytes')).toBeGreaterThanOrEqual(20 * 100_000);
    await expect.poll(() => now('requests_waiting')).toBe(1);
    expect(await now('requests_in_flight')).toBe(21);
    expect(await now('bodies_limit_bytes')).toBeGreaterThan(1_000_000);
    for (const end of bodies) end();
    await expect.poll(() => now('requests_in_flight')).toBe(0);
    await expect.poll(async () => [await now('bodies_in_flight'), await now('bodies_bytes')]).toEqual([0, 0]);
    expect(await now('requests_waiting')).toBe(0);
  });

  it('count fetches from the key server, and tokens that cannot be judged without it', async () => {
    const ownHome = await makeProcessHome();
    const auth = { AUTH_JWKS_URL: 'http://127.0.0.1:1/keys', AUTH_ISSUER: 'i', AUTH_AUDIENCE: 'a' };
    const settings = readSettings({ ...ownHome.settings, ...auth, PORT: '0', METRICS_PORT: '0' });
    const own = await startService(settings, createLog('silent'));
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await home.token('alice')}` };
    await fetch(`${own.url}/graphql`, { method: 'POST', headers, body: '{}' });
    const samples = await scrape(own.metricsUrl);
    expect(sumOf(samples, 'clone_service_key_fetches_total', { result: 'failed' })).toBe(1);
    expect(sumOf(samples, 'clone_service_key_fetches_total', { result: 'ok' })).toBe(0);
    expect(sumOf(samples, 'clone_service_token_verdicts_total', { verdict: 'keys_unavailable' })).toBe(1);
    await own.close();
    await ownHome.remove();
  });
});

// The embedded database has one connection: nobody else can hold a lock, and there is no pool.
describe.skipIf(testServer === null)('the metrics on PostgreSQL', () => {
  it('show a write that waits for another session, its connection, and that it was tried again', async () => {
    const cloneId = await createClone();
    const other = new pg.Client({ connectionString: home.settings['DATABASE_URL'] ?? '' });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT id FROM clones WHERE id = $1 FOR UPDATE', [cloneId]);
    const select = 'mutation ($input: SelectModelInput!) { selectModel(input: $input) { errors { code } } }';
    const waiting = ask(select, { input: { cloneId, modelId: 'swift-1' } });
    await untilWaiting(other);
    await expect.poll(() => now('lock_waiting', { place: 'database' })).toBe(1);
    await expect.poll(() => now('pool_connections', { state: 'busy' })).toBeGreaterThanOrEqual(1);
    await other.query('COMMIT');
    await waiting;
    await other.end();
    expect(await grown('lock_wait_seconds_count', { place: 'database' })).toBe(1);
    expect(await grown('transaction_retries_total', { reason: 'locked' })).toBeGreaterThanOrEqual(1);
    expect(await now('lock_waiting')).toBe(0);
    expect(await now('pool_limit_connections')).toBeGreaterThanOrEqual(1);
    expect(await now('pool_waiting')).toBe(0);
  });
});
