import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { processesIn, signalAll } from './processes.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-processes-'));
  for (const name of ['a', 'a/data', 'ab']) mkdirSync(join(folder, name));
});
afterAll(() => {
  signalAll(folder, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A server that starts another one in a folder inside its own, out of its session. */
const start = (name: string) =>
  spawn('sh', ['-c', 'cd data && setsid sleep 60 & sleep 60'], { cwd: join(folder, name), stdio: 'ignore' });

it('a member is all that runs in its folder, however it was started, and nothing beside it', async () => {
  const member = start('a');
  const other = spawn('sleep', ['60'], { cwd: join(folder, 'ab'), stdio: 'ignore' });
  await expect.poll(() => processesIn(join(folder, 'a/data')).length).toBe(1);
  await expect.poll(() => processesIn(join(folder, 'a')).length).toBe(3);
  const ended = once(member, 'exit');
  signalAll(join(folder, 'a/data'), 'SIGKILL');
  await expect.poll(() => processesIn(join(folder, 'a')).length).toBe(2);
  signalAll(join(folder, 'a'), 'SIGKILL');
  await ended;
  await expect.poll(() => processesIn(join(folder, 'a'))).toEqual([]);
  expect(processesIn(folder)).toEqual([other.pid]);
});
