import { chown, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../bench/freePort.ts';
import { until } from '../bench/until.ts';
import { makeFolder, postgresPrograms } from '../faults/postgres.ts';
import { migrate } from '../faults/serviceProcess.ts';
import { isWhole, readMembers, type MemberState } from './patroniState.ts';
import { runProgram, startProgram, type Program } from './processes.ts';
import { fillIn } from './template.ts';

/** One PostgreSQL and the Patroni that runs it. */
export interface Member {
  readonly name: string;
  /** Its processes have this working folder, or one inside it. */
  readonly folder: string;
  readonly restPort: number;
  /** Its PostgreSQL, as a superuser. */
  readonly url: string;
  /** Starts Patroni, which starts PostgreSQL. */
  start(): void;
}

/** Three etcd, three PostgreSQL with Patroni, HAProxy and PgBouncer, on free ports of 127.0.0.1. */
export interface Topology {
  readonly members: readonly Member[];
  readonly etcd: readonly string[];
  /** For the service: to PgBouncer, or to HAProxy behind it. */
  readonly databaseUrls: { readonly pooled: string; readonly direct: string };
  /** What each member is, by what any of them tells; empty if none answers. */
  states(): Promise<readonly MemberState[]>;
  /** The member that leads; null while there is none. */
  leader(): Promise<Member | null>;
  /** Settles when one leads and the others follow it, one of them synchronously. */
  whole(): Promise<void>;
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

const host = '127.0.0.1';
const names = ['a', 'b', 'c'] as const;
const poolSize = 10;
/** How often the servers are asked whether something holds; more often would take time from what they do. */
export const everyMs = 100;
const passwords = {
  superuser: 'superuser-1',
  replication: 'replication-2',
  rewind: 'rewind-3',
  owner: 'owner-4',
  service: 'service-5',
};
const examples = new URL('../../doc/examples/', import.meta.url);

const example = (name: string): Promise<string> => readFile(new URL(name, examples), 'utf8');

/** Starts everything; settles when the database has the service's tables and roles and takes writes through PgBouncer. */
export async function openTopology(folder: string, say: (step: string) => void): Promise<Topology> {
  say('starts etcd');
  const etcd = await startEtcd(folder);
  say('starts Patroni with PostgreSQL');
  const members = await makeMembers(folder, etcd.hosts);
  const [first, ...others] = members;
  first?.start();
  const states = async (): Promise<readonly MemberState[]> => {
    for (const { restPort } of members) {
      const found = await readMembers(restPort);
      if (found.length > 0) return found;
    }
    return [];
  };
  const leader = async (): Promise<Member | null> => {
    const found = (await states()).find(({ role, state }) => role === 'leader' && state === 'running');
    return members.find(({ name }) => name === found?.name) ?? null;
  };
  await until('the first member leads', async () => (await leader()) !== null, { everyMs });
  for (const member of others) member.start();
  const leaderPort = await startProxy(folder, members);
  const whole = () =>
    until('one member leads and the others follow it', async () => isWhole(await states(), members.length), {
      seconds: 120,
      everyMs,
    });
  await whole();
  say('makes the roles and the tables');
  await until(
    'HAProxy leads to the leader',
    () => answers(urlOf('postgres', passwords.superuser, leaderPort, 'postgres')),
    { seconds: 30, everyMs },
  );
  await makeDatabase(folder, leaderPort);
  const [direct, pooled] = [leaderPort, await startPooler(folder, leaderPort)].map((port) =>
    urlOf('clone_service', passwords.service, port),
  ) as [string, string];
  await until('PgBouncer leads to the leader', () => answers(pooled), { seconds: 30, everyMs });
  return {
    members,
    etcd: etcd.folders,
    databaseUrls: { direct, pooled: `${pooled}?pgbouncer=true` },
    states,
    leader,
    whole,
    query: async (sql, values) => ask(urlOf('postgres', passwords.superuser, leaderPort), sql, values),
  };
}

async function startEtcd(folder: string): Promise<{ readonly hosts: string; readonly folders: readonly string[] }> {
  const all = [];
  for (const name of names) {
    const own = await makeFolder(folder, `etcd-${name}`);
    all.push({ name, folder: own, client: await freePort(), peer: await freePort() });
  }
  const urlAt = (port: number): string => `http://${host}:${port}`;
  for (const { name, folder: own, client, peer } of all) {
    const options = {
      name,
      'data-dir': join(own, 'data'),
      'initial-cluster': all.map((one) => `${one.name}=${urlAt(one.peer)}`).join(','),
      'listen-client-urls': urlAt(client),
      'advertise-client-urls': urlAt(client),
      'listen-peer-urls': urlAt(peer),
      'initial-advertise-peer-urls': urlAt(peer),
      'enable-v2': 'true',
      // A busy machine may take its time.
      'heartbeat-interval': '200',
      'election-timeout': '2000',
    };
    const args = Object.entries(options).map(([option, value]) => `--${option}=${value}`);
    startProgram({ command: 'etcd', args, folder: own });
  }
  return {
    hosts: all.map(({ client }) => `${host}:${client}`).join(','),
    folders: all.map(({ folder: own }) => own),
  };
}

async function makeMembers(folder: string, etcdHosts: string): Promise<readonly Member[]> {
  const template = await example('cluster/patroni.yaml');
  const members: Member[] = [];
  for (const name of names) {
    const own = await makeFolder(folder, name);
    const [port, restPort] = [await freePort(), await freePort()];
    const config = fillIn(template, {
      NAME: name,
      HOST: host,
      PORT: port,
      REST_PORT: restPort,
      ETCD_HOSTS: etcdHosts,
      NETWORK: `${host}/32`,
      MAX_CONNECTIONS: 60,
      DATA_DIR: join(own, 'data'),
      BIN_DIR: postgresPrograms,
      PGPASS: join(own, 'pgpass'),
      SOCKET_DIR: own,
      SUPERUSER_PASSWORD: passwords.superuser,
      REPLICATION_PASSWORD: passwords.replication,
      REWIND_PASSWORD: passwords.rewind,
      WATCHDOG: 'off',
    });
    const program: Program = { command: 'patroni', args: [await writeOwn(own, 'patroni.yaml', config)], folder: own };
    members.push({
      name,
      folder: own,
      restPort,
      url: urlOf('postgres', passwords.superuser, port, 'postgres'),
      start: () => startProgram(program),
    });
  }
  return members;
}

async function startProxy(folder: string, members: readonly Member[]): Promise<number> {
  const own = await makeFolder(folder, 'haproxy');
  const leaderPort = await freePort();
  const values = Object.fromEntries(
    members.flatMap(({ name, restPort, url }, index) => [
      [`NAME_${index + 1}`, name],
      [`HOST_${index + 1}`, host],
      [`PORT_${index + 1}`, new URL(url).port],
      [`REST_PORT_${index + 1}`, restPort],
    ]),
  );
  const config = fillIn(await example('cluster/haproxy.cfg'), { ...values, LEADER_PORT: leaderPort });
  startProgram({ command: 'haproxy', args: ['-db', '-f', await writeOwn(own, 'haproxy.cfg', config)], folder: own });
  return leaderPort;
}

async function startPooler(folder: string, leaderPort: number): Promise<number> {
  const own = await makeFolder(folder, 'pgbouncer');
  const port = await freePort();
  const config = fillIn(await example('cluster/pgbouncer.ini'), {
    LEADER_PORT: leaderPort,
    PORT: port,
    AUTH_FILE: await writeOwn(own, 'users.txt', `"clone_service" "${passwords.service}"\n`),
    POOL_SIZE: poolSize,
  });
  startProgram({ command: 'pgbouncer', args: [await writeOwn(own, 'pgbouncer.ini', config)], folder: own });
  return port;
}

/** Makes the database, its two roles, the tables and the grants, with the files that the docs give for that. */
async function makeDatabase(folder: string, leaderPort: number): Promise<void> {
  const psql = (url: string, ...args: readonly string[]) =>
    runProgram(join(postgresPrograms, 'psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, ...args], {
      OWNER_PASSWORD: passwords.owner,
      SERVICE_PASSWORD: passwords.service,
    });
  const file = (name: string): string => fileURLToPath(new URL(name, examples));
  const asAdministrator = urlOf('postgres', passwords.superuser, leaderPort);
  const asOwner = urlOf('clone_owner', passwords.owner, leaderPort);
  await psql(
    urlOf('postgres', passwords.superuser, leaderPort, 'postgres'),
    '-c',
    'CREATE DATABASE clones ENCODING UTF8 TEMPLATE template0',
  );
  await psql(asAdministrator, '-f', file('deploy/roles.sql'));
  await psql(asAdministrator, '-c', await pooledRoleSettings());
  await migrate({ MIGRATE_DATABASE_URL: asOwner, DATA_DIR: folder });
  await psql(asOwner, '-f', file('deploy/grants.sql'));
}

/** The settings that a pooler can't pass on (doc/operations/poolers.md). */
async function pooledRoleSettings(): Promise<string> {
  const page = await readFile(new URL('../operations/poolers.md', examples), 'utf8');
  const block = /```sql\n(.*?)```/s.exec(page)?.[1];
  if (block === undefined) throw new Error('poolers.md has no SQL');
  return block;
}

function urlOf(user: string, password: string, port: number, database = 'clones'): string {
  return `postgresql://${user}:${password}@${host}:${port}/${database}`;
}

async function writeOwn(folder: string, name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  const { uid, gid } = await stat(folder);
  await chown(path, uid, gid);
  return path;
}

async function answers(url: string): Promise<boolean> {
  return ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

async function ask(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 20_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
