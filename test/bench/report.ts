import type { Result } from './measure.ts';
import type { Spread } from './statistics.ts';

const columns = [
  'operation',
  'server',
  'requests/s',
  'of raw',
  'p50 ms',
  'p99 ms',
  'p99 × raw',
  'CPU s per 1,000',
  'CPU × raw',
  'peak MB',
  'statements',
  'busy pairs',
];

/** The results as a Markdown table; ratios with their quartiles. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.operation,
    result.server,
    result.requestsPerSecond.toFixed(0),
    ...(result.server === 'raw' ? ['1'] : [ratio(result.rateOfRaw)]),
    result.p50Ms.toFixed(1),
    result.p99Ms.toFixed(1),
    result.server === 'raw' ? '1' : ratio(result.p99OfRaw),
    result.cpuSeconds.toFixed(2),
    result.server === 'raw' ? '1' : ratio(result.cpuOfRaw),
    result.peakMegabytes.toFixed(0),
    result.statementsPerRequest.toFixed(1),
    `${result.busyPairs} of ${result.pairs}`,
  ]);
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratio({ median, lower, upper }: Spread): string {
  return `${median.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}

/** Why this run can't be trusted; null if it can. */
export function doubt(results: readonly Result[]): string | null {
  const pairs = results.reduce((sum, result) => sum + result.pairs, 0);
  const busy = results.reduce((sum, result) => sum + result.busyPairs, 0);
  if (busy * 4 <= pairs) return null;
  return `TOO BUSY: in ${busy} of ${pairs} pairs others used more than a tenth of the machine, or its host gave it less than it has. Don't trust this run; the CPU columns suffer least.`;
}

const least = 0.6;
const most = 3;

/**
 * Which results miss the targets of every operation: at least 0.6 of raw's requests per second, at most 3 times its
 * CPU.
 */
export function beyondTargets(results: readonly Result[]): string {
  const beyond = results.filter(({ rateOfRaw, cpuOfRaw }) => rateOfRaw.median < least || cpuOfRaw.median > most);
  if (beyond.length === 0)
    return `Every operation has ${least} of raw's requests/s, and ${most} times its CPU at most.`;
  return `Below ${least} of raw's requests/s, or above ${most} times its CPU: ${beyond.map(({ operation }) => operation).join(', ')}.`;
}
