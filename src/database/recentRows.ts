import QuickLRU from 'quick-lru';

/**
 * Which past the database has: another number, or a new one, whenever that may be another than before. Null: nobody can tell.
 */
export type Epoch = () => number | null;

/** Rows by id. */
export interface RecentRows<Row> {
  /** The rows that are kept of these ids, and the ids of which none is. */
  find(ids: readonly string[]): { readonly known: Map<string, Row>; readonly unknown: readonly string[] };
  /** Keeps the row, read since `asOf`, if its id was offered before, lately, and the past is still the same. */
  offer(id: string, row: Row, asOf: number | null): void;
  /** What was kept or offered under this id no longer counts. */
  drop(id: string): void;
}

/**
 * The rows that are asked for again and again, `most` of them, up to twice as many for a while. One that is asked for once
 * is not kept: it would push out another, and what lives longer than its request costs V8 more than reading it
 * (doc/decisions/memory.md#what-survives). In another epoch there are none, and none at all where that can't be told.
 */
export function recentRows<Row>(most: number, epoch: Epoch): RecentRows<Row> {
  const rows = new QuickLRU<string, Row>({ maxSize: most });
  const offered = new QuickLRU<string, true>({ maxSize: most });
  let current = epoch();
  const forget = (): void => {
    current = epoch();
    rows.clear();
    offered.clear();
  };
  return {
    find: (ids) => {
      if (current !== epoch()) forget();
      const known = new Map<string, Row>();
      const unknown: string[] = [];
      for (const id of ids) {
        const row = rows.get(id);
        if (row === undefined) unknown.push(id);
        else known.set(id, row);
      }
      return { known, unknown };
    },
    offer: (id, row, asOf) => {
      if (asOf === null || asOf !== epoch()) return;
      if (current !== asOf) forget();
      if (offered.has(id) || rows.has(id)) rows.set(id, row);
      else offered.set(id, true);
    },
    drop: (id) => {
      rows.delete(id);
      offered.delete(id);
    },
  };
}
