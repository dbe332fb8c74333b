import { codePoints, isStorable } from '../text/characters.ts';
import type { Checked } from './profileText.ts';

const mostCharacters = 500;

/** The reason that an operator gives, kept as it was written; blank or left out is null. */
export function checkReason(text: string | null | undefined): Checked<string | null> {
  if (typeof text !== 'string' || text.trim() === '') return { value: null };
  if (!isStorable(text)) return { flaw: 'Text may hold neither NUL nor half a surrogate pair.' };
  return codePoints(text) > mostCharacters
    ? { flaw: `At most ${mostCharacters} characters are allowed.` }
    : { value: text };
}
