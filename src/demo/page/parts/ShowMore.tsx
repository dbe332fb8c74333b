import { useState } from 'react';

/** Loads the next page of a list. A page that doesn't come is said, and can be asked for again. */
export function ShowMore({ onMore }: { readonly onMore: () => Promise<unknown> }) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = async () => {
    if (state === 'loading') return;
    setState('loading');
    await onMore().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <div>
      <button type="button" aria-disabled={state === 'loading'} onClick={() => void load()}>
        {state === 'loading' ? 'Loading more …' : 'Show more'}
      </button>{' '}
      <span role="status" className="bad">
        {state === 'failed' && "More can't be shown: the gateway doesn't answer. Try again."}
      </span>
    </div>
  );
}
