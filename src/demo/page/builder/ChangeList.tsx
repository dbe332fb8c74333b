import type { Change } from './autosave.ts';
import './changeList.css';
import { changeTitles, memberTitle, useNames } from './names.ts';
import { changedMembers, lineDifference } from './words.ts';

/** Differences between two strategies, each with what it was and what it is. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const names = useNames();
  const titles = changeTitles(changes, names);
  if (changes.length === 0) return <p className="quiet">Nothing.</p>;
  return (
    <ul className="changes">
      {changes.map((change, index) => (
        <li key={`${change.subject} ${change.subjectId}`}>
          {titles[index]}
          {changedMembers(change).map(({ name, from, to }) => (
            <span key={name} className="member">
              <span className="quiet">{memberTitle(name, (change.after ?? change.before)?.['stream'], names)}:</span>{' '}
              <del>{from}</del> → <ins>{to}</ins>
            </span>
          ))}
          <PromptLines change={change} />
        </li>
      ))}
    </ul>
  );
}

function PromptLines({ change: { before, after } }: { readonly change: Change }) {
  const [old, now] = [before?.['prompt'], after?.['prompt']];
  if (typeof old !== 'string' || typeof now !== 'string') return null;
  return (
    <span className="lines">
      {lineDifference(old, now).map(({ sign, text }, index) => (
        <span key={index} className={{ '-': 'gone', '+': 'new', ' ': 'quiet' }[sign]}>
          <span className="sign">{sign}</span> {text}
        </span>
      ))}
    </span>
  );
}
