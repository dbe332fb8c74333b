import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asServerUser } from '../faults/postgres.ts';

/** What a server is, so that it can be started again. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Its working folder, also that of whatever it starts; its output goes to `log.txt` there. */
  readonly folder: string;
}

let closed = false;

/** Starts a server as the user `postgres` when this is root, since PostgreSQL refuses to run as root. */
export function startProgram({ command, args, folder }: Program): void {
  if (closed) throw new Error('interrupted');
  const log = openSync(join(folder, 'log.txt'), 'a');
  const [first, rest] = asServerUser(command, args);
  const child = spawn(first, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: folder },
    stdio: ['ignore', log, log],
  });
  child.on('error', () => {});
  closeSync(log);
}

/**
 * The processes whose working folder is this one or one inside it: a server, what it started, and what that started. None leaves the
 * folder that it was started in, but PostgreSQL, whose folder is inside Patroni's.
 */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && `${workingFolder(pid)}/`.startsWith(`${folder}/`));
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // it has ended
  }
}

/** Sends the signal to all of them, again until no new one appears meanwhile. */
export function signalAll(folder: string, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  const sent = new Set<number>();
  for (let found = processesIn(folder); found.some((pid) => !sent.has(pid)); found = processesIn(folder))
    for (const pid of found) {
      sent.add(pid);
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended.
      }
    }
}

/** Ends everything that runs in the folder, and waits until it is gone; from now on nothing can be started. */
export async function endAll(folder: string): Promise<void> {
  closed = true;
  for (let looks = 0; looks < 100 && processesIn(folder).length > 0; looks += 1) {
    signalAll(folder, 'SIGKILL');
    await pause(50);
  }
}

/** Runs a client program to its end, for a minute at most. */
export async function runProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  await promisify(execFile)(command, [...args], { env: { PATH: process.env['PATH'], ...env }, timeout: 60_000 });
}
