import { codePoints, isStorable } from '../text/characters.ts';
import { foldName } from './foldName.ts';

export const mostSearchCharacters = 64;

/** What a search compares names with: null for no search, undefined for one that isn't allowed. */
export function readSearch(search: string | null | undefined): string | null | undefined {
  const trimmed = search?.trim() ?? '';
  if (!isStorable(trimmed) || codePoints(trimmed) > mostSearchCharacters) return undefined;
  // What nobody sees is blank, too.
  return foldName(trimmed) || null;
}
