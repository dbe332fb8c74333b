/**
 * The form in which names are compared: NFKC, without case. Lower, upper and lower case again make `ß` and `ẞ` equal `SS`; a
 * final sigma is a sigma; the dot that lower case leaves of an `İ` goes, so that it equals `i`, as `ı` does. Invisible
 * characters, which Unicode's own folding (NFKC_Casefold) leaves out, go too.
 */
export function foldName(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return lower
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/i\u0307+/g, 'i')
    .normalize('NFKC');
}
