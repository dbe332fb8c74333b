/** Stored bytes that don't have the stored hash are logged, counted and never served: doc/behaviour.md#versions. */
export class ContentMismatch extends Error {
  /** Logged, so that the cause can be found; a version's id is public. */
  readonly versionId: string;

  constructor(versionId: string) {
    super('the stored content of a strategy version does not have its hash');
    this.versionId = versionId;
  }
}
