import { isId } from '../clone/id.ts';
import type { ReadByIds } from '../database/batchReads.ts';

/** A request's rows by id; null for whatever names none. What isn't an id never reaches SQL. */
export interface ById<Row> {
  load(id: unknown): Promise<Row | null>;
  /** The same for many, in their order. */
  loadAll(ids: readonly unknown[]): Promise<(Row | null)[]>;
  /** Gives rows that were read another way. */
  prime(rows: readonly Row[]): void;
  clearAll(): void;
}

/**
 * `read` has to batch by itself (`batchByIds`), so an id maps to the promise of the batch that brings its row: one promise a
 * batch, where a DataLoader makes several a row.
 */
export function byId<Row extends { readonly id: string }>(read: ReadByIds<Row>): ById<Row> {
  type Batch = ReturnType<typeof read>;
  const batches = new Map<string, Batch>();
  const keep = (ids: readonly string[], batch: Batch): void => ids.forEach((id) => batches.set(id, batch));

  return {
    load: async (id) => {
      if (!isId(id)) return null;
      if (!batches.has(id)) batches.set(id, read([id]));
      return (await batches.get(id))?.get(id) ?? null;
    },
    loadAll: async (ids) => {
      const wanted = ids.map((id) => (isId(id) ? id : null));
      const missing = wanted.filter((id) => id !== null && !batches.has(id)) as string[];
      if (missing.length > 0) keep(missing, read(missing));
      const sources = wanted.map((id) => (id === null ? undefined : batches.get(id)));
      const rows = new Map(
        await Promise.all([...new Set(sources)].map(async (batch) => [batch, await batch] as const)),
      );
      return wanted.map((id, index) => (id === null ? null : (rows.get(sources[index])?.get(id) ?? null)));
    },
    prime: (rows) => {
      const unknown = rows.filter(({ id }) => !batches.has(id));
      keep(
        unknown.map(({ id }) => id),
        Promise.resolve(new Map(unknown.map((row) => [row.id, row]))),
      );
    },
    clearAll: () => batches.clear(),
  };
}
