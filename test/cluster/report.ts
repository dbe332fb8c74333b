import type { Phase } from './journal.ts';

/** One line of the report. */
export interface Row extends Phase {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** How many seconds after it `/health/ready` of a service said for the last time that it isn't ready; 0 if never. */
  readonly readyAfter: number;
  /** How many seconds after it the former leader followed the new one. */
  readonly wholeAfter: number;
}

const titles = ['', 'what', 'leader', 'no write for (s)', 'ready after (s)', 'whole after (s)', 'refused'];

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ kind, from, to, refusedFor, readyAfter, wholeAfter, codes }, index) => [
    String(index + 1),
    kind,
    from === to ? from : `${from} → ${to}`,
    refusedFor.toFixed(1),
    readyAfter.toFixed(1),
    wholeAfter.toFixed(1),
    [...codes].map(([code, count]) => `${count} ${code}`).join(', ') || 'none',
  ]);
  const all = [titles, titles.map(() => ''), ...cells];
  const widths = titles.map((_title, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row, line) => {
      const padded = row.map((cell, column) =>
        line === 1 ? '-'.repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0),
      );
      return `| ${padded.join(' | ')} |`;
    })
    .join('\n');
}
