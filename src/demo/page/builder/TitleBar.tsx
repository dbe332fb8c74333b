import type { DraftPartsFragment, LiveFragment } from '../generated/graphql.ts';
import { blockerWords } from '../parts/apiWords.ts';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Time } from '../parts/Time.tsx';
import type { Autosaver } from './createAutosaver.ts';
import { obstacles } from './issues.ts';
import { SaveState } from './SaveState.tsx';
import './titleBar.css';

interface Shown {
  readonly name: string;
  readonly live: LiveFragment;
  readonly saver: Autosaver;
  readonly parts: DraftPartsFragment;
  readonly isOpen: boolean;
  readonly isPublishing: boolean;
  readonly showsChanges: boolean;
  onChanges(): void;
  onUndo(): void;
  onPublish(): void;
  onPause(paused: boolean): void;
}

/** The name, what is live, whether it is saved, and what can be done with the whole. */
export function TitleBar({ name, live, saver, parts, isOpen, onPause, ...actions }: Shown) {
  const state = saver.state();
  return (
    <div className="title-bar">
      <h1>{name}</h1>
      <Live live={live} onPause={isOpen ? onPause : null} />
      <SaveState state={state} onRetry={() => saver.dispatch({ type: 'retried' })} />
      {isOpen && (
        <div className="title-actions">
          {state.past.length > 0 && state.phase !== 'choosing' && (
            <button type="button" onClick={actions.onUndo}>
              Undo
            </button>
          )}
          <button type="button" aria-expanded={actions.showsChanges} onClick={actions.onChanges}>
            What changes?
          </button>
          <PublishButton state={state} parts={parts} {...actions} />
        </div>
      )}
    </div>
  );
}

const causes: Readonly<Record<string, string>> = {
  PUBLISHED: 'published',
  ACTIVATED: 'activated',
  PAUSED: 'paused',
  RESUMED: 'resumed',
  IMPORTED: 'live before',
};

function Live({
  live,
  onPause,
}: {
  readonly live: LiveFragment;
  readonly onPause: ((paused: boolean) => void) | null;
}) {
  const { activation, readiness } = live;
  if (!activation) return <p className="quiet">Nothing is live yet</p>;
  const { version, paused, at, cause } = activation;
  const others = readiness?.blockers.filter((blocker) => blocker !== 'PAUSED') ?? [];
  return (
    <div className="live">
      <StateBadge
        word={paused ? `Paused: v${version.number}` : `Live: v${version.number}`}
        shape={paused ? '‖' : '▲'}
        tone={paused ? 'waits' : 'good'}
      />
      <span className="quiet">
        {causes[cause] ?? 'since'} <Time at={at} />
      </span>
      {others.length > 0 && <span className="bad">Nothing can start: {others.map(blockerWords).join(', ')}</span>}
      {onPause && (
        <button type="button" className="plain" onClick={() => onPause(!paused)}>
          {paused ? 'Resume' : 'Pause'}
        </button>
      )}
    </div>
  );
}

/** Stands there when pressing it would do something; otherwise why not. */
function PublishButton({
  state,
  parts,
  isPublishing,
  onPublish,
}: Pick<Shown, 'parts' | 'isPublishing' | 'onPublish'> & { readonly state: ReturnType<Autosaver['state']> }) {
  if (isPublishing) return <span>Publishing …</span>;
  if (state.phase === 'choosing' || state.phase === 'stopped')
    return <span className="quiet">Can't be published until it is saved</span>;
  const count = obstacles(parts.publishBlockers, parts.validation.issues).length;
  if (count > 0) {
    return (
      <a href="#obstacles">
        Can't publish yet: {count} {count === 1 ? 'problem' : 'problems'}
      </a>
    );
  }
  if (!parts.hasUnpublishedChanges && state.phase === 'saved')
    return <span className="quiet">Nothing new to publish</span>;
  return (
    <button type="button" className="strong" onClick={onPublish}>
      Publish
    </button>
  );
}
