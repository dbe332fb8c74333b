import { fastify } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { listen } from './listen.ts';

/** The service's counters. No label holds an id or a caller's text. */
export interface Metrics {
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

/** Counters of one service, with those of the process (memory, CPU, event loop). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const contentMismatches = new Counter({
    name: 'clone_service_content_mismatches_total',
    help: 'Reads of a strategy version whose stored bytes do not match its hash. If not 0, check the database.',
    registers: [registry],
  });
  const feedWaiting = new Gauge({
    name: 'clone_service_feed_oldest_waiting_seconds',
    help: 'How long the oldest event has waited for a transaction that began before it. If it grows, end that transaction.',
    registers: [registry],
  });
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return {
    countContentMismatch: () => contentMismatches.inc(),
    setFeedWaiting: (seconds) => feedWaiting.set(seconds),
    listen: ({ host, port }) => listen(app, { host, port, portSetting: 'METRICS_PORT' }),
    close: () => app.close(),
  };
}
