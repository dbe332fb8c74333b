import { fork } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './freePort.ts';
import type { Usage } from './servers/reportUsage.ts';
import { until } from './until.ts';

export interface RunningServer {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** From the start of the process to its first answer. */
  readonly readyAfterMs: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** A server to measure: its file, relative to this folder, and the path that answers once it is ready. */
export interface ServerKind {
  readonly file: string;
  readonly readyPath: string;
  /** Node flags to run it with. */
  readonly flags?: readonly string[];
}

/** Starts a server in its own process and waits until it is ready; `environment` names the database and the keys. */
export async function startServer(
  name: string,
  { file, readyPath, flags = [] }: ServerKind,
  environment: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = await freePort();
  const began = performance.now();
  const child = fork(new URL(file, import.meta.url), {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', METRICS_PORT: '0', ...environment, PORT: String(port) },
    execArgv: [
      ...flags,
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('servers/reportUsage.ts', import.meta.url).href,
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await until(`${name} answers`, async () => {
    if (child.exitCode !== null) throw new Error(`the server ${name} ended with exit code ${child.exitCode}`);
    return (
      (await fetch(url + readyPath, { headers: { 'apollo-require-preflight': 'true' } }).catch(() => null))?.ok === true
    );
  });
  return {
    name,
    pid: child.pid ?? 0,
    url: `${url}/graphql`,
    readyAfterMs: performance.now() - began,
    usage: async () => {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
