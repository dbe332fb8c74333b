/**
 * What is wrong, in words for the contributor's developers. It may contain whole responses, with secrets that the server
 * echoes: hide and cut it before printing.
 */
export interface Finding {
  readonly sent: string;
  readonly expected: string;
  readonly came: string;
  readonly todo: string;
}

/** Ends a check that can't continue after this finding. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.todo);
    this.finding = finding;
  }
}
