import type { Autosave, Refusal } from './autosave.ts';
import { blocksOf } from './draft.ts';
import type { Catalog } from './Editor.tsx';
import { isKind, obstacles, type Issue } from './issues.ts';
import { blockTitle } from './names.ts';

interface Shown {
  readonly blockers: readonly Refusal[];
  readonly issues: readonly Issue[];
  readonly state: Autosave;
  readonly catalog: Catalog;
  onGo(blockId: string): void;
}

/** "Why not?": everything that keeps the draft from being published, each with the way there, and what is worth knowing. */
export function Obstacles({ blockers, issues, state, catalog, onGo }: Shown) {
  const found = obstacles(blockers, issues);
  const warnings = issues.filter(({ severity }) => severity !== 'ERROR');
  if (found.length === 0 && warnings.length === 0) return null;
  const blocks = blocksOf(state.screen.graph);
  return (
    <section id="obstacles" tabIndex={-1} aria-label="What stands in the way">
      {found.length > 0 && (
        <h2>
          {found.length} {found.length === 1 ? 'problem prevents' : 'problems prevent'} publishing
        </h2>
      )}
      <ul className="obstacles">
        {found.map(({ message, blockId, place }, index) => {
          const block = blocks.find((one) => one.block.blockId === blockId);
          return (
            <li key={index}>
              <span className="bad" aria-hidden="true">
                ✕
              </span>{' '}
              {message}{' '}
              {block && (
                <button type="button" className="plain" onClick={() => onGo(block.block.blockId)}>
                  Go to {blockTitle(block, catalog)}
                </button>
              )}
              {!block && isKind(place) && <a href={`#${place}`}>Go there</a>}
              {place === 'model' && <a href="#model">Choose a model</a>}
            </li>
          );
        })}
        {warnings.map(({ message }, index) => (
          <li key={`warning ${index}`} className="quiet">
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
