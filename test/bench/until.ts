import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `holds`, checking every few milliseconds. Throws after a minute. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited a minute without success: ${what}`);
    await pause(5);
  }
}
