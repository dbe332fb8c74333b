import type { Writable } from 'node:stream';

/**
 * Limits each caller's requests in flight and, while others are active, keeps them to about as many as all others have
 * together; the rest wait. All share one event loop, so every request in flight slows down the others.
 */
export interface CallerTurns {
  /**
   * Waits for the caller's turn; returns the function that ends it, synchronously if nothing is in the way. Null when too
   * many wait already, the wait times out, or `response` closes first.
   */
  take(key: string, response: Writable): Promise<EndTurn | null> | EndTurn | null;
  /** How many wait for their turn. */
  waiting(): number;
}

type EndTurn = () => void;

export interface TurnLimits {
  /** 0: unlimited. */
  readonly inFlight: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** How long after its last request a caller still counts as active. */
const activeMs = 250;

/** While others are active, how many more a caller may have in flight than all of them together. */
const mostAhead = 1;

interface Queue {
  inFlight: number;
  readonly waiting: Set<() => void>;
}

export function createCallerTurns(limits: TurnLimits): CallerTurns {
  const queues = new Map<string, Queue>();
  const latest = lastRequests();
  let inFlight = 0;
  let waiting = 0;

  const hasTurn = (key: string, queue: Queue): boolean => {
    const others = inFlight - queue.inFlight;
    const alone = others === 0 && latest.sinceOthers(key) > activeMs;
    return queue.inFlight < (alone ? limits.inFlight : Math.min(limits.inFlight, others + mostAhead));
  };

  const turn = (key: string, queue: Queue): EndTurn => {
    change(queue, 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      change(queue, -1);
      for (const next of queue.waiting) {
        if (!hasTurn(key, queue)) break;
        next();
      }
      if (queue.inFlight === 0) queues.delete(key);
    };
  };

  const change = (queue: Queue, by: number): void => {
    queue.inFlight += by;
    inFlight += by;
  };

  const wait = (key: string, queue: Queue, response: Writable): Promise<EndTurn | null> =>
    new Promise((resolve) => {
      const leave = (): void => {
        clearTimeout(timer);
        response.off('close', giveUp);
        waiting -= 1;
        queue.waiting.delete(begin);
      };
      const giveUp = (): void => {
        leave();
        resolve(null);
      };
      const begin = (): void => {
        leave();
        resolve(turn(key, queue));
      };
      const timer = setTimeout(giveUp, limits.waitMs);
      response.once('close', giveUp);
      queue.waiting.add(begin);
      waiting += 1;
    });

  return {
    waiting: () => waiting,
    take: (key, response) => {
      if (limits.inFlight === 0) return () => {};
      const queue = queues.get(key) ?? { inFlight: 0, waiting: new Set() };
      queues.set(key, queue);
      latest.note(key);
      if (hasTurn(key, queue)) return turn(key, queue);
      return queue.waiting.size < limits.waiting && !response.destroyed ? wait(key, queue, response) : null;
    },
  };
}

/** Knows when any caller but a given one last sent a request. */
function lastRequests() {
  let last = { key: '', at: Number.NEGATIVE_INFINITY };
  /** When a caller other than `last.key` last sent one. */
  let othersAt = Number.NEGATIVE_INFINITY;
  return {
    note: (key: string): void => {
      if (key !== last.key) othersAt = last.at;
      last = { key, at: performance.now() };
    },
    /** In milliseconds. */
    sinceOthers: (key: string): number => performance.now() - (key === last.key ? othersAt : last.at),
  };
}
