import type { Writable } from 'node:stream';

/** Lets each caller have a number of requests under way; further ones wait for their turn. */
export interface CallerTurns {
  /**
   * Settles with what ends the turn, once it has come. With null when the caller has too many waiting already, or when
   * it doesn't come in time or `answer` is closed first, since the client went away.
   */
  take(key: string, answer: Writable): Promise<(() => void) | null>;
}

export interface TurnLimits {
  /** 0: any number, and nobody waits. */
  readonly underWay: number;
  readonly waiting: number;
  readonly waitMs: number;
}

interface Line {
  underWay: number;
  readonly waiting: Set<() => void>;
}

export function createCallerTurns(limits: TurnLimits): CallerTurns {
  const lines = new Map<string, Line>();

  const turn = (key: string, line: Line): (() => void) => {
    line.underWay += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      line.underWay -= 1;
      const [next] = line.waiting;
      next?.();
      if (line.underWay === 0) lines.delete(key);
    };
  };

  const wait = (key: string, line: Line, answer: Writable): Promise<(() => void) | null> =>
    new Promise((resolve) => {
      const leave = (): void => {
        clearTimeout(timer);
        answer.off('close', giveUp);
        line.waiting.delete(begin);
      };
      const giveUp = (): void => {
        leave();
        resolve(null);
      };
      const begin = (): void => {
        leave();
        resolve(turn(key, line));
      };
      const timer = setTimeout(giveUp, limits.waitMs);
      answer.once('close', giveUp);
      line.waiting.add(begin);
    });

  return {
    take: async (key, answer) => {
      if (limits.underWay === 0) return () => {};
      const line = lines.get(key) ?? { underWay: 0, waiting: new Set() };
      lines.set(key, line);
      if (line.underWay < limits.underWay) return turn(key, line);
      return line.waiting.size < limits.waiting && !answer.destroyed ? wait(key, line, answer) : null;
    },
  };
}
