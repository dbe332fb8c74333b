import QuickLRU from 'quick-lru';
import type { ReadByIds } from './batchReads.ts';

/**
 * Which history the database has: the number changes whenever it may have become another one, as after a failover that lost
 * the last transactions. Null: nobody can tell.
 */
export type Epoch = () => number | null;

/**
 * Caches the rows that `read` finds, at least `most` of them and at most twice as many. Only for rows that the database
 * refuses to change or delete, so nothing is ever stale within an epoch. Ids without a row aren't cached, and where there is
 * no epoch nothing is.
 */
export function cacheImmutable<Row>(read: ReadByIds<Row>, most: number, epoch: Epoch): ReadByIds<Row> {
  const cache = new QuickLRU<string, Row>({ maxSize: most });
  let cached = epoch();
  return async (ids) => {
    const now = epoch();
    if (now !== cached) cache.clear();
    cached = now;
    const rows = new Map<string, Row>();
    const missing: string[] = [];
    for (const id of ids) {
      const row = cache.get(id);
      if (row === undefined) missing.push(id);
      else rows.set(id, row);
    }
    if (missing.length === 0) return rows;
    const found = await read(missing);
    // Cached rows and rows of another history must not stand side by side.
    if (epoch() !== now) return rows.size > 0 ? read(ids) : found;
    for (const id of missing) {
      const row = found.get(id);
      if (row === undefined) continue;
      if (now !== null) cache.set(id, row);
      rows.set(id, row);
    }
    return rows;
  };
}
