/** The length in Unicode code points, which all limits of the API count. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether a text has more than `most` code points; counts them only where `length` leaves it open. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || codePoints(text) > most);
}

/** Whether a text is free of NUL and lone surrogates, which databases and clients can't all hold (doc/behaviour.md). */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export const notStorable = 'Text may hold neither NUL nor half a surrogate pair.';

/** What is wrong with a text that is stored as it was typed, or null. */
export function textFlaw(text: string, most: number): string | null {
  if (!isStorable(text)) return notStorable;
  return isLongerThan(text, most) ? tooLong(most) : null;
}

export function tooLong(most: number): string {
  return `At most ${most} characters are allowed.`;
}
