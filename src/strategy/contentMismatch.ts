/** "Its stored bytes are hashed; a mismatch is an error, logged and counted, never served." */
export class ContentMismatch extends Error {
  /** Whoever looks for the cause needs to know which: a version's id is public. */
  readonly versionId: string;

  constructor(versionId: string) {
    super('the stored content of a strategy version does not have its hash');
    this.versionId = versionId;
  }
}
