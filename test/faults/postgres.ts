import { execFile } from 'node:child_process';
import { appendFile, chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../bench/freePort.ts';

const run = promisify(execFile);

/** The folder of initdb and pg_ctl; set PG_BIN if it isn't Debian's. */
export const postgresPrograms = process.env['PG_BIN'] || '/usr/lib/postgresql/15/bin';

/** A PostgreSQL server that this command started. */
export interface PostgresServer {
  readonly port: number;
  /** The URL of its database; with another port if a relay is in front of it. */
  url(port?: number): string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  start(): Promise<void>;
  /** `immediate` skips the checkpoint, so the files are left as by a killed server. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  promote(): Promise<void>;
  /** The process that starts the others. */
  mainPid(): Promise<number>;
}

/** Makes a server with an empty database in `folder`/`name` and starts it. */
export async function makePostgres(folder: string, name: string): Promise<PostgresServer> {
  const data = await makeFolder(folder, name);
  await runProgram('initdb', ['-D', data, '-U', 'faults', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']);
  return startIn(data, ['wal_level = replica', 'max_wal_senders = 5']);
}

/** Makes a server from the files of a stopped one, and starts it. */
export async function copyPostgres(folder: string, from: string, name: string): Promise<PostgresServer> {
  const data = join(folder, name);
  await run('cp', ['-a', join(folder, from), data]);
  return startIn(data, []);
}

/** Makes a standby that streams from the primary at this port, and starts it. */
export async function makeStandby(primaryPort: number, folder: string, name: string): Promise<PostgresServer> {
  const data = await makeFolder(folder, name);
  await runProgram('pg_basebackup', [
    '-D',
    data,
    '-d',
    `host=127.0.0.1 port=${primaryPort} user=faults application_name=${name}`,
    '-R',
    '-X',
    'stream',
    '-c',
    'fast',
    '--no-sync',
  ]);
  return startIn(data, []);
}

/** The servers that were started and haven't been stopped. */
const running = new Set<PostgresServer>();

/** PostgreSQL's programs that are running. */
const underWay = new Set<Promise<unknown>>();
let closed = false;

/** Stops the servers that a failed scenario left behind. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop('immediate').catch(() => {})));
}

/** The same in the middle of a scenario; afterwards no server can be made or started. */
export async function closeServers(): Promise<void> {
  closed = true;
  await Promise.allSettled(underWay);
  await stopServers();
}

async function startIn(data: string, settings: readonly string[]): Promise<PostgresServer> {
  const port = await freePort();
  const own = [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    'shared_buffers = 32MB',
    'max_connections = 50',
    'log_error_verbosity = terse',
  ];
  await appendFile(join(data, 'postgresql.conf'), `${[...own, ...settings].join('\n')}\n`);
  const control = (...args: readonly string[]) => runProgram('pg_ctl', ['-D', data, '-w', '-t', '30', '-s', ...args]);
  const url = (through = port) => `postgresql://faults@127.0.0.1:${through}/postgres`;
  const server: PostgresServer = {
    port,
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      const client = new pg.Client({ connectionString: url() });
      await client.connect();
      try {
        return (await client.query<Row>(sql, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    start: async () => {
      running.add(server);
      await control('-l', join(data, 'server.log'), 'start');
    },
    stop: async (mode) => {
      running.delete(server);
      await control('-m', mode, 'stop');
    },
    promote: () => control('promote'),
    mainPid: async () => Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]),
  };
  await server.start();
  return server;
}

/** PostgreSQL refuses to run as root: root runs it as the user `postgres`, and anybody else as themselves. */
const isRoot = process.getuid?.() === 0;

/** The command with which that user runs the program. */
export function asServerUser(program: string, args: readonly string[]): [string, string[]] {
  return isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]]
    : [program, [...args]];
}

async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const [first, rest] = asServerUser(join(postgresPrograms, program), args);
  if (closed && !args.includes('stop')) throw new Error('interrupted');
  const work = run(first, rest, { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  underWay.add(work);
  await work.finally(() => underWay.delete(work));
}

/** Makes a folder of that user, which nobody else may read. */
export async function makeFolder(folder: string, name: string): Promise<string> {
  const data = join(folder, name);
  await mkdir(data, { mode: 0o700 });
  if (isRoot) {
    const { stdout } = await run('id', ['-u', 'postgres']);
    await chown(data, Number(stdout), Number((await run('id', ['-g', 'postgres'])).stdout));
  }
  return data;
}
