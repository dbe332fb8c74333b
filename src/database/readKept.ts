import type { ReadRows } from './readTogether.ts';
import { recentRows, type Epoch } from './recentRows.ts';

/** A row, or a page of them, as it was read, with a text that no other state of it ever has in the same epoch. */
export interface Stamped<Value> {
  readonly value: Value;
  readonly stamp: string;
}

export interface StampedRows<Row> {
  /** One statement. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Stamped<Row>>>;
  /** Which of these ids' rows have another stamp by now, or are gone. One statement. */
  changed(ids: readonly string[], stamps: readonly string[]): Promise<readonly string[]>;
}

/**
 * Makes rows that are asked for again and again be read only where they have changed since, as a web cache does with
 * ETags: the database is asked each time, so nothing is given that doesn't stand there, whichever process wrote it. Three
 * statements at most. What this gained: doc/decisions/performance-history.md; without it everything works the same, slower.
 *
 * @param most how many rows to keep, as `recentRows` does
 */
export function readKept<Row>({ read, changed }: StampedRows<Row>, most: number, epoch: Epoch): ReadRows<Row> {
  const kept = recentRows<Stamped<Row>>(most, epoch);

  const readAnew = async (ids: readonly string[]): Promise<ReadonlyMap<string, Stamped<Row>>> => {
    if (ids.length === 0) return new Map();
    const asOf = epoch();
    const rows = await read(ids);
    for (const [id, stamped] of rows) kept.offer(id, stamped, asOf);
    return rows;
  };
  const confirm = async (known: Map<string, Stamped<Row>>): Promise<ReadonlyMap<string, Stamped<Row>>> => {
    if (known.size === 0) return known;
    const asOf = epoch();
    const stale = await changed(
      [...known.keys()],
      [...known.values()].map(({ stamp }) => stamp),
    );
    // A stamp may have come again in another past.
    if (epoch() !== asOf) return readAnew([...known.keys()]);
    for (const id of stale) {
      known.delete(id);
      // What is written more often than it is read costs a statement more when it is kept.
      kept.drop(id);
    }
    const anew = await readAnew(stale);
    return anew.size === 0 ? known : new Map([...known, ...anew]);
  };

  return async (ids) => {
    const { known, unknown } = kept.find(ids);
    const found = await Promise.all([confirm(known), readAnew(unknown)]);
    const rows = new Map<string, Row>();
    for (const part of found) for (const [id, { value }] of part) rows.set(id, value);
    return rows;
  };
}

export interface StampedPages<Page, Rows> {
  /** One statement. */
  read(page: Page): Promise<Stamped<Rows>>;
  /** Whether the page still has this stamp. One statement. */
  stands(page: Page, stamp: string): Promise<boolean>;
}

/**
 * The same for a page, whose rows are all read when one of them changed, came or went: two statements at most.
 *
 * @param pageOf what is read for what is asked
 * @param keyOf what tells apart whatever can be asked for
 * @param most how many pages to keep
 */
export function readKeptPages<Asked, Page, Rows>(
  { read, stands }: StampedPages<Page, Rows>,
  pageOf: (asked: Asked) => Page,
  keyOf: (asked: Asked) => string,
  most: number,
  epoch: Epoch,
): (asked: Asked) => Promise<Rows> {
  const kept = recentRows<Stamped<Rows>>(most, epoch);

  return async (asked) => {
    const asOf = epoch();
    const key = keyOf(asked);
    const page = pageOf(asked);
    const known = kept.find([key]).known.get(key);
    if (known !== undefined) {
      if ((await stands(page, known.stamp)) && epoch() === asOf) return known.value;
      kept.drop(key);
    }
    const anew = await read(page);
    kept.offer(key, anew, asOf);
    return anew.value;
  };
}
