import { takeBlocks } from '../../../../doc/examples/takeBlocks.ts';
import type { Draft, SavedDraft } from './draft.ts';

/** One difference, as the API gives it. */
export interface Change {
  readonly kind: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly before?: Readonly<Record<string, unknown>> | null | undefined;
  readonly after?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A block that this tab and another one changed differently. */
export interface Collision {
  readonly subject: string;
  readonly subjectId: string;
  readonly members: readonly string[];
  readonly base?: Readonly<Record<string, unknown>> | null | undefined;
  readonly mine?: Readonly<Record<string, unknown>> | null | undefined;
  readonly theirs?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** What is on its way to the service. Until it is answered, exactly this is repeated. */
export interface Save {
  readonly draft: Draft;
  readonly expectedRevision: number;
  /** What the edits were made from; null: the service isn't asked to merge. */
  readonly base: Draft | null;
  /** An answer was lost before: it may be stored already. */
  readonly isRepeat: boolean;
}

/** What came back. `lost`: nobody knows whether it was stored. */
export type Answer =
  | {
      readonly kind: 'payload';
      readonly stored: SavedDraft;
      readonly merge: { readonly theirs: readonly Change[]; readonly conflicts: readonly Collision[] } | null;
      readonly errors: readonly Refusal[];
    }
  | { readonly kind: 'refused'; readonly errors: readonly Refusal[] }
  | { readonly kind: 'lost' };

/** Edits that aren't saved yet: what they were made from, and what was sent and has no answer yet. */
export interface Unsaved {
  readonly screen: Draft;
  readonly base: SavedDraft;
  readonly sent: Save | null;
}

export interface Autosave {
  /** `typing`: a save is due soon. `pausing`: the answer was lost; it is repeated soon. `choosing`: another tab changed the same. */
  readonly phase: 'saved' | 'typing' | 'sending' | 'pausing' | 'stopped' | 'choosing';
  /** What the creator sees and edits. */
  readonly screen: Draft;
  /** The stored draft that the edits on the screen are made from. */
  readonly base: SavedDraft;
  /** Another tab saved since `base`: the next save brings it at once. */
  readonly isLate: boolean;
  readonly sent: Save | null;
  /** How many answers in a row were lost. */
  readonly lost: number;
  /** Why the service refused the save. `isTogether`: only with the changes of another tab is it too much. */
  readonly refused: { readonly errors: readonly Refusal[]; readonly isTogether: boolean } | null;
  /** No collisions: the service can't merge, and one of the two drafts is taken as a whole. */
  readonly conflict: { readonly stored: SavedDraft; readonly collisions: readonly Collision[] } | null;
  /** What a merged save took over from another tab. */
  readonly theirs: readonly Change[];
  /** What undo leads back to: earlier screens, or the revision that something replaced as a whole. */
  readonly past: readonly (Draft | number)[];
}

export type Choice = 'mine' | 'theirs';

export type AutosaveEvent =
  | { readonly type: 'edited'; readonly draft: Draft }
  | { readonly type: 'undone' }
  | { readonly type: 'due' }
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'retried' }
  /** The creator chose for each collision, by `collisionKey`. */
  | { readonly type: 'chosen'; readonly choices: Readonly<Record<string, Choice>> }
  | { readonly type: 'choseWhole'; readonly choice: Choice }
  /** A restore, discard or revert was stored; `undoTo`: what it replaced, a revision or what was on the screen. */
  | { readonly type: 'replaced'; readonly draft: SavedDraft; readonly undoTo: Draft | number | null }
  /** The draft was read again. */
  | { readonly type: 'read'; readonly draft: SavedDraft }
  /** Edits that another window left behind. */
  | { readonly type: 'found'; readonly unsaved: Unsaved }
  | { readonly type: 'noted' };

const mostUndone = 50;

export const collisionKey = ({ subject, subjectId }: Pick<Collision, 'subject' | 'subjectId'>): string =>
  `${subject} ${subjectId}`;

export const begin = (draft: SavedDraft): Autosave => ({
  phase: 'saved',
  screen: draft,
  base: draft,
  isLate: false,
  sent: null,
  lost: 0,
  refused: null,
  conflict: null,
  theirs: [],
  past: [],
});

/** What becomes of the autosave: doc/builder.md, "Autosave" and "Two tabs", as one function without clock and network. */
export function next(state: Autosave, event: AutosaveEvent): Autosave {
  switch (event.type) {
    case 'edited': {
      // One step back leads to what was saved, or sent, before the creator began to type.
      const isFresh = state.phase === 'saved' || state.phase === 'stopped' || state.screen === state.sent?.draft;
      return edited(state, event.draft, isFresh ? [...state.past, state.screen] : state.past);
    }
    case 'undone': {
      const last = state.past.at(-1);
      return last === undefined || typeof last === 'number' ? state : edited(state, last, state.past.slice(0, -1));
    }
    case 'due':
      return state.phase === 'typing' ? send(state, state.screen) : state;
    case 'answered':
      return state.sent === null ? state : answered(state, state.sent, event.answer);
    case 'retried':
      if (state.phase === 'pausing' && state.sent) return { ...state, phase: 'sending', sent: { ...state.sent } };
      return state.phase === 'stopped' ? send(state, state.screen) : state;
    case 'chosen':
      return state.conflict === null ? state : chosen(state, state.conflict, event.choices);
    case 'choseWhole':
      if (state.conflict === null) return state;
      return event.choice === 'theirs'
        ? begin(state.conflict.stored)
        : send({ ...state, base: state.conflict.stored, isLate: false }, state.screen);
    case 'replaced':
      return { ...begin(event.draft), past: event.undoTo === null ? [] : [event.undoTo] };
    case 'read':
      return state.phase === 'saved' && event.draft.revision > state.base.revision ? begin(event.draft) : state;
    case 'found':
      return state.phase === 'saved' ? found(state, event.unsaved) : state;
    case 'noted':
      return { ...state, theirs: [] };
  }
}

function found(state: Autosave, { screen, base, sent }: Unsaved): Autosave {
  // If anything was stored since, perhaps what was sent: the service merges, and stores that only once.
  const isLate = base.revision < state.base.revision;
  const again: Autosave = { ...begin(base), screen, isLate, past: [state.screen] };
  // What has no answer yet is repeated, exactly as it was, before anything newer.
  return sent === null
    ? { ...again, phase: 'typing' }
    : { ...again, phase: 'sending', sent: { ...sent, isRepeat: true } };
}

function edited(state: Autosave, screen: Draft, past: Autosave['past']): Autosave {
  // What is on its way is answered first, and a choice is made first: an edit only waits then.
  const waits = state.phase === 'sending' || state.phase === 'pausing' || state.phase === 'choosing';
  return { ...state, screen, past: past.slice(-mostUndone), phase: waits ? state.phase : 'typing', refused: null };
}

function send(state: Autosave, draft: Draft): Autosave {
  const { base, isLate } = state;
  const sent = { draft, expectedRevision: base.revision, base: isLate ? base : null, isRepeat: false };
  return { ...state, phase: 'sending', sent, lost: 0, refused: null, conflict: null };
}

function answered(state: Autosave, sent: Save, answer: Answer): Autosave {
  if (answer.kind === 'lost')
    return { ...state, phase: 'pausing', lost: state.lost + 1, sent: { ...sent, isRepeat: true } };
  const over = { ...state, sent: null, lost: 0 };
  if (answer.kind === 'refused')
    return { ...over, phase: 'stopped', refused: { errors: answer.errors, isTogether: false } };
  const { stored, merge, errors } = answer;
  if (errors.length === 0) return merge === null ? saved(over, sent, stored) : merged(over, sent, stored, merge.theirs);
  if (errors.every(({ code }) => code !== 'REVISION_CONFLICT'))
    return { ...over, phase: 'stopped', refused: { errors, isTogether: merge !== null }, isLate: sent.base !== null };
  // Late: the same again, with what it was made from, and the service merges it.
  if (sent.base === null) return { ...state, isLate: true, lost: 0, sent: { ...sent, base: state.base } };
  return { ...over, phase: 'choosing', conflict: { stored, collisions: merge?.conflicts ?? [] } };
}

function saved(state: Autosave, sent: Save, stored: SavedDraft): Autosave {
  return { ...state, base: stored, isLate: false, phase: state.screen === sent.draft ? 'saved' : 'typing' };
}

function merged(state: Autosave, sent: Save, stored: SavedDraft, theirs: readonly Change[]): Autosave {
  // After a lost answer `theirs` has this save's own changes as well: better to say nothing.
  const told = { ...state, theirs: sent.isRepeat ? [] : theirs, past: [] };
  if (state.screen === sent.draft) return { ...told, phase: 'saved', screen: stored, base: stored, isLate: false };
  // The creator has gone on: their edits were made from what was sent, and are merged in their turn.
  const base = { ...sent.draft, revision: sent.expectedRevision, updatedAt: stored.updatedAt };
  return { ...told, phase: 'typing', base, isLate: true };
}

/**
 * Their blocks come onto the screen where they were chosen. What is sent first has their block at every collision, so that
 * everything else merges; blocks that stay mine differ from it, and so are edits that the next save brings.
 */
function chosen(
  state: Autosave,
  { stored, collisions }: NonNullable<Autosave['conflict']>,
  choices: Readonly<Record<string, Choice>>,
): Autosave {
  const mine = collisions.filter((collision) => choices[collisionKey(collision)] === 'mine');
  const theirs = collisions.filter((collision) => !mine.includes(collision));
  const { graph, layout } = state.screen;
  const screen = { graph: takeBlocks(graph, theirs, stored.graph), layout };
  const first = mine.length === 0 ? screen : { graph: takeBlocks(screen.graph, mine, stored.graph), layout };
  return send({ ...state, screen, past: [], isLate: true }, first);
}

/** What the creator is told beside the title. */
export type Face = 'saved' | 'typing' | 'saving' | 'notSaved';

/** A lost answer looks like saving until it was repeated in vain. */
export function faceOf({ phase, lost }: Autosave): Face {
  if (phase === 'saved' || phase === 'typing') return phase;
  return phase === 'sending' || phase === 'pausing' ? (lost > 2 ? 'notSaved' : 'saving') : 'notSaved';
}
