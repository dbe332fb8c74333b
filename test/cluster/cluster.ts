import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endCommand } from '../../src/commands/endCommand.ts';
import { UsageError } from '../../src/errors/usageError.ts';
import { killServices } from '../faults/serviceProcess.ts';
import { readOptions } from '../readOptions.ts';
import { installPackages, missingPackages } from './packages.ts';
import { endAll } from './processes.ts';
import { tableOf, type Row } from './report.ts';
import { runCluster } from './run.ts';

/**
 * `npm run test:cluster`: two processes of the service on three PostgreSQL with Patroni, whose leader is killed again and again while
 * writers write. doc/scaling.md has more.
 */
const usage = 'npm run test:cluster -- [--kills N | --short] [--direct]';

const help = `Starts three etcd, three PostgreSQL 15 with Patroni, HAProxy, PgBouncer and two processes of the service on free ports of
127.0.0.1, and kills the leader again and again while writers write. What was acknowledged must be there in the end.
As root on Debian it installs the packages that are missing.

  --kills N  how many times; 10 without it
  --short    three times
  --direct   the service connects to HAProxy, past PgBouncer`;

const {
  kills: wanted,
  short = false,
  direct = false,
} = readOptions(
  { kills: { type: 'string' }, short: { type: 'boolean' }, direct: { type: 'boolean' } },
  { usage, help },
);
const kills = Number(wanted ?? (short ? 3 : 10));
if (!Number.isInteger(kills) || kills < 1 || kills > 100)
  endCommand(new UsageError('--kills takes a whole number from 1 to 100.', usage));

const folder = await mkdtemp(join(tmpdir(), 'clone-service-cluster-'));
await chmod(folder, 0o755); // the servers run as another user when this is root
// Before anything is installed, so that what forbids services to start then is taken away again.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(1));

const missing = missingPackages();
if (missing.length > 0) {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    rmSync(folder, { recursive: true });
    endCommand(new UsageError(`Missing packages of Debian: ${missing.join(', ')}.`, usage));
  }
  console.error(`  installs ${missing.join(', ')}`);
  installPackages(missing);
}

const begun = performance.now();
const say = (step: string): void =>
  console.error(`  ${((performance.now() - begun) / 1_000).toFixed(0).padStart(4)} s: ${step}`);
const broken = await run().catch((error: unknown) => [
  error instanceof Error ? (error.stack ?? error.message) : String(error),
]);
for (const what of summed(broken)) console.log(`  ${what}`);
console.log(broken.length === 0 ? 'All laws hold.' : `${broken.length} broken; the logs are in ${keepLogs()}`);
await end(broken.length === 0 ? 0 : 1);

async function run(): Promise<readonly string[]> {
  const rows: Row[] = [];
  const { acknowledged, reads, events, broken } = await runCluster({
    folder,
    kills,
    direct,
    onRow: (row) => void rows.push(row),
    say,
  }).finally(() => console.log(tableOf(rows)));
  console.log(
    `${acknowledged} writes acknowledged, ${reads} reads compared, ${events} events followed, in ${((performance.now() - begun) / 1_000).toFixed(0)} s`,
  );
  return broken;
}

/** Equal sentences once, with their number. */
function summed(words: readonly string[]): string[] {
  return [...Map.groupBy(words, (word) => word)].map(([word, all]) =>
    all.length === 1 ? word : `${word} (${all.length} times)`,
  );
}

/** Copies what the servers wrote out of the folder that is about to go. */
function keepLogs(): string {
  const kept = `${folder}-logs`;
  for (const name of readdirSync(folder)) {
    const log = join(folder, name, 'log.txt');
    if (!existsSync(log)) continue;
    mkdirSync(kept, { recursive: true });
    cpSync(log, join(kept, `${name}.txt`));
  }
  return kept;
}

async function end(code: number): Promise<never> {
  killServices();
  await endAll(folder);
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
