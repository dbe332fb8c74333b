import type { Autosave, Unsaved } from './autosave.ts';
import type { Autosaver } from './createAutosaver.ts';

/**
 * Keeps in the browser's storage what isn't saved yet, so that it outlives the window: doc/builder.md, "Offline". First,
 * `saver` gets the edits that a closed window left there. Each window has a place of its own and holds a lock on it while it
 * lives, so nobody takes the edits of a window that is still open.
 *
 * Prompts are private: a builder with a sign-out removes all keys that begin with `owner` then.
 *
 * @param owner whose edits of which clone
 * @param onFound there were edits, and `saver` has them now
 * @returns ends it; to be called when everything is saved
 */
export function keepUnsaved(owner: string, saver: Autosaver, onFound: () => void): () => void {
  let place: Place | null = null;
  let isEnded = false;
  const keep = () => {
    if (place !== null) write(place.key, unsavedOf(saver.state()));
  };
  const stopListening = saver.listen(keep);
  void takePlace(`${owner}:`, () => saver.state().phase === 'saved').then((taken) => {
    if (isEnded) return taken?.release();
    place = taken;
    if (taken?.found) {
      saver.dispatch({ type: 'found', unsaved: taken.found });
      onFound();
    }
    keep();
  });
  return () => {
    isEnded = true;
    stopListening();
    place?.release();
  };
}

const unsavedOf = ({ phase, screen, base, sent }: Autosave): Unsaved | null =>
  phase === 'saved' ? null : { screen, base, sent };

interface Place {
  readonly key: string;
  /** What is there from before. */
  readonly found: Unsaved | null;
  release(): void;
}

/** A place whose window is gone, or a new one; null where the browser keeps nothing. `mayTake`: edits from before are welcome. */
async function takePlace(prefix: string, mayTake: () => boolean): Promise<Place | null> {
  try {
    const left = Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
    for (const key of [...left, prefix + crypto.randomUUID()]) {
      const release = await lock(key);
      if (release === null) continue;
      const found = parseUnsaved(window.localStorage.getItem(key));
      if (found === null || mayTake()) return { key, found, release };
      release();
    }
  } catch {
    // This browser has no storage or no locks: what isn't saved ends with the window.
  }
  return null;
}

/** Holds a lock until it is released or the window is gone, and gives its release; null: another window holds it. */
function lock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    window.navigator.locks
      .request(name, { ifAvailable: true }, (held) => {
        if (held === null) return resolve(null);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}

function write(key: string, unsaved: Unsaved | null): void {
  try {
    if (unsaved !== null) return window.localStorage.setItem(key, JSON.stringify(unsaved));
  } catch {
    // The storage is full: nothing is better than something old.
  }
  window.localStorage.removeItem(key);
}

/** What was kept, from its text; null when there is nothing, or nothing that can be used. */
export function parseUnsaved(text: string | null): Unsaved | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Unsaved | null;
    if (kept === null || !Array.isArray(kept.screen.graph.dataStreams) || !Number.isInteger(kept.base.revision))
      return null;
    const { screen, base, sent } = kept;
    // The autosave tells by identity whether the creator has gone on since the save was sent.
    const isScreen = sent !== null && JSON.stringify(sent.draft) === JSON.stringify(screen);
    return { screen, base, sent: isScreen ? { ...sent, draft: screen } : sent };
  } catch {
    return null;
  }
}
