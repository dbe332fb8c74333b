/** Arguments that a command doesn't take: one line, and one that says how it is called; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string, usage: string) {
    super(`${message}\nUsage: ${usage}`);
  }
}

/** Not an error: `--help` was asked for, and this is the text; exit code 0. */
export class HelpRequest extends Error {
  override readonly name = 'HelpRequest';
}
