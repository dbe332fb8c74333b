/** A failure to start that the user can fix: printed as one line, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
