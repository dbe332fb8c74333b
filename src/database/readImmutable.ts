import type { ReadRows } from './readTogether.ts';
import { recentRows, type Epoch } from './recentRows.ts';

/**
 * Makes `read` remember the rows that are asked for again and again. Only for rows that the database refuses to change or
 * delete: nothing remembered can be out of date but by a failover that lost it, in another epoch. An id that isn't there is asked for anew each time. What this gained:
 * doc/decisions/performance-history.md; without it everything works the same, slower.
 *
 * @param most how many rows to remember, as `recentRows` does
 */
export function readImmutable<Row>(read: ReadRows<Row>, most: number, epoch: Epoch): ReadRows<Row> {
  const recent = recentRows<Row>(most, epoch);
  return async (ids) => {
    const asOf = epoch();
    const { known, unknown } = recent.find(ids);
    if (unknown.length === 0) return known;
    const found = await read(unknown);
    // What was remembered doesn't go with what was read.
    if (known.size > 0 && epoch() !== asOf) return read(ids);
    for (const id of unknown) {
      const row = found.get(id);
      if (row === undefined) continue;
      recent.offer(id, row, asOf);
      known.set(id, row);
    }
    return known;
  };
}
