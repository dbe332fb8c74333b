import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Scope } from '../src/access/caller.ts';
import { openDevelopmentKeys, signDevelopmentToken } from '../src/access/developmentKeys.ts';
import { onServer, urlOf } from './database/testServer.ts';
import type { Answer } from './startTestService.ts';

/** Real processes of the service over one PostgreSQL database of their own. */
export interface ServiceProcesses {
  readonly databaseUrl: string;
  readonly urls: readonly string[];
  token(subject: string, ...scopes: Scope[]): Promise<string>;
  /** Asks one of the processes over HTTP. */
  ask(process: number, token: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Ends the processes and drops the database. */
  stop(): Promise<void>;
}

const startScript = fileURLToPath(new URL('../src/start.mjs', import.meta.url));
let started = 0;

/** Starts `count` processes, each on a free port, all with the same database and the same development keys. */
export async function startProcesses(count: number, settings: Readonly<Record<string, string>> = {}): Promise<ServiceProcesses> {
  const template = inject('template');
  if (template.kind === 'embedded') throw new Error('several processes need PostgreSQL');
  const name = `${template.name}_processes_${process.pid}_${(started += 1)}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template.name}`);
  const databaseUrl = urlOf(name);
  const dataDir = await mkdtemp(join(tmpdir(), 'clone-service-'));
  const children = Array.from({ length: count }, () => spawnService({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...settings }));
  const urls = await Promise.all(children.map(urlOfService));
  const keys = await openDevelopmentKeys(dataDir);
  return {
    databaseUrl,
    urls,
    token: (sub, ...scope) => signDevelopmentToken(keys, { sub, scope }),
    ask: (process, token, query, variables = {}) => post(`${urls[process % urls.length]}/graphql`, token, { query, variables }),
    stop: async () => {
      await Promise.all(children.map((child) => (child.kill('SIGTERM') ? once(child, 'exit') : null)));
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true });
    },
  };
}

function spawnService(settings: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', startScript, 'start'], {
    env: { PATH: process.env['PATH'], PORT: '0', METRICS_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The URL that a started service says it listens on. */
async function urlOfService({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('its output is piped');
  for await (const line of createInterface(stdout)) {
    const { url, msg } = JSON.parse(line) as { url?: string; msg?: string };
    if (msg === 'listening' && url !== undefined) {
      stdout.resume();
      return url;
    }
  }
  throw new Error('it ended before it listened');
}

async function post(url: string, token: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const { data = null, errors = [] } = (await response.json()) as { data?: unknown; errors?: { message: string; path?: string[]; extensions: { code: string } }[] };
  return { data, errors: errors.map(({ message, path = [], extensions }) => ({ code: extensions.code, path: path.join('.'), message })) };
}
