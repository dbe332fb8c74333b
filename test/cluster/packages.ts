import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { postgresPrograms } from '../faults/postgres.ts';

/** Debian's packages by the program that is looked for. */
const packages: Readonly<Record<string, string>> = {
  etcd: 'etcd-server',
  patroni: 'patroni',
  haproxy: 'haproxy',
  pgbouncer: 'pgbouncer',
  [join(postgresPrograms, 'psql')]: 'postgresql-client-15',
  [join(postgresPrograms, 'postgres')]: 'postgresql-15',
};

// Debian's servers are in folders that a user's PATH may lack.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];

/** The packages whose program isn't there. */
export function missingPackages(isThere: (path: string) => boolean = existsSync): string[] {
  return Object.entries(packages)
    .filter(([program]) =>
      program.startsWith('/') ? !isThere(program) : !folders.some((folder) => isThere(join(folder, program))),
    )
    .map(([, name]) => name);
}

const policy = '/usr/sbin/policy-rc.d';
const clusterSettings = '/etc/postgresql-common/createcluster.d/clone-service.conf';

/**
 * Installs Debian's packages without starting what they bring, and without a cluster of PostgreSQL of their own: a policy and a setting
 * forbid both while apt works, and are taken away afterwards. What runs on the machine stays as it is.
 */
export function installPackages(names: readonly string[]): void {
  const own: string[] = [];
  const put = (path: string, content: string, mode: number): void => {
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { mode });
    own.push(path);
  };
  try {
    put(policy, '#!/bin/sh\nexit 101\n', 0o755);
    put(clusterSettings, 'create_main_cluster = false\n', 0o644);
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...names);
  } finally {
    for (const path of own) rmSync(path);
  }
}

function apt(...args: readonly string[]): void {
  const { status } = spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status}`);
}
