import { textFlaw } from '../text/characters.ts';
import type { Checked } from './profileText.ts';

const mostCharacters = 500;

/** The reason that an operator gives, kept as it was typed; blank or left out is null. */
export function checkReason(text: string | null | undefined): Checked<string | null> {
  if (typeof text !== 'string' || text.trim() === '') return { value: null };
  const flaw = textFlaw(text, mostCharacters);
  return flaw === null ? { value: text } : { flaw };
}
