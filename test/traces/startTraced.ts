import { pino } from 'pino';
import { readSettings } from '../../src/settings/settings.ts';
import { startService } from '../../src/startService.ts';
import { makeProcessHome } from '../startProcess.ts';
import { type Collector, startCollector } from './startCollector.ts';

export interface TracedService {
  readonly url: string;
  readonly collector: Collector;
  /** The log's lines of requests so far. */
  lines(): readonly Record<string, unknown>[];
  log(): string;
  token(subject: string): Promise<string>;
  /** Sends an operation as alice; returns `data`. */
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Record<string, never> | null>;
  stop(): Promise<void>;
}

/** The service in this process, which sends its spans at once to a collector of its own. */
export async function startTraced(env: Readonly<Record<string, string>> = {}): Promise<TracedService> {
  const [home, collector] = await Promise.all([makeProcessHome(), startCollector()]);
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '10', ...env };
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const settings = readSettings({ ...home.settings, PORT: '0', METRICS_PORT: '0', ...tracing });
  const service = await startService(settings, log);
  return {
    url: service.url,
    collector,
    lines: () =>
      lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request'),
    log: () => lines.join(''),
    token: home.token,
    ask: async (query, headers = {}) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await home.token('alice')}`,
          ...headers,
        },
        body: JSON.stringify({ query }),
      });
      const { data = null } = (await response.json()) as { data?: Record<string, never> | null };
      return data;
    },
    stop: async () => {
      await service.close();
      await collector.close();
      await home.remove();
    },
  };
}
