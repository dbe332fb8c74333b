import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `holds`, looking every few milliseconds. Throws when it doesn't within a minute, or within `seconds`. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { seconds = 60, everyMs = 5 }: { readonly seconds?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(everyMs);
  }
}
