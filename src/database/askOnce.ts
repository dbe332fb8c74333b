import { setTimeout as pause } from 'node:timers/promises';

/** The result of `work`, or `late` if that takes longer than `ms`. */
export async function within<Answer>(ms: number, work: Promise<Answer>, late: Answer): Promise<Answer> {
  const done = new AbortController();
  const waited = pause(ms, late, { signal: done.signal }).catch(() => late);
  try {
    return await Promise.race([work, waited]);
  } finally {
    done.abort();
  }
}

/** Concurrent calls share one call of `ask`; none waits longer than `ms`. */
export function askOnce<Answer>(ask: () => Promise<Answer>, ms: number, late: Answer): () => Promise<Answer> {
  let underWay: Promise<Answer> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return within(ms, underWay, late);
  };
}
