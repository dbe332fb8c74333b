import { AsyncLocalStorage } from 'node:async_hooks';

/** Is told that a statement has ended; of an error, if it failed. */
export type EndStatement = (error?: unknown) => void;

/** What statements are sent for. There is one while a traced operation runs, and none without tracing. */
export interface Cause {
  /** Is told of a statement as it is sent. `sharers`: the other causes, if several asked for it together. */
  begin(sql: string, sharers: readonly Cause[]): EndStatement;
}

/** The cause of what runs now. Reads are batched and pipelined across requests, far below whatever could be handed down. */
const current = new AsyncLocalStorage<Cause>();

/** Runs `work` with a cause for all its statements. */
export function withCause<Result>(cause: Cause, work: () => Result): Result {
  return current.run(cause, work);
}

/** Tells the current cause of a statement; undefined: there is none. */
export function beginStatement(sql: string): EndStatement | undefined {
  return current.getStore()?.begin(sql, []);
}

/** The causes of work that several callers share. */
export class JointCause implements Cause {
  #causes: Set<Cause> | null = null;

  /** Notes the cause of whoever asks now. */
  join(): void {
    const cause = current.getStore();
    if (cause !== undefined) (this.#causes ??= new Set()).add(cause);
  }

  /** Runs the work that they share. */
  run<Result>(work: () => Result): Result {
    return this.#causes === null ? work() : current.run(this, work);
  }

  /** The statement is a part of what the first of them does; the others are told to it as sharers. */
  begin(sql: string): EndStatement {
    const [first, ...sharers] = this.#causes ?? [];
    return first?.begin(sql, sharers) ?? (() => {});
  }
}
