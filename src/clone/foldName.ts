/**
 * What two names have in common when they are compared "without case and in NFKC". Upper and then lower case, since
 * that is what makes `ß` meet `SS`; a final sigma is a sigma.
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}
