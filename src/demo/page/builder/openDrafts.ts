import type { Autosaver } from './createAutosaver.ts';
import { keepUnsaved } from './unsaved.ts';

interface OpenDraft {
  readonly saver: Autosaver;
  isShown: boolean;
  /** Forgets it, unless it is shown or something isn't saved. */
  closeIfDone(): void;
}

/** Drafts by owner: those on the screen, and those left before everything was saved, so that whoever comes back finds their edits. */
const drafts = new Map<string, OpenDraft>();

/** The saver of a draft that is open, or a new one. `owner`: whose draft of which clone. */
export function saverOf(owner: string, create: () => Autosaver): Autosaver {
  return drafts.get(owner)?.saver ?? create();
}

/**
 * Shows a draft, and keeps what isn't saved yet until it is, also after the draft was left.
 *
 * @param onFound edits are on the screen now that another window left behind
 * @returns leaves it: what waits for more typing is sent at once
 */
export function showDraft(owner: string, saver: Autosaver, onFound: () => void): () => void {
  const draft = drafts.get(owner) ?? open(owner, saver, onFound);
  draft.isShown = true;
  return () => {
    draft.isShown = false;
    saver.flush();
    draft.closeIfDone();
  };
}

function open(owner: string, saver: Autosaver, onFound: () => void): OpenDraft {
  const stopKeeping = keepUnsaved(owner, saver, onFound);
  const draft: OpenDraft = {
    saver,
    isShown: true,
    closeIfDone() {
      if (draft.isShown || saver.state().phase !== 'saved') return;
      stopListening();
      stopKeeping();
      drafts.delete(owner);
    },
  };
  const stopListening = saver.listen(draft.closeIfDone);
  drafts.set(owner, draft);
  return draft;
}
