import DataLoader from 'dataloader';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/**
 * A loader that reads all keys of a request with one statement. `sql` takes the keys as a JSON array and returns rows
 * with a column `key`; a key without a row loads as null.
 */
export function loadByKey<Fact>(
  store: DatabaseSync,
  sql: string,
  toFact: (row: Row) => Fact,
): DataLoader<string, Fact | null> {
  const statement = store.prepare(sql);
  return new DataLoader(async (keys: readonly string[]) => {
    const rows = statement.all(JSON.stringify(keys));
    const facts = new Map(rows.map((row) => [row['key'], toFact(row)]));
    return keys.map((key) => facts.get(key) ?? null);
  });
}
