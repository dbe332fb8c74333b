/** An edit: the lines from `start` to `end` of the original, that one left out, became `lines`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * The text with the edits of both sides, each of which counts as one stretch of lines; null if there is no line between the two.
 * Also null where repeated lines make it unclear what was edited: merging the result again has to change nothing. Linear in
 * the length of the texts.
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  const merged = mergeOnce(base, mine, theirs);
  const isStable = (side: string): boolean =>
    merged === side || (merged !== base && merged !== null && mergeOnce(base, side, merged) === merged);
  return isStable(mine) && isStable(theirs) ? merged : null;
}

function mergeOnce(base: string, mine: string, theirs: string): string | null {
  const [original, ofMine, ofTheirs] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const my = editBetween(original, ofMine);
  const their = editBetween(original, ofTheirs);
  // A side that was made from the other one has both edits already.
  const theirsHasBoth = areApart(placeIn(my), editBetween(ofMine, ofTheirs));
  const mineHasBoth = areApart(placeIn(their), editBetween(ofTheirs, ofMine));
  if (theirsHasBoth !== mineHasBoth) return theirsHasBoth ? theirs : mine;
  if (theirsHasBoth || !areApart(my, their)) return null;
  const [first, last] = my.start < their.start ? [my, their] : [their, my];
  return [
    ...original.slice(0, first.start),
    ...first.lines,
    ...original.slice(first.end, last.start),
    ...last.lines,
    ...original.slice(last.end),
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text.split('\n');
}

/** What is left between the lines that both texts begin with and those that both end with. */
function editBetween(before: readonly string[], after: readonly string[]): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, lines: after.slice(start, after.length - tail) };
}

/** Where the lines of an edit are once it is made. */
function placeIn({ start, lines }: Edit): Pick<Edit, 'start' | 'end'> {
  return { start, end: start + lines.length };
}

function areApart(a: Pick<Edit, 'start' | 'end'>, b: Pick<Edit, 'start' | 'end'>): boolean {
  return a.end < b.start || b.end < a.start;
}
