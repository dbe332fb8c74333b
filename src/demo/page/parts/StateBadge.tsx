import './stateBadge.css';

export interface StateWords {
  readonly word: string;
  /** Says the same as the word, without colour. */
  readonly shape: string;
  readonly tone: 'plain' | 'waits' | 'good' | 'bad';
}

/** A state in one word and one shape; colour only supports them. */
export function StateBadge({ word, shape, tone }: StateWords) {
  return (
    <span className={`state ${tone}`}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  );
}
