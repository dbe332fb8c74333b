import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

export interface NpmRun {
  /** npm's own process; the group has the same id. */
  readonly pid: number;
  readonly output: { stdout: string; stderr: string };
  /** Settles when npm has ended and all its output was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Settles when `text` is in the output. Throws when npm ends without it, or after a minute. */
  shows(text: string): Promise<void>;
  /** Sends the signal to npm and everything that it started, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs an npm command of this repository in a process group of its own, with no settings but those given. Whatever is
 * still running when the test ends is killed.
 */
export function startNpm(args: readonly string[], settings: Readonly<Record<string, string>>): NpmRun {
  const { PATH = '', HOME = '' } = process.env;
  const npm = spawn('npm', args, {
    cwd: root,
    env: { PATH, HOME, METRICS_PORT: '0', ...settings },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = npm.pid ?? 0;
  const output = { stdout: '', stderr: '' };
  npm.stdout.setEncoding('utf8').on('data', (text: string) => void (output.stdout += text));
  npm.stderr.setEncoding('utf8').on('data', (text: string) => void (output.stderr += text));
  const ended = once(npm, 'close').then(([code, signal]) => ({ code, signal }));
  const hasEnded = () => npm.exitCode !== null || npm.signalCode !== null;
  const signalGroup = (signal: NodeJS.Signals) => void process.kill(-pid, signal);
  onTestFinished(() => {
    if (isGroupLeft(pid)) signalGroup('SIGKILL');
  });
  const shows = async (text: string) => {
    await expect.poll(() => output.stdout.includes(text) || hasEnded(), { timeout: 60_000, interval: 5 }).toBe(true);
    expect(output.stdout, output.stderr).toContain(text);
  };
  return { pid, output, ended, shows, signalGroup };
}

/** Whether a process of the group is still running. */
export function isGroupLeft(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
