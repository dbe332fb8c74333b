import { fastify, type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { RequestRecord } from '../api/requestRecord.ts';
import { limitNames } from '../errors/limitName.ts';
import { listen } from './listen.ts';
import { counter, histogram } from './series.ts';

/** What the requests are counted by. */
export interface RequestMetrics {
  /** A request to /graphql has come. */
  begin(): void;
  /** It was answered, or its connection was closed. */
  end(record: RequestRecord, seconds: number): void;
}

/** The service's metrics. Every label's values are a closed list, or names of the schema: never an id or a caller's text. */
export interface Metrics extends RequestMetrics {
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
const costs = [1, 10, 100, 1_000, 10_000, 100_000];

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
function gauge(registry: Registry, name: string, help: string, read?: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers: [registry],
    ...(read && {
      collect() {
        this.set(read());
      },
    }),
  });
}
