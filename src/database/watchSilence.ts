/** Tracks the statements of one connection. */
export interface Silence {
  /** A statement was sent. */
  sent(): void;
  /** A statement was answered, or failed. */
  answered(): void;
}

/**
 * Calls `onSilence` when statements are under way and none was answered for `ms`. Statements that wait for the ones before
 * them are no reason: each answer begins the time anew. One timer a connection, not one a statement; none when `ms` is 0.
 */
export function watchSilence(ms: number, onSilence: () => void): Silence {
  let underWay = 0;
  let heard = 0;
  let timer: NodeJS.Timeout | null = null;

  const quiet = (): number => (underWay === 0 ? 0 : performance.now() - heard);
  const watch = (left: number): void => {
    timer = setTimeout(look, left).unref();
  };
  const look = (): void => {
    timer = null;
    // If this process was paused, the answers may have arrived unread; they are read before this turn ends.
    if (quiet() >= ms) setImmediate(judge);
    else if (underWay > 0) watch(ms - quiet());
  };
  const judge = (): void => {
    if (quiet() >= ms) onSilence();
    else if (underWay > 0 && timer === null) watch(ms - quiet());
  };

  return {
    sent: () => {
      underWay += 1;
      if (underWay > 1 || ms === 0) return;
      heard = performance.now();
      if (timer === null) watch(ms);
    },
    answered: () => {
      underWay -= 1;
      heard = performance.now();
    },
  };
}
