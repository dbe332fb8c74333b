/** A reason not to start that its reader can mend: one line, printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
