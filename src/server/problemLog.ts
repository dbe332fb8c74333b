import type { Logger } from 'pino';

/** Something that can't be used at the moment. */
export interface Problem {
  readonly message: string;
  /** What the line has beside the message. Tells one problem from another. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Tells the log when a problem begins, becomes another one, and ends (`null`), but not that it is still there. `ended`: what to say then. */
export function problemLog(log: Logger, ended: string): (problem: Problem | null) => void {
  let known: string | null = null;
  return (problem) => {
    const now = problem && JSON.stringify(problem.fields);
    if (now === known) return;
    known = now;
    if (problem === null) log.info(ended);
    else log.warn(problem.fields, problem.message);
  };
}
