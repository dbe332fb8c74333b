import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Scope } from '../src/access/caller.ts';
import { openDevelopmentKeys, signDevelopmentToken } from '../src/access/developmentKeys.ts';
import { copyEmbedded } from './database/copyEmbedded.ts';
import { onServer, urlOf } from './database/testServer.ts';
import { watchForSecrets } from './secretWatch.ts';
import type { Answer } from './startTestService.ts';

/** Real processes of the service that share a PostgreSQL database. */
export interface ServiceProcesses {
  readonly databaseUrl: string;
  readonly urls: readonly string[];
  token(subject: string, ...scopes: Scope[]): Promise<string>;
  /** Queries one of the processes over HTTP. */
  ask(process: number, token: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Ends the processes and drops the database. */
  stop(): Promise<void>;
}

const startScript = fileURLToPath(new URL('../src/start.mjs', import.meta.url));
let made = 0;

/** What several runs of the service share: a database and a folder with the development keys. */
export interface ProcessHome {
  readonly settings: Readonly<Record<string, string>>;
  /** Needs a started service: the first start generates the keys. */
  token(subject: string, ...scopes: Scope[]): Promise<string>;
  remove(): Promise<void>;
}

/** A home with a copy of the migrated database, on the test server or embedded. */
export async function makeProcessHome(): Promise<ProcessHome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'clone-service-'));
  const token: ProcessHome['token'] = async (sub, ...scope) =>
    signDevelopmentToken(await openDevelopmentKeys(dataDir), { sub, scope });
  const removeFolder = () => rm(dataDir, { recursive: true });
  const template = inject('template');
  if (template.kind === 'embedded') {
    copyEmbedded(dataDir);
    return { settings: { DATA_DIR: dataDir }, token, remove: removeFolder };
  }
  const name = `${template.name}_processes_${process.pid}_${(made += 1)}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template.name}`);
  return {
    settings: { DATA_DIR: dataDir, DATABASE_URL: urlOf(name) },
    token,
    remove: async () => {
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
      await removeFolder();
    },
  };
}

/** One real process of the service. */
export interface ServiceProcess {
  readonly url: string;
  readonly metricsUrl: string;
  readonly pid: number;
  /** What it has written so far to standard output and standard error. */
  output(): string;
  /** Stops reading its standard output until it is told to end. */
  stopReading(): void;
  /** Resolves when it has exited. Rejects if it wrote private text. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the service as its users do, on a free port; resolves when it listens. */
export async function startProcess(settings: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', startScript, 'start'], {
    env: { PATH: process.env['PATH'], PORT: '0', METRICS_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  const watch = watchForSecrets();
  return {
    ...(await urlsOfService(child, () => output)),
    pid: child.pid ?? 0,
    output: () => output,
    stopReading: () => void child.stdout.pause(),
    end: async (signal) => {
      child.kill(signal);
      const exited = child.exitCode ?? (await once(child, 'exit'));
      if (exited !== null) child.stdout.resume();
      await ended;
      watch.look('line of output', output);
      watch.expectNone();
    },
  };
}

/** Starts `count` processes with the same database and development keys. */
export async function startProcesses(
  count: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServiceProcesses> {
  const home = await makeProcessHome();
  const databaseUrl = home.settings['DATABASE_URL'];
  if (databaseUrl === undefined) throw new Error('several processes need PostgreSQL');
  const processes = await Promise.all(
    Array.from({ length: count }, () => startProcess({ ...home.settings, ...settings })),
  );
  const urls = processes.map(({ url }) => url);
  return {
    databaseUrl,
    urls,
    token: home.token,
    ask: (process, token, query, variables) => askProcess(urls[process % urls.length] ?? '', token, query, variables),
    stop: async () => {
      await Promise.all(processes.map((one) => one.end('SIGTERM')));
      await home.remove();
    },
  };
}

/** The URLs that a started service logs. */
async function urlsOfService(
  { stdout }: ChildProcessByStdio<null, Readable, Readable>,
  output: () => string,
): Promise<{ readonly url: string; readonly metricsUrl: string }> {
  for await (const line of createInterface(stdout)) {
    const { url, metricsUrl, msg } = JSON.parse(line) as { url?: string; metricsUrl?: string; msg?: string };
    if (msg === 'listening' && url !== undefined && metricsUrl !== undefined) {
      stdout.resume();
      return { url, metricsUrl };
    }
  }
  throw new Error(`the service exited before it listened: ${output()}`);
}

/** Sends a query over HTTP. Rejects when the connection is lost. */
export async function askProcess(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; path?: string[]; extensions: { code: string } }[];
  };
  return {
    data,
    errors: errors.map(({ message, path = [], extensions }) => ({
      code: extensions.code,
      path: path.join('.'),
      message,
    })),
  };
}
