/** Arguments of a command that don't fit: one line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
