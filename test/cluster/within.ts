import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `holds`, looking a few times a second. Throws after so many seconds. */
export async function within(seconds: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(100);
  }
}
