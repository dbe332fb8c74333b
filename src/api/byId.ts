import { isId } from '../clone/id.ts';
import type { RequestRecord } from './requestRecord.ts';
import type { ReadByIds } from '../database/batchReads.ts';

/** A request's rows by id; null where there is none. What isn't an id never reaches SQL. */
export interface ById<Row> {
  /** The row itself if it is loaded, else a promise. */
  load(id: unknown): Promise<Row | null> | Row | null;
  /** The rows of many ids, in their order. */
  loadAll(ids: readonly unknown[]): Promise<(Row | null)[]>;
  /** Adds rows that were read in another way. */
  prime(rows: readonly (Row & { readonly id: string })[]): void;
  clearAll(): void;
}

/**
 * `read` has to batch (`batchByIds`); each id keeps the batch that brings its row: one promise a batch, where a DataLoader
 * makes several a row. `record` notes what the request waits for.
 */
export function byId<Row>(read: ReadByIds<Row>, record: Pick<RequestRecord, 'wait'>): ById<Row> {
  type Rows = Awaited<ReturnType<typeof read>>;
  interface Batch {
    readonly coming: Promise<Rows>;
    rows: Rows | null;
  }
  const batches = new Map<string, Batch>();
  const keep = (ids: readonly string[], batch: Batch): void => ids.forEach((id) => batches.set(id, batch));
  const begin = (ids: readonly string[]): Batch => {
    const batch: Batch = { coming: record.wait(read(ids)), rows: null };
    batch.coming.then(
      (rows) => (batch.rows = rows),
      () => {}, // callers get the rejection from `coming`
    );
    keep(ids, batch);
    return batch;
  };

  return {
    load: (id) => {
      // Only ids have a batch.
      const key = id as string;
      const batch = batches.get(key) ?? (isId(id) ? begin([id]) : null);
      if (batch === null) return null;
      const { coming, rows } = batch;
      return rows === null ? coming.then((all) => all.get(key) ?? null) : (rows.get(key) ?? null);
    },
    loadAll: async (ids) => {
      const wanted = ids.map((id) => (isId(id) ? id : null));
      const missing = wanted.filter((id) => id !== null && !batches.has(id)) as string[];
      if (missing.length > 0) begin(missing);
      const sources = wanted.map((id) => (id === null ? undefined : batches.get(id)));
      const rows = new Map(
        await Promise.all([...new Set(sources)].map(async (batch) => [batch, await batch?.coming] as const)),
      );
      return wanted.map((id, index) => (id === null ? null : (rows.get(sources[index])?.get(id) ?? null)));
    },
    prime: (rows) => {
      const unknown = rows.filter(({ id }) => !batches.has(id));
      const read = new Map(unknown.map((row) => [row.id, row]));
      keep([...read.keys()], { coming: Promise.resolve(read), rows: read });
    },
    clearAll: () => batches.clear(),
  };
}
