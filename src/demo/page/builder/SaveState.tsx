import { faceOf, type Autosave } from './autosave.ts';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** Whether what is on the screen is saved, and if not, why and what to do. */
export function SaveState({ state, onRetry }: { readonly state: Autosave; onRetry(): void }) {
  return (
    <div role="status" className="save-state" aria-label="Save state">
      <Words state={state} onRetry={onRetry} />
    </div>
  );
}

function Words({ state, onRetry }: { readonly state: Autosave; onRetry(): void }) {
  const { base, refused, phase } = state;
  const face = faceOf(state);
  if (face === 'saved')
    return (
      <span>
        Saved <span aria-hidden="true">✓</span>{' '}
        {base.revision > 0 && <time dateTime={base.updatedAt}>{clock.format(new Date(base.updatedAt))}</time>}
      </span>
    );
  if (face === 'typing') return <span>Not saved yet</span>;
  if (face === 'saving') return <span>Saving …</span>;
  const isChoice = phase === 'choosing';
  return (
    <>
      <span className="bad">Not saved: {why(state)}</span>{' '}
      {!isChoice && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
      {refused?.isTogether && <span> Trim something, and it is saved.</span>}
    </>
  );
}

function why({ phase, refused }: Autosave): string {
  if (phase === 'choosing') return 'another tab changed the same block. Choose below.';
  if (refused)
    return [
      ...(refused.isTogether ? ['Together with changes from another tab this is too much.'] : []),
      ...refused.errors.map(({ message }) => message),
    ].join(' ');
  return navigator.onLine
    ? "the service doesn't answer. It will be retried automatically."
    : 'you are offline. It is saved when you are back.';
}
