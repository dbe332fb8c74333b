import { codePoints, isStorable, notStorable } from '../text/characters.ts';
import type { JsonObject } from '../text/jsonObject.ts';

/**
 * Why a JSON object can't be stored and shown again, or null when it can. At most `limits.depth` levels and
 * `limits.characters` code points as JSON; numbers finite, integers within ±(2^53−1); text without NUL or lone surrogates.
 */
export function jsonRefusal(
  value: JsonObject,
  limits: { readonly characters: number; readonly depth: number },
): string | null {
  const flaw = flawOf(value, limits.depth);
  if (flaw !== null) return flaw;
  return codePoints(JSON.stringify(value)) > limits.characters
    ? `At most ${limits.characters} characters of JSON are allowed.`
    : null;
}

/** Stops at the first flaw and at `depth`, so no input can overflow the stack. */
function flawOf(value: unknown, depth: number, allowed = depth): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : notStorable;
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? null : 'Numbers have to be finite, and whole ones within ±(2^53−1).';
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0) return `At most ${allowed} levels are allowed.`;
  for (const [key, member] of Object.entries(value)) {
    const flaw = (isStorable(key) ? null : flawOf(key, depth)) ?? flawOf(member, depth - 1, allowed);
    if (flaw !== null) return flaw;
  }
  return null;
}
