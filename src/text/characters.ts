/** Every limit of the API counts Unicode code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether a text has more code points than `most`; one that can't is not counted. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || codePoints(text) > most);
}

/** Text that every database and every reader can handle, without NUL and lone surrogates: doc/behaviour.md#text. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
