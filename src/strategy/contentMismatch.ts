/** Stored bytes that don't have the stored hash are logged, counted and never served: doc/behaviour.md#versions. */
export class ContentMismatch extends Error {
  /** Whoever looks for the cause needs to know which: a version's id is public. */
  readonly versionId: string;

  constructor(versionId: string) {
    super('the stored content of a strategy version does not have its hash');
    this.versionId = versionId;
  }
}
