/** What a run writes: lines for people, and for CI the counts as JSON into the file TEST_REPORT. */
export function reporters(): (string | [string, { outputFile: string }])[] {
  const file = process.env['TEST_REPORT'];
  return file ? ['default', ['json', { outputFile: file }]] : ['default'];
}
