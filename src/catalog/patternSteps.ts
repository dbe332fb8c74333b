// The package's own entry is a function that its types call a namespace; its parts are what they say.
import { tokenizer } from 'ret/dist/tokenizer.js';
import { types, type Group, type Root, type Token, type Tokens } from 'ret/dist/types/index.js';

/** As long as a text in parameters can be: they have at most 4,096 characters of JSON. */
const longest = 4_096;

/**
 * An upper bound of the ways in which a backtracking engine can try `pattern` on any text of 4,096 characters: infinite
 * for one that it can't read. `(a|a)*` is infinite although its star height is 1, which is why a check of star height alone is
 * not enough.
 */
export function patternSteps(pattern: string): number {
  try {
    const root = tokenizer(pattern);
    return waysOf(root) * (isAnchored(root) ? 1 : longest);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Whether a match can begin only where the text begins. */
function isAnchored(root: Root): boolean {
  return branchesOf(root).every(([first]) => first?.type === types.POSITION && first.value === '^');
}

/** In how many ways a part can match, starting at one place. */
function waysOf(token: Tokens): number {
  if (token.type === types.REPETITION)
    return repeatedWays(waysOf(token.value), token.min, Math.max(token.min, Math.min(token.max, longest)));
  if (token.type === types.REFERENCE) return longest; // one way, but it compares a whole group
  if (token.type !== types.GROUP && token.type !== types.ROOT) return 1;
  return branchesOf(token).reduce(
    (sum, branch) => sum + branch.reduce((product, part) => product * waysOf(part), 1),
    0,
  );
}

function repeatedWays(ways: number, least: number, most: number): number {
  let sum = 0;
  for (let times = least; times <= most && sum !== Number.POSITIVE_INFINITY; times += 1) sum += ways ** times;
  return sum;
}

function branchesOf(token: Group | Root): readonly (readonly Token[])[] {
  return token.options ?? [token.stack ?? []];
}
