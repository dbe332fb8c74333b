/** Whether properties are tried in full, as in CI, or on a tenth of the random cases. */
export const isFull = process.env['TEST_RUNS'] === 'full';

/** How often a property is tried that is tried `full` times in CI. */
export function runs(full: number): number {
  return isFull ? full : Math.ceil(full / 10);
}

/** What has to come up more often than this among the cases of `runs`: often in CI, else at all. */
export function often(full: number): number {
  return isFull ? full : 0;
}

/** All of the cases in CI, else every tenth, from the first on: for cases that take long or are many. */
export function sampleOf<Case>(cases: Iterable<Case>): Case[] {
  return [...cases].filter((_, index) => isFull || index % 10 === 0);
}
