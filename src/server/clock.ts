import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { describeFault } from '../graphql/describeFault.ts';

export interface Clock {
  /** Resolves when the work under way has ended. */
  stop(): Promise<void>;
}

/**
 * Does `work` at once, and then about every `intervalMs`: not exactly, so that processes that were started together don't look
 * together. After a failure it is tried again; the first failure in a row is logged.
 *
 * @param work ends early when its signal says so
 */
export function startClock(work: (signal: AbortSignal) => Promise<void>, intervalMs: number, log: Logger): Clock {
  const stopping = new AbortController();
  const { signal } = stopping;
  let failed = false;
  const attempt = async () => {
    try {
      await work(signal);
      failed = false;
    } catch (error) {
      if (!failed) log.warn({ fault: describeFault(error) }, 'what changes by time could not be written; trying again');
      failed = true;
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      await attempt();
      const interval = intervalMs * (0.75 + Math.random() / 2);
      await pause(interval, undefined, { ref: false, signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
