import { fastify, type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Caller } from '../access/caller.ts';
import type { DomainMetrics } from '../api/context.ts';
import type { RequestRecord } from '../api/requestRecord.ts';
import { type RetryReason, retryReasons } from '../database/retryReason.ts';
import { type ConnectionUse, type Database, type LockPlace, lockPlaces } from '../database/openDatabase.ts';
import type { OnAnswer } from '../database/timeStatements.ts';
import { sources } from '../lifecycle/facts.ts';
import { lifecycleTable } from '../lifecycle/table.ts';
import { limitNames } from '../errors/limitName.ts';
import { listen } from './listen.ts';
import { counter, histogram } from './series.ts';

/** What became of a request's token. */
export type Verdict = Caller['kind'] | 'invalid' | 'keysUnavailable';

/** What is asked for at each scrape. */
export interface RequestUse {
  /** Bodies that take a share of their budget. */
  bodies(): { readonly bodies: number; readonly bytes: number };
  readonly bodiesLimit: number;
  /** How many requests wait for their caller's turn. */
  waiting(): number;
}

/** What the requests are counted by. */
export interface RequestMetrics {
  watchRequests(use: RequestUse): void;
  countVerdict(verdict: Verdict): void;
  /** A request to /graphql has come. */
  begin(): void;
  /** It was answered, or its connection was closed. */
  end(record: RequestRecord, seconds: number): void;
}

/** The service's metrics. Every label's values are a closed list, or names of the schema: never an id or a caller's text. */
export interface Metrics extends RequestMetrics, DomainMetrics {
  countKeyFetch(succeeded: boolean): void;
  observeStatement: OnAnswer;
  observeLockWait(where: LockPlace, seconds: number): void;
  countRetry(reason: RetryReason): void;
  /** Asked at each scrape. */
  watchReadiness(isReady: () => Promise<{ readonly ok: boolean }>): void;
  watchDatabase(database: Pick<Database, 'connections' | 'turns' | 'lockWaits'>): void;
  /** A strategy version was read whose stored bytes don't match its hash. */
  countContentMismatch(): void;
  /** How long the oldest event has waited for a transaction that is under way; 0: none waits. */
  setFeedWaiting(seconds: number): void;
  /**
   * Serves `/metrics` in Prometheus' text format, without a token and so on its own port; returns the base URL. Throws
   * StartError when the address isn't available.
   */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

/** From reads that one cached row answers to the request's time-out. */
const requestSeconds = [0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 10];
const statementSeconds = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];
const lockSeconds = [0.005, 0.025, 0.1, 0.5, 1, 5];
const costs = [1, 10, 100, 1_000, 10_000, 100_000];

const noConnections: ConnectionUse = { busy: 0, idle: 0, limit: 0, waiting: 0, reads: 0 };

/** The metrics of one service; those of the process (memory, CPU, event loop) are there once it listens. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const requests = counter(
    registry,
    {
      name: 'clone_service_requests_total',
      help: 'Requests to /graphql by what they asked for and how they ended. Each is counted once.',
    },
    'operation',
    'field',
    'code',
    'outcome',
  );
  const durations = histogram(
    registry,
    {
      name: 'clone_service_request_duration_seconds',
      help: 'How long requests to /graphql took, from their headers to the end of the answer.',
    },
    requestSeconds,
    'operation',
    'field',
    'outcome',
  );
  const costOf = histogram(
    registry,
    {
      name: 'clone_service_operation_cost_objects',
      help: 'How many objects an operation within the limits could return, known before it runs.',
    },
    costs,
    'operation',
  );
  const refusals = counter(
    registry,
    { name: 'clone_service_refusals_total', help: 'Requests that a limit refused, by the limit.' },
    'limit',
  ).each(limitNames);
  let inFlight = 0;
  gauge(
    registry,
    'clone_service_requests_in_flight',
    'Requests to /graphql that are not answered yet.',
    () => inFlight,
  );
  let requestUse: RequestUse | null = null;
  gauge(
    registry,
    'clone_service_requests_waiting',
    'Requests that wait until their caller has fewer in flight (MAX_CONCURRENT_PER_CALLER).',
    () => requestUse?.waiting() ?? 0,
  );
  gauge(
    registry,
    'clone_service_bodies_in_flight',
    'Request bodies of more than 16 KiB that are held in memory.',
    () => requestUse?.bodies().bodies ?? 0,
  );
  gauge(
    registry,
    'clone_service_bodies_bytes',
    'What these bodies take of MAX_BODIES_BYTES.',
    () => requestUse?.bodies().bytes ?? 0,
  );
  gauge(registry, 'clone_service_bodies_limit_bytes', 'MAX_BODIES_BYTES.', () => requestUse?.bodiesLimit ?? 0);
  const verdicts = counter(
    registry,
    {
      name: 'clone_service_token_verdicts_total',
      help: "What became of requests' tokens: the kind of caller, or why there is none.",
    },
    'verdict',
  ).each(['anonymous', 'user', 'service', 'invalid', 'keys_unavailable']);
  const keyFetches = counter(
    registry,
    { name: 'clone_service_key_fetches_total', help: 'Fetches of the token keys from AUTH_JWKS_URL.' },
    'result',
  ).each(['ok', 'failed']);
  let isReady: Parameters<Metrics['watchReadiness']>[0] | null = null;
  gauge(
    registry,
    'clone_service_ready',
    '1: requests can be answered. 0: the database cannot be used, and /health/ready says why.',
    async () => ((await isReady?.())?.ok ? 1 : 0),
  );
  let database: Parameters<Metrics['watchDatabase']>[0] | null = null;
  const pool = (): ConnectionUse => database?.connections() ?? noConnections;
  gauges(
    registry,
    'clone_service_pool_connections',
    'Connections of the pool that has the transactions.',
    'state',
    () => ({ busy: pool().busy, idle: pool().idle }),
  );
  gauge(registry, 'clone_service_pool_limit_connections', 'How many it may have.', () => pool().limit);
  gauge(registry, 'clone_service_pool_waiting', 'How many wait for one of them.', () => pool().waiting);
  gauge(
    registry,
    'clone_service_reads_in_flight',
    'Statements under way on the connections that reads share.',
    () => pool().reads,
  );
  gauges(registry, 'clone_service_lock_waiting', 'Writes that wait for other writes now.', 'place', () => ({
    process: database?.turns.waiting() ?? 0,
    database: database?.lockWaits.taken() ?? 0,
  }));
  const statements = histogram(
    registry,
    {
      name: 'clone_service_statement_duration_seconds',
      help: 'How long statements took, with waiting for a connection.',
    },
    statementSeconds,
    'place',
  ).each(['read', 'transaction']);
  const lockWaits = histogram(
    registry,
    {
      name: 'clone_service_lock_wait_seconds',
      help: 'How long writes waited for other writes on the same clone, of those that had to wait.',
    },
    lockSeconds,
    'place',
  ).each(lockPlaces);
  const retries = counter(
    registry,
    { name: 'clone_service_transaction_retries_total', help: 'Transactions that were tried again, by the reason.' },
    'reason',
  ).each(retryReasons);
  const states = counter(
    registry,
    { name: 'clone_service_lifecycle_states_total', help: 'Lifecycle states that were told, UNKNOWN for null.' },
    'state',
  ).each([...lifecycleTable.map(({ state }) => state), 'UNKNOWN']);
  const unknownFacts = counter(
    registry,
    {
      name: 'clone_service_lifecycle_unknown_facts_total',
      help: 'Facts that were unknown when a lifecycle state was told, by their source.',
    },
    'source',
  ).each(sources);
  const publishings = counter(
    registry,
    { name: 'clone_service_publishings_total', help: 'Calls of publishStrategy by how they ended.' },
    'outcome',
  );
  publishings.each(['published', 'unchanged', 'failed']);
  const contentMismatches = counter(registry, {
    name: 'clone_service_content_mismatches_total',
    help: 'Reads of a strategy version whose stored bytes do not match its hash. If not 0, check the database.',
  }).of();
  const feedWaiting = gauge(
    registry,
    'clone_service_feed_oldest_waiting_seconds',
    'How long the oldest event has waited for a transaction that began before it. If it grows, end that transaction.',
  );
  let app: FastifyInstance | undefined;
  return {
    begin: () => {
      inFlight += 1;
    },
    end: (record, seconds) => {
      inFlight -= 1;
      const { operation, field } = record.root;
      const { code, kind, cost } = record;
      requests.of(operation, field, code, kind).add();
      durations.of(operation, field, kind).observe(seconds);
      if (cost !== null) costOf.of(operation).observe(cost);
      for (const limit of record.limits) refusals[limit].add();
    },
    watchRequests: (use) => {
      requestUse = use;
    },
    countVerdict: (verdict) => verdicts[verdict === 'keysUnavailable' ? 'keys_unavailable' : verdict].add(),
    countKeyFetch: (succeeded) => keyFetches[succeeded ? 'ok' : 'failed'].add(),
    observeStatement: (place, seconds) => statements[place].observe(seconds),
    observeLockWait: (place, seconds) => lockWaits[place].observe(seconds),
    countRetry: (reason) => retries[reason].add(),
    watchReadiness: (ask) => {
      isReady = ask;
    },
    watchDatabase: (opened) => {
      database = opened;
    },
    countLifecycle: ({ state, unavailable }) => {
      states[state ?? 'UNKNOWN'].add();
      for (const source of unavailable) unknownFacts[source].add();
    },
    countPublishing: (outcome) => publishings.of(outcome).add(),
    countContentMismatch: () => contentMismatches.add(),
    setFeedWaiting: (seconds) => feedWaiting.set(seconds),
    listen: ({ host, port }) => {
      collectDefaultMetrics({ register: registry });
      app = fastify({ logger: false, forceCloseConnections: true });
      app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
      return listen(app, { host, port, portSetting: 'METRICS_PORT' });
    },
    close: async () => app?.close(),
  };
}

/** A gauge; with `read`, its value is asked for at each scrape. */
function gauge(registry: Registry, name: string, help: string, read?: () => number | Promise<number>): Gauge {
  return new Gauge({
    name,
    help,
    registers: [registry],
    ...(read && {
      async collect() {
        this.set(await read());
      },
    }),
  });
}

/** A gauge with one label, whose values are asked for at each scrape. */
function gauges(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Readonly<Record<string, number>>,
): Gauge {
  return new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count);
    },
  });
}
