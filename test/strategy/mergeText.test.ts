import { describe, expect, it } from 'vitest';
import { mergeText } from '../../src/strategy/mergeText.ts';

/** Every text of one to `most` lines, each of which is one of `letters`. */
function textsOf(letters: readonly string[], most: number): string[] {
  let texts: string[][] = [[]];
  const all: string[][] = [];
  for (let length = 1; length <= most; length += 1) {
    texts = texts.flatMap((lines) => letters.map((letter) => [...lines, letter]));
    all.push(...texts);
  }
  return all.map((lines) => lines.join('\n'));
}

function forEachThree(texts: readonly string[], check: (base: string, mine: string, theirs: string) => void): void {
  for (const base of texts) for (const mine of texts) for (const theirs of texts) check(base, mine, theirs);
}

/** The lines of `text` that `base` has less often. */
function addedLines(base: string, text: string): string[] {
  const left = base.split('\n');
  return text.split('\n').filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe('Merging two edits of a text', () => {
  const texts = [...textsOf(['x', ''], 4), ...textsOf(['x', 'xy', 'xx'], 3)];

  it('takes both edits where a line lies between them', () => {
    expect(mergeText('a\nb\nc', 'A\nb\nc', 'a\nb\nC')).toBe('A\nb\nC');
    expect(mergeText('a\nb\nc', 'a\nb\nc\nd', '0\na\nb\nc')).toBe('0\na\nb\nc\nd');
    expect(mergeText('a\nb\nc\nd', 'b\nc\nd', 'a\nb\nc')).toBe('b\nc');
  });

  it('refuses edits of the same line and of neighbouring ones', () => {
    expect(mergeText('a\nb\nc', 'A\nb\nc', '0\nb\nc')).toBeNull();
    expect(mergeText('a\nb\nc', 'A\nb\nc', 'a\nB\nc')).toBeNull();
    expect(mergeText('a\nb', 'a\nx\nb', 'a\ny\nb')).toBeNull();
    expect(mergeText('one line', 'one long line', 'a line')).toBeNull();
  });

  it('changes nothing when the result is merged again', () => {
    let merged = 0;
    forEachThree(texts, (base, mine, theirs) => {
      if (mine === base || theirs === base || mine === theirs) return;
      const text = mergeText(base, mine, theirs);
      if (text === null) return;
      merged += 1;
      const again = text === base || text === mine ? mine : mergeText(base, mine, text);
      if (again !== text) throw new Error(JSON.stringify({ base, mine, theirs, text, again }));
    });
    expect(merged).toBeGreaterThan(1_000);
  });

  it('gives the same text with the sides exchanged', () => {
    forEachThree(texts, (base, mine, theirs) => {
      if (mergeText(base, mine, theirs) !== mergeText(base, theirs, mine))
        throw new Error(JSON.stringify({ base, mine, theirs }));
    });
  });

  it('has every line that a side added', () => {
    forEachThree(textsOf(['x', 'y', 'z'], 3), (base, mine, theirs) => {
      const text = mergeText(base, mine, theirs);
      if (text === null) return;
      for (const side of [mine, theirs]) {
        for (const line of addedLines(base, side)) expect(text.split('\n')).toContain(line);
      }
    });
  });

  it.each([
    ['2,000 empty lines', '\n'.repeat(2_000)],
    ['100,000 empty lines', '\n'.repeat(100_000)],
    ['lines named like members of every object', 'constructor\n__proto__\ntoString\n'.repeat(1_000)],
  ])('takes a text with %s as any other', (_, text) => {
    expect(mergeText(`${text}\nend`, `start\n${text}\nend`, `${text}\nend\nmore`)).toBe(`start\n${text}\nend\nmore`);
  });
});
