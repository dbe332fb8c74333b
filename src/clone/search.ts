import { codePoints, isStorable } from '../text/characters.ts';
import { foldName } from './foldName.ts';

export const mostSearchCharacters = 64;

/** A search in the form in which names are compared: null for no search, undefined for one that isn't allowed. */
export function readSearch(search: string | null | undefined): string | null | undefined {
  const trimmed = search?.trim() ?? '';
  if (!isStorable(trimmed) || codePoints(trimmed) > mostSearchCharacters) return undefined;
  // Invisible characters alone are no search either.
  return foldName(trimmed) || null;
}
