import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../bench/freePort.ts';
import { until } from '../bench/until.ts';

/** Where the example configuration and alerts are. */
export const monitoringExamples = fileURLToPath(new URL('../../doc/examples/monitoring', import.meta.url));

export const prometheusIsInstalled = spawnSync('prometheus', ['--version']).status === 0;

export interface RunningPrometheus {
  /** The values of an expression now. Throws what Prometheus says is wrong with it. */
  query(expr: string): Promise<readonly { readonly metric: Metric; readonly value: number }[]>;
  /** Its values from `from` to `to` (seconds since 1970), one each second. */
  queryRange(expr: string, from: number, to: number): Promise<readonly Series[]>;
  /** The data of an answer of its API. */
  api<Data>(path: string): Promise<Data>;
  stop(): Promise<void>;
}

export type Metric = Readonly<Record<string, string>>;

export interface Series {
  readonly metric: Metric;
  /** Instants in seconds since 1970 with their values. */
  readonly values: readonly (readonly [number, number])[];
}

/** Starts a Prometheus with the example's configuration, which scrapes the service at `metricsUrl` every `interval`. */
export async function startPrometheus(metricsUrl: string, interval: string): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const config = readFileSync(join(monitoringExamples, 'prometheus.yaml'), 'utf8')
    .replaceAll(/(scrape|evaluation)_interval: 15s/g, `$1_interval: ${interval}`)
    .replace('alerts.yaml', join(monitoringExamples, 'alerts.yaml'))
    .replace('127.0.0.1:9464', new URL(metricsUrl).host);
  writeFileSync(join(folder, 'prometheus.yaml'), config);
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const api = async <Data>(path: string): Promise<Data> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const answer = (await response.json()) as { status: string; error?: string; data: Data };
    if (answer.status !== 'success') throw new Error(answer.error);
    return answer.data;
  };
  const query: RunningPrometheus['query'] = async (expr) => {
    const { result } = await api<{ result: readonly { metric: Metric; value: readonly [number, string] }[] }>(
      `query?query=${encodeURIComponent(expr)}`,
    );
    return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  };
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  try {
    await until(
      'Prometheus has scraped the service',
      async () => (await query('up{job="clone-service"} == 1').catch(() => [])).length > 0,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    query,
    queryRange: async (expr, from, to) => {
      const parameters = new URLSearchParams({ query: expr, start: `${from}`, end: `${to}`, step: '1' });
      const { result } = await api<{
        result: readonly { metric: Metric; values: readonly (readonly [number, string])[] }[];
      }>(`query_range?${parameters}`);
      return result.map(({ metric, values }) => ({
        metric,
        values: values.map(([at, value]) => [at, Number(value)] as const),
      }));
    },
    api,
    stop,
  };
}
