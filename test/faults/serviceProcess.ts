import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One real process of the service. */
export interface Service {
  /** null once it has ended, since another process may get its port. */
  url(): string | null;
  readonly pid: number;
  /** Its memory, in MB. */
  memory(): Promise<number>;
  /** The status of /health/ready, and after how many milliseconds; null if it doesn't answer within `patienceMs`. */
  readiness(patienceMs?: number): Promise<{ readonly status: number | null; readonly afterMs: number }>;
  /** Sends the signal and waits for the end; returns the exit code, null after SIGKILL, and how long that took. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ readonly code: number | null; readonly afterMs: number }>;
}

const script = fileURLToPath(new URL('../../src/start.mjs', import.meta.url));
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
  '--max-old-space-size=512',
  '--no-allocation-site-pretenuring',
];

/** Short, so that a fault is over in seconds; in the same order as the defaults. */
export const timeouts = {
  REQUEST_TIMEOUT_MS: 4_000,
  DB_STATEMENT_TIMEOUT_MS: 3_000,
  DB_POOL_TIMEOUT_MS: 2_000,
  DB_LOCK_TIMEOUT_MS: 1_000,
};

type Environment = Readonly<Record<string, string>>;

/** The processes that were started and haven't ended. */
const running = new Set<{ kill(signal: 'SIGKILL'): boolean }>();

/** Ends the processes that a failed scenario left behind. */
export function killServices(): void {
  for (const child of running) child.kill('SIGKILL');
}

const environmentOf = (settings: Environment): Environment => ({
  PATH: process.env['PATH'] ?? '',
  PORT: '0',
  METRICS_PORT: '0',
  ...Object.fromEntries(Object.entries(timeouts).map(([name, value]) => [name, String(value)])),
  ...settings,
});

/** Starts the service as its users do, on a free port; settles when it listens. */
export async function startService(settings: Environment): Promise<Service> {
  const child = spawn(process.execPath, [...flags, script, 'start'], {
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = await listeningUrl(child.stdout);
  child.stdout.resume();
  const pid = child.pid ?? 0;
  return {
    url: () => (running.has(child) ? url : null),
    pid,
    memory: async () => Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024,
    readiness: async (patienceMs = 5_000) => {
      const begun = performance.now();
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(patienceMs) }).catch(() => null);
      await answer?.body?.cancel();
      return { status: answer?.status ?? null, afterMs: performance.now() - begun };
    },
    end: async (signal) => {
      const begun = performance.now();
      child.kill(signal);
      return { code: await ended, afterMs: performance.now() - begun };
    },
  };
}

async function listeningUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const { url, msg } = JSON.parse(line) as { url?: string; msg?: string };
    if (msg === 'listening' && url !== undefined) return url;
  }
  throw new Error('the service ended before it listened');
}

/** Makes the tables. */
export async function migrate(settings: Environment): Promise<void> {
  const child = spawn(process.execPath, [...flags, script, 'migrate'], {
    env: environmentOf(settings),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  if (code !== 0) throw new Error(`the migration ended with ${code}`);
}
