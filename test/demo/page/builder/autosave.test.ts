import { describe, expect, it } from 'vitest';
import {
  begin,
  faceOf,
  next,
  type Answer,
  type Autosave,
  type AutosaveEvent,
  type Collision,
  type Save,
} from '../../../../src/demo/page/builder/autosave.ts';
import { draft, stored, withLookback, withPrompt } from './drafts.ts';

const after = (state: Autosave, ...events: readonly AutosaveEvent[]): Autosave => events.reduce(next, state);
const edited = (changed: typeof draft): AutosaveEvent => ({ type: 'edited', draft: changed });
const due: AutosaveEvent = { type: 'due' };
const lost: AutosaveEvent = { type: 'answered', answer: { kind: 'lost' } };
const answered = (answer: Partial<Extract<Answer, { kind: 'payload' }>>): AutosaveEvent => ({
  type: 'answered',
  answer: { kind: 'payload', stored: stored(2), merge: null, errors: [], ...answer },
});
const late = { code: 'REVISION_CONFLICT', message: 'Changed meanwhile.', path: ['input', 'expectedRevision'] };
const collision: Collision = { subject: 'DATA_STREAM', subjectId: 'hourly', members: ['parameters'] };
const theirs = [{ kind: 'CHANGED', subject: 'ASSET', subjectId: 'majors' }];

const typed = withPrompt('Buy.');
const typing = after(begin(stored(1)), edited(typed));
const sending = after(typing, due);

describe('a draft that is edited', () => {
  it('is sent as it is on the screen, with the revision that it was made from, and without its base', () => {
    expect(faceOf(typing)).toBe('typing');
    expect(sending.sent).toEqual({ draft: typed, expectedRevision: 1, base: null, isRepeat: false });
    expect(faceOf(sending)).toBe('saving');
  });

  it('is saved once the service says so', () => {
    const state = after(sending, answered({ stored: stored(2, typed) }));
    expect(state).toMatchObject({ phase: 'saved', sent: null, base: { revision: 2 } });
    expect(state.screen).toBe(typed);
  });

  it('waits while a save is under way, and then is sent with the revision of that', () => {
    const more = withPrompt('Buy strength.');
    const waiting = after(sending, edited(more), due);
    expect(waiting.sent).toBe(sending.sent);
    const state = after(waiting, answered({ stored: stored(2, typed) }));
    expect(state).toMatchObject({ phase: 'typing', screen: more });
    expect(after(state, due).sent).toMatchObject({ draft: more, expectedRevision: 2 });
  });
});

describe('a lost answer', () => {
  it('looks like saving, and exactly what was sent is repeated before anything newer', () => {
    const state = after(sending, lost, edited(withPrompt('More.')), { type: 'retried' });
    expect(faceOf(after(sending, lost))).toBe('saving');
    expect(state.sent).toEqual({ ...sending.sent, isRepeat: true });
    expect(state.phase).toBe('sending');
  });

  it('is told to the creator when it was repeated in vain', () => {
    const retried: AutosaveEvent = { type: 'retried' };
    expect(faceOf(after(sending, lost, retried, lost, retried, lost))).toBe('notSaved');
  });

  it('ends as saved, without telling of a merge, since that has the own changes too', () => {
    const merge = { theirs, conflicts: [] };
    const state = after(sending, lost, { type: 'retried' }, answered({ stored: stored(2, typed), merge }));
    expect(state).toMatchObject({ phase: 'saved', theirs: [] });
  });
});

describe('a save that another tab was faster than', () => {
  const refused = after(sending, answered({ stored: stored(2), errors: [late] }));

  it('is sent again with what it was made from, everything else unchanged', () => {
    expect(refused.phase).toBe('sending');
    expect(refused.sent).toEqual({ ...sending.sent, base: stored(1) });
  });

  it('shows the merged draft, and what came from the other tab until that is noted', () => {
    const merged = stored(3, withLookback(60, typed));
    const state = after(refused, answered({ stored: merged, merge: { theirs, conflicts: [] } }));
    expect(state).toMatchObject({ phase: 'saved', screen: merged, base: merged, isLate: false, theirs });
    expect(after(state, { type: 'noted' }).theirs).toEqual([]);
  });

  it('leaves the screen alone when the creator has gone on, and merges that in its turn', () => {
    const more = withPrompt('Buy more.');
    const state = after(
      refused,
      edited(more),
      answered({ stored: stored(3, withLookback(60, typed)), merge: { theirs, conflicts: [] } }),
      due,
    );
    expect(state.screen).toBe(more);
    expect(state.sent).toMatchObject({ draft: more, expectedRevision: 1, base: typed });
  });

  it('says that both together are too much, and brings the base again after the next edit', () => {
    const tooMuch = { code: 'ENTITLEMENT_EXCEEDED', message: 'Too many.', path: ['input', 'graph', 'assets'] };
    const state = after(refused, answered({ errors: [tooMuch], merge: { theirs, conflicts: [] } }));
    expect(state).toMatchObject({ phase: 'stopped', refused: { isTogether: true, errors: [tooMuch] } });
    expect(after(state, edited(draft), due).sent).toMatchObject({ base: stored(1), expectedRevision: 1 });
  });
});

describe('a collision', () => {
  const mine = withLookback(70, typed);
  const their = stored(2, withLookback(90));
  const colliding = after(
    begin(stored(1)),
    edited(mine),
    due,
    answered({ errors: [late] }),
    answered({ stored: their, errors: [late], merge: { theirs, conflicts: [collision] } }),
  );

  it('waits for the choice with mine on the screen', () => {
    expect(colliding).toMatchObject({ phase: 'choosing', conflict: { stored: their, collisions: [collision] } });
    expect(colliding.screen).toBe(mine);
    expect(faceOf(colliding)).toBe('notSaved');
    expect(after(colliding, due, { type: 'retried' })).toBe(colliding);
  });

  it('takes their block onto the screen if that is chosen, and one save ends it', () => {
    const state = after(colliding, { type: 'chosen', choices: { 'DATA_STREAM hourly': 'theirs' } });
    expect(state.screen.graph.dataStreams).toContainEqual(their.graph.dataStreams[0]);
    expect(state.sent?.draft).toBe(state.screen);
    expect(state.sent).toMatchObject({ expectedRevision: 1, base: stored(1) });
    const answer = answered({ stored: stored(3, state.screen), merge: { theirs, conflicts: [] } });
    expect(after(state, answer)).toMatchObject({ phase: 'saved', base: { revision: 3 } });
  });

  it('saves with their block first if mine is kept, and then mine as an edit of that', () => {
    const first = after(colliding, { type: 'chosen', choices: { 'DATA_STREAM hourly': 'mine' } });
    expect(first.screen).toEqual(mine);
    expect(first.sent?.draft.graph.dataStreams).toContainEqual(their.graph.dataStreams[0]);
    const second = after(
      first,
      answered({ stored: stored(3, withLookback(90, typed)), merge: { theirs, conflicts: [] } }),
      due,
    );
    expect(second.sent).toMatchObject({ draft: mine, base: first.sent?.draft, expectedRevision: 1 });
  });

  it('of drafts that cannot be merged is settled as a whole', () => {
    const whole = after(sending, answered({ errors: [late] }), answered({ stored: their, errors: [late] }));
    expect(whole.conflict?.collisions).toEqual([]);
    expect(after(whole, { type: 'choseWhole', choice: 'theirs' })).toMatchObject({ phase: 'saved', screen: their });
    const kept = after(whole, { type: 'choseWhole', choice: 'mine' });
    expect(kept.sent).toEqual({ draft: typed, expectedRevision: 2, base: null, isRepeat: false });
  });
});

describe('a refused save', () => {
  const tooMuch = { code: 'ENTITLEMENT_EXCEEDED', message: 'Too many.', path: ['input', 'graph', 'assets'] };

  it('stays on the screen with the reason until the creator changes something, or tries again', () => {
    const state = after(sending, { type: 'answered', answer: { kind: 'refused', errors: [tooMuch] } });
    expect(faceOf(state)).toBe('notSaved');
    expect(state.screen).toBe(typed);
    expect(after(state, edited(draft))).toMatchObject({ phase: 'typing', refused: null });
    expect(after(state, { type: 'retried' }).sent?.draft).toBe(typed);
  });
});

describe('undo', () => {
  it('leads back to what there was before the creator began to type, and saves that', () => {
    const state = after(typing, edited(withPrompt('Buy mo')), { type: 'undone' });
    expect(state).toMatchObject({ phase: 'typing', past: [] });
    expect(state.screen).toEqual(stored(1));
  });

  it('has a step for each save', () => {
    const saved = answered({ stored: stored(2, typed) });
    const twice = after(sending, saved, edited(withPrompt('Two.')), due, edited(withPrompt('Three.')));
    const screens = [1, 2, 3].map((steps) =>
      after(twice, ...Array.from({ length: steps }, (): AutosaveEvent => ({ type: 'undone' }))),
    );
    expect(screens.map(({ screen }) => screen.graph.tradingPrompts[0]?.prompt)).toEqual([
      'Two.',
      'Buy.',
      'Buy strength.',
    ]);
  });

  it('of a discard is the revision that was replaced', () => {
    const state = after(sending, { type: 'replaced', draft: stored(3), undoTo: 2 });
    expect(state).toMatchObject({ phase: 'saved', past: [2], base: { revision: 3 } });
    expect(after(state, { type: 'undone' })).toBe(state);
  });
});

describe('edits that another window left behind', () => {
  const opened = begin(stored(1));
  const sent: Save = { draft: typed, expectedRevision: 1, base: null, isRepeat: false };
  const found = (left: { readonly sent: Save | null }): AutosaveEvent => ({
    type: 'found',
    unsaved: { screen: typed, base: stored(1), ...left },
  });

  it('come onto the screen and are saved; undo leads to what was stored', () => {
    const state = after(opened, found({ sent: null }));
    expect(state).toMatchObject({ phase: 'typing', screen: typed, past: [stored(1)] });
    expect(after(state, due).sent).toEqual({ draft: typed, expectedRevision: 1, base: null, isRepeat: false });
  });

  it('bring what they were made from at once, if something was stored since', () => {
    const state = after(begin(stored(4, withLookback(60))), found({ sent: null }), due);
    expect(state.sent).toEqual({ draft: typed, expectedRevision: 1, base: stored(1), isRepeat: false });
  });

  it('that were sent are sent again first, unchanged, and are a repeat', () => {
    const state = after(opened, found({ sent }));
    expect(state).toMatchObject({ phase: 'sending', sent: { ...sent, isRepeat: true } });
    expect(after(state, answered({ stored: stored(2, typed) }))).toMatchObject({ phase: 'saved' });
  });

  it('stay where they are when somebody types already', () => {
    const busy = after(opened, edited(draft));
    expect(after(busy, found({ sent: null }))).toBe(busy);
  });
});

describe('a draft that is read again', () => {
  const newer: AutosaveEvent = { type: 'read', draft: stored(5, typed) };

  it('comes onto a screen without edits of its own', () => {
    expect(after(begin(stored(1)), newer)).toMatchObject({ screen: typed, base: { revision: 5 } });
    expect(after(begin(stored(6)), newer).base.revision).toBe(6);
  });

  it('leaves edits alone: the service merges them', () => {
    expect(after(typing, newer)).toBe(typing);
    expect(after(sending, newer)).toBe(sending);
  });
});
