import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { problemLog, type Problem } from '../../src/server/problemLog.ts';

/** What the log has after these reports. */
function logged(...problems: readonly (Problem | null)[]) {
  const lines: string[] = [];
  const report = problemLog(createLog('info', { write: (line) => void lines.push(line) }), 'all is well');
  for (const problem of problems) report(problem);
  return lines
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .map(({ level, reason, msg }) => [level, reason, msg]);
}

const gone = { fields: { reason: 'gone' }, message: 'it is gone' };
const full = { fields: { reason: 'full' }, message: 'it is full' };

describe('the log of a problem', () => {
  it('has a line when it begins, when it becomes another one, and when it ends', () => {
    expect(logged(null, gone, full, null, gone)).toEqual([
      ['warn', 'gone', 'it is gone'],
      ['warn', 'full', 'it is full'],
      ['info', undefined, 'all is well'],
      ['warn', 'gone', 'it is gone'],
    ]);
  });

  it('has no line while nothing changes', () => {
    expect(logged(null, null)).toEqual([]);
    expect(logged(gone, gone, gone)).toHaveLength(1);
  });
});
