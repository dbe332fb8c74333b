import { setTimeout as pause } from 'node:timers/promises';

/** `work`'s answer, or `late` when that takes longer than `ms`. */
export async function within<Answer>(ms: number, work: Promise<Answer>, late: Answer): Promise<Answer> {
  const done = new AbortController();
  const waited = pause(ms, late, { signal: done.signal }).catch(() => late);
  try {
    return await Promise.race([work, waited]);
  } finally {
    done.abort();
  }
}

/** Calls of `ask` while one is under way share its answer; none waits longer than `ms` for it. */
export function askOnce<Answer>(ask: () => Promise<Answer>, ms: number, late: Answer): () => Promise<Answer> {
  let underWay: Promise<Answer> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return within(ms, underWay, late);
  };
}
