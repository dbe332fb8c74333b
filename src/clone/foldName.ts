/**
 * What two names have in common when they are compared in NFKC, ignoring case. Lower, upper and lower case again, since
 * that is what makes `ß` and `ẞ` meet `SS`; a final sigma is a sigma; the dot that lower case leaves of an `İ` goes, so that
 * it meets `i`, as `ı` does; and what Unicode's own folding (NFKC_Casefold) leaves out, nobody sees.
 */
export function foldName(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return lower
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/i\u0307+/g, 'i')
    .normalize('NFKC');
}
