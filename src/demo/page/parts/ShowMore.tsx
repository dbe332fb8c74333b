import { useState } from 'react';

/** Reads the next page of a list. A page that doesn't come is said, and can be asked for again. */
export function ShowMore({ onMore }: { readonly onMore: () => Promise<unknown> }) {
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');
  const read = async () => {
    if (state === 'reading') return;
    setState('reading');
    await onMore().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <div>
      <button type="button" aria-disabled={state === 'reading'} onClick={() => void read()}>
        {state === 'reading' ? 'Reading more …' : 'Show more'}
      </button>{' '}
      <span role="status" className="bad">
        {state === 'failed' && "More can't be shown: the gateway doesn't answer. Try again."}
      </span>
    </div>
  );
}
