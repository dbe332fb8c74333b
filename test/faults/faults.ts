import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endCommand } from '../../src/commands/endCommand.ts';
import { UsageError } from '../../src/errors/usageError.ts';
import { readOptions } from '../readOptions.ts';
import { closeServers, stopServers } from './postgres.ts';
import type { Scenario } from './scene.ts';
import { killServices } from './serviceProcess.ts';
import { backendsFrozen, backendsTerminated, serverFrozen } from './scenarios/backends.ts';
import { embeddedKilled, serverKilled, serviceKilled } from './scenarios/kills.ts';
import { networkSwallows, stopWhileSwallowed } from './scenarios/network.ts';
import { asynchronousFailover, cancelledCommits, synchronousFailover } from './scenarios/replica.ts';
import { stoppedUnderLoad } from './scenarios/stop.ts';

/**
 * `npm run test:faults`: runs real processes of the service under load, on database servers that it starts itself,
 * while things fail. `-- --short` takes a few minutes; names after it select scenarios. doc/operations/failures.md has
 * more.
 */
const scenarios: Readonly<Record<string, Scenario>> = {
  'service-killed': serviceKilled,
  'service-killed-embedded': embeddedKilled,
  'server-killed': serverKilled,
  'backends-terminated': backendsTerminated,
  'backends-frozen': backendsFrozen,
  'server-frozen': serverFrozen,
  'network-swallows': networkSwallows,
  'stop-while-swallowed': stopWhileSwallowed,
  'stop-under-load': stoppedUnderLoad,
  'failover-synchronous': synchronousFailover,
  'failover-asynchronous': asynchronousFailover,
  'commits-cancelled': cancelledCommits,
};

const usage = 'npm run test:faults -- [--short] [SCENARIO]…';

const help = `Runs real processes of the service under load, on database servers that it starts itself, while things fail.

  --short    takes a few minutes
  SCENARIO   one of: ${Object.keys(scenarios).join(', ')}; without one, all run`;

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('-'));
const { short = false } = readOptions(
  { short: { type: 'boolean' } },
  { usage, help },
  args.filter((arg) => arg.startsWith('-')),
);
if (!names.every((name) => Object.hasOwn(scenarios, name)))
  endCommand(new UsageError(`Unknown scenario. The scenarios are ${Object.keys(scenarios).join(', ')}.`, usage));

const folder = await mkdtemp(join(tmpdir(), 'clone-service-faults-'));
await chmod(folder, 0o755); // the servers run as another user when this is root
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void interrupt());

process.on('exit', () => {
  // Processes that were started while the others were being stopped.
  killServices();
  rmSync(folder, { recursive: true, force: true });
});

let failed = 0;
const chosen = Object.entries(scenarios).filter(([name]) => names.length === 0 || names.includes(name));
try {
  for (const [name, scenario] of chosen) if (!(await passes(name, scenario))) failed += 1;
} finally {
  await endProcesses();
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function passes(name: string, scenario: Scenario): Promise<boolean> {
  const begun = performance.now();
  const say = (step: string): void => console.error(`  ${name}: ${step}`);
  const broken = await scenario({ folder, short, say }).catch((error: unknown) => [
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ]);
  await endProcesses();
  console.log(`${broken.length === 0 ? 'PASS' : 'FAIL'} ${name} (${((performance.now() - begun) / 1_000).toFixed(1)})`);
  for (const what of broken) console.log(`  ${what}`);
  return broken.length === 0;
}

/** A failed scenario leaves processes behind. */
async function endProcesses(): Promise<void> {
  killServices();
  await stopServers();
}

async function interrupt(): Promise<void> {
  killServices();
  await closeServers();
  process.exit(1);
}
