import QuickLRU from 'quick-lru';
import type { ReadRows } from './readTogether.ts';

/**
 * Makes `read` remember its rows, so that each is read once while it stays among those asked for lately. Only for rows that
 * the database refuses to change or delete: nothing remembered can be out of date. An id that isn't there is asked for anew
 * each time. What this gains stands in doc/performance.md; without it everything works the same, slower.
 *
 * @param most how many rows to remember; up to twice as many for a while
 */
export function readImmutable<Row>(read: ReadRows<Row>, most: number): ReadRows<Row> {
  const known = new QuickLRU<string, Row>({ maxSize: most });
  return async (ids) => {
    const rows = new Map<string, Row>();
    const unknown: string[] = [];
    for (const id of ids) {
      const row = known.get(id);
      if (row === undefined) unknown.push(id);
      else rows.set(id, row);
    }
    if (unknown.length === 0) return rows;
    const found = await read(unknown);
    for (const id of unknown) {
      const row = found.get(id);
      if (row === undefined) continue;
      known.set(id, row);
      rows.set(id, row);
    }
    return rows;
  };
}
