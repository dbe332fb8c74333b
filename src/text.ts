/** Every limit of the API counts Unicode code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Text that every database and every reader can hold: "NUL and lone surrogates anywhere are INVALID_INPUT". */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
