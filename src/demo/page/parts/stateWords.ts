/** What a badge says of a state. */
export interface StateWords {
  readonly word: string;
  /** Says the same as the word, without colour. */
  readonly shape: string;
  readonly tone: 'plain' | 'waits' | 'good' | 'bad';
}
