import type { StateWords } from './stateWords.ts';
import './stateBadge.css';

/** A state in one word and one shape; colour only supports them. */
export function StateBadge({ word, shape, tone }: StateWords) {
  return (
    <span className={`state ${tone}`}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  );
}
