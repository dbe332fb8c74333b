/** A stretch of whole lines, by its offsets in a text; `end` is behind it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What became of a stretch of the original. */
interface Edit extends Stretch {
  readonly text: string;
}

/**
 * The text with the edits of both sides, each of which counts as one stretch of lines; null if there is no line between the two.
 * Also null where repeated lines make it unclear what was edited: merging the result again has to change nothing. Takes time
 * in proportion to the length of the texts.
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  // Every line ends alike here, the last one too.
  const [original, ofMine, ofTheirs] = [`${base}\n`, `${mine}\n`, `${theirs}\n`];
  const merged = mergeLines(original, ofMine, ofTheirs);
  const isStable = (side: string): boolean =>
    merged === side || (merged !== null && merged !== original && mergeLines(original, side, merged) === merged);
  return merged !== null && isStable(ofMine) && isStable(ofTheirs) ? merged.slice(0, -1) : null;
}

function mergeLines(base: string, mine: string, theirs: string): string | null {
  const my = editBetween(base, mine);
  const their = editBetween(base, theirs);
  // A side that was made from the other one has both edits already.
  const between = editBetween(mine, theirs);
  const theirsHasBoth = areApart(placeIn(my), between);
  const mineHasBoth = areApart(placeIn(their), placeIn(between));
  if (theirsHasBoth !== mineHasBoth) return theirsHasBoth ? theirs : mine;
  if (theirsHasBoth || !areApart(my, their)) return null;
  const [first, last] = my.start < their.start ? [my, their] : [their, my];
  return base.slice(0, first.start) + first.text + base.slice(first.end, last.start) + last.text + base.slice(last.end);
}

/** What is left between the lines that both texts begin with and those that both end with. */
function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  const head = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const start = head === 0 ? 0 : before.lastIndexOf('\n', head - 1) + 1;
  const ofEnd = (text: string, from: number, to: number): string => text.slice(text.length - to, text.length - from);
  let tail = commonLength(shorter - start, (from, to) => ofEnd(before, from, to) === ofEnd(after, from, to));
  const isLineStart = (text: string): boolean => tail === text.length || text[text.length - 1 - tail] === '\n';
  if (!isLineStart(before) || !isLineStart(after))
    tail = before.length - before.indexOf('\n', before.length - tail) - 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** How far two texts are the same, up to `most`: pieces are compared, and halved where they differ, ten times as fast as characters. */
function commonLength(most: number, isSame: (from: number, to: number) => boolean): number {
  let length = 0;
  for (let piece = 65_536; piece >= 1; piece /= 2) {
    while (length + piece <= most && isSame(length, length + piece)) length += piece;
  }
  return length;
}

/** Where an edit is once it is made. */
function placeIn({ start, text }: Edit): Stretch {
  return { start, end: start + text.length };
}

function areApart(a: Stretch, b: Stretch): boolean {
  return a.end < b.start || b.end < a.start;
}
