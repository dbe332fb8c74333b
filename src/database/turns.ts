import { NoTransaction } from './runTransaction.ts';

/** Gives a turn back; the second time does nothing. */
export type EndTurn = () => void;

/** Turns for keys: at any time at most one caller has the turn of a key. */
export interface Turns {
  /**
   * Settles when it is the caller's turn for all of the keys; the caller has it until it gives it back. Turns come in the
   * order in which they were asked for. A caller that asks for several keys joins all of their queues at the same moment,
   * so callers never wait for each other in a circle.
   *
   * Throws NoTransaction if the turn has not come by `deadline`, and at once if too many wait already.
   */
  take(keys: readonly string[], deadline: Date): Promise<EndTurn>;
  /** How many keys somebody works on or waits for. */
  size(): number;
  /** How many callers wait for their turn. */
  waiting(): number;
}

interface Place {
  readonly keys: ReadonlySet<string>;
  /** At how many of its keys somebody is before it. */
  behind: number;
  begin(): void;
}

/**
 * @param most how many may wait for one key
 * @param onWait is told how long a caller waited that had to, also in vain
 */
export function createTurns(most: number, onWait: (seconds: number) => void = () => {}): Turns {
  let waiting = 0;
  // The first in a key's queue has that key's turn, and may still wait for its other keys. Empty queues are dropped.
  const queues = new Map<string, Place[]>();

  const enter = (place: Place): void => {
    for (const key of place.keys) {
      const queue = queues.get(key);
      if (queue === undefined) queues.set(key, [place]);
      else if (queue.push(place) > 1) place.behind += 1;
    }
  };

  const leave = (place: Place): void => {
    for (const key of place.keys) {
      const queue = queues.get(key) ?? [];
      const index = queue.indexOf(place);
      queue.splice(index, 1);
      if (queue.length === 0) queues.delete(key);
      const next = queue[0];
      if (index !== 0 || next === undefined) continue;
      next.behind -= 1;
      if (next.behind === 0) next.begin();
    }
  };

  return {
    size: () => queues.size,
    waiting: () => waiting,
    take: async (keys, deadline) => {
      const place: Place = { keys: new Set(keys), behind: 0, begin: () => {} };
      for (const key of place.keys) {
        if ((queues.get(key)?.length ?? 0) > most) throw new NoTransaction('too many wait for the same');
      }
      enter(place);
      if (place.behind > 0) {
        const began = performance.now();
        waiting += 1;
        try {
          await waitFor(place, deadline);
        } catch (error) {
          leave(place);
          throw error;
        } finally {
          waiting -= 1;
          onWait((performance.now() - began) / 1_000);
        }
      }
      let ended = false;
      return () => {
        if (!ended) leave(place);
        ended = true;
      };
    },
  };
}

function waitFor(place: Place, deadline: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(
      () => reject(new NoTransaction('the turn did not come in time')),
      deadline.getTime() - Date.now(),
    );
    place.begin = () => {
      clearTimeout(timeout);
      resolve();
    };
  });
}
