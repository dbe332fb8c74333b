import { fastify } from 'fastify';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { listen } from './listen.ts';

/** What a running service counts. No label holds an id or a caller's text. */
export interface Metrics {
  /** A stored strategy version was read whose bytes don't have its hash. */
  countContentMismatch(): void;
  /**
   * Serves `/metrics` in Prometheus' text format, on a port of its own: it needs no token. The URL. Throws StartError
   * when the address can't be had.
   */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

/** Counters of one service, and those of its process (memory, CPU, event loop). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const contentMismatches = new Counter({
    name: 'clone_service_content_mismatches_total',
    help: 'Reads of a strategy version whose stored bytes do not have its hash. Anything but 0 needs a look at the database.',
    registers: [registry],
  });
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return {
    countContentMismatch: () => contentMismatches.inc(),
    listen: ({ host, port }) => listen(app, { host, port, portSetting: 'METRICS_PORT' }),
    close: () => app.close(),
  };
}
