/** Reports for people on standard output, and for CI as JSON in the file TEST_REPORT. */
export function reporters(): (string | [string, { outputFile: string }])[] {
  const file = process.env['TEST_REPORT'];
  return file ? ['default', ['json', { outputFile: file }]] : ['default'];
}
