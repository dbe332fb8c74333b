/** What the last press of a button came to. */
export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
  /** It can be undone. */
  readonly undo?: boolean;
}
