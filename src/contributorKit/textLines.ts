import type { CheckReport, ContributorReport, RequestReport } from './checkReport.ts';

/** A check's report as lines of text. */
export function checkLines({ name, status, reason, findings, requests = [] }: CheckReport): string[] {
  const head = { PASSED: `ok      ${name}`, FAILED: `FAILED  ${name}`, NOT_RUN: `not run ${name}: ${reason}` }[status];
  const found = findings.flatMap(({ sent, expected, came, todo }) => [
    ...part('sent', sent),
    ...part('expected', expected),
    ...part('came', came),
    ...part('to do', todo),
  ]);
  return [head, ...found, ...requests.flatMap(requestLines)];
}

/** The counts, on one line. */
export function countLine({ passed, failed, notRun }: ContributorReport['counts']): string {
  return `${passed + failed + notRun} checks: ${passed} ok, ${failed} FAILED, ${notRun} not run`;
}

function requestLines({ method, url, headers, body, answer, failure }: RequestReport): string[] {
  return [
    ...part('request', `${method} ${url}`, ...headerLines(headers), body),
    ...(answer
      ? part(
          'answer',
          `HTTP ${answer.status} in ${answer.milliseconds} ms`,
          ...headerLines(answer.headers),
          answer.body,
        )
      : part('answer', failure ?? '')),
  ];
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** Lines with a label in front of the first. */
function part(label: string, ...lines: readonly string[]): string[] {
  return lines.map((line, index) => `        ${(index === 0 ? label : '').padEnd(10)}${line}`);
}
