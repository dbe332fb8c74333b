import { describe, expect, it } from 'vitest';
import { parseUnsaved } from '../../../../src/demo/page/builder/unsaved.ts';
import { draft, stored, withPrompt } from './drafts.ts';

const sent = { draft, expectedRevision: 1, base: null, isRepeat: false };
const kept = (unsaved: unknown) => parseUnsaved(JSON.stringify(unsaved));

describe('what was kept', () => {
  it('is there as it was', () => {
    const unsaved = { screen: withPrompt('More.'), base: stored(1), sent };
    expect(kept(unsaved)).toEqual(unsaved);
    expect(kept({ ...unsaved, sent: null })).toEqual({ ...unsaved, sent: null });
  });

  it('knows whether the creator had gone on since the save was sent', () => {
    const unsaved = kept({ screen: draft, base: stored(1), sent });
    expect(unsaved?.sent?.draft).toBe(unsaved?.screen);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{"screen":'],
    ['another shape', JSON.stringify({ screen: {}, base: stored(1), sent: null })],
    ['no revision', JSON.stringify({ screen: draft, base: {}, sent: null })],
    ['no object', '7'],
  ])('is nothing when it is %s', (_what, text) => {
    expect(parseUnsaved(text)).toBeNull();
  });
});
