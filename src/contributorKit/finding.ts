/** What is wrong, in words for the contributor's developers. */
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

/** A text of one line and at most `length` characters; what came may be a whole page of HTML. */
export function clip(text: string, length = 300): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length)}… (${line.length} characters)`;
}
