/**
 * What is wrong, in words for the contributor's developers. They may hold whole answers, secrets that a server echoes
 * among them: who prints them hides and cuts.
 */
export interface Finding {
  readonly sent: string;
  readonly expected: string;
  readonly came: string;
  readonly todo: string;
}

/** Ends a check that can't go on after this finding. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.todo);
    this.finding = finding;
  }
}
