import type { ReadRows } from './readTogether.ts';
import { recentRows } from './recentRows.ts';

/**
 * Makes `read` remember the rows that are asked for again and again. Only for rows that the database refuses to change or
 * delete: nothing remembered can be out of date. An id that isn't there is asked for anew each time. What this gains stands in doc/performance.md; without it everything works the same, slower.
 *
 * @param most how many rows to remember, as `recentRows` does
 */
export function readImmutable<Row>(read: ReadRows<Row>, most: number): ReadRows<Row> {
  const known = recentRows<Row>(most);
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
      known.offer(id, row);
      rows.set(id, row);
    }
    return rows;
  };
}
