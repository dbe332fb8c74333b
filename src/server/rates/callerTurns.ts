import type { Writable } from 'node:stream';

/**
 * Lets each caller have a number of requests under way, and hardly more than all others together while others ask; further
 * ones wait for their turn. One event loop serves all: each request of one caller under way makes another's take longer.
 */
export interface CallerTurns {
  /**
   * What ends the turn, at once where it has come. Null when the caller has too many waiting already, or when it doesn't
   * come in time or `answer` is closed first, since the client went away.
   */
  take(key: string, answer: Writable): Promise<EndTurn | null> | EndTurn | null;
}

type EndTurn = () => void;

export interface TurnLimits {
  /** 0: any number, and nobody waits. */
  readonly underWay: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** A caller counts as asking this long after each of its requests came, in milliseconds. */
const askingMs = 250;

/** While others ask, how many more a caller may have under way than all of them together. */
const aheadOfOthers = 1;

interface Line {
  underWay: number;
  readonly waiting: Set<() => void>;
}

export function createCallerTurns(limits: TurnLimits): CallerTurns {
  const lines = new Map<string, Line>();
  const latest = latestCallers();
  let underWay = 0;

  const hasTurn = (key: string, line: Line): boolean => {
    const others = underWay - line.underWay;
    const alone = others === 0 && latest.sinceAnother(key) > askingMs;
    return line.underWay < (alone ? limits.underWay : Math.min(limits.underWay, others + aheadOfOthers));
  };

  const turn = (key: string, line: Line): EndTurn => {
    change(line, 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      change(line, -1);
      for (const next of line.waiting) {
        if (!hasTurn(key, line)) break;
        next();
      }
      if (line.underWay === 0) lines.delete(key);
    };
  };

  const change = (line: Line, by: number): void => {
    line.underWay += by;
    underWay += by;
  };

  const wait = (key: string, line: Line, answer: Writable): Promise<EndTurn | null> =>
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
    take: (key, answer) => {
      if (limits.underWay === 0) return () => {};
      const line = lines.get(key) ?? { underWay: 0, waiting: new Set() };
      lines.set(key, line);
      latest.note(key);
      if (hasTurn(key, line)) return turn(key, line);
      return line.waiting.size < limits.waiting && !answer.destroyed ? wait(key, line, answer) : null;
    },
  };
}

/** Who asked last, and when whoever asked before that one did: enough to tell each caller when another asked last. */
function latestCallers() {
  let last = { key: '', at: Number.NEGATIVE_INFINITY };
  let another = Number.NEGATIVE_INFINITY;
  return {
    note: (key: string): void => {
      if (key !== last.key) another = last.at;
      last = { key, at: performance.now() };
    },
    /** In milliseconds. */
    sinceAnother: (key: string): number => performance.now() - (key === last.key ? another : last.at),
  };
}
