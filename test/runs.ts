/** How often a property is tried: with TEST_RUNS=full, as in CI, `full` times; else a tenth of that. */
export function runs(full: number): number {
  return process.env['TEST_RUNS'] === 'full' ? full : Math.ceil(full / 10);
}
