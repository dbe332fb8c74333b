import { begin, next, type Answer, type Autosave, type AutosaveEvent, type Save } from './autosave.ts';
import type { SavedDraft } from './draft.ts';

/** How long after the last edit a draft is saved. */
const settleMs = 1_000;

/** How long to wait before the n-th repeat: 1, 2, 4 … seconds, 30 at most. */
const pauseMs = (lost: number): number => Math.min(1_000 * 2 ** (lost - 1), 30_000);

/** The draft on the screen, kept saved. One save at a time. */
export interface Autosaver {
  state(): Autosave;
  listen(listener: () => void): () => void;
  dispatch(event: AutosaveEvent): void;
  /** Saves what isn't saved yet and gives the stored draft; null: it can't be saved now, and the state says why. */
  settled(): Promise<SavedDraft | null>;
  /** Sends at once what waits for more typing: the creator goes elsewhere. */
  flush(): void;
}

export function createAutosaver(first: SavedDraft, send: (save: Save) => Promise<Answer>): Autosaver {
  const listeners = new Set<() => void>();
  let state = begin(first);
  let launched: Save | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (event: AutosaveEvent): void => {
    const before = state;
    state = next(state, event);
    if (state === before) return;
    act();
    for (const listener of listeners) listener();
  };
  const after = (ms: number, event: AutosaveEvent): void => {
    timer = setTimeout(() => dispatch(event), ms);
  };
  const act = (): void => {
    clearTimeout(timer);
    if (state.phase === 'typing') after(settleMs, { type: 'due' });
    if (state.phase === 'pausing') after(pauseMs(state.lost), { type: 'retried' });
    if (state.phase === 'sending' && state.sent !== launched) void launch(state.sent);
  };
  const launch = async (save: Save | null): Promise<void> => {
    launched = save;
    if (save === null) return;
    const answer = await send(save).catch((): Answer => ({ kind: 'lost' }));
    if (state.sent === save) dispatch({ type: 'answered', answer });
  };
  const isOpen = () => state.phase === 'typing' || state.phase === 'sending' || state.phase === 'pausing';

  return {
    state: () => state,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispatch,
    async settled() {
      while (isOpen()) {
        dispatch({ type: 'due' });
        if (isOpen()) await changed(listeners);
      }
      return state.phase === 'saved' ? state.base : null;
    },
    flush: () => dispatch({ type: 'due' }),
  };
}

function changed(listeners: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}
