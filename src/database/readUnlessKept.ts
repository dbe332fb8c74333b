import { recentRows } from './recentRows.ts';

/** What was read, with a text that nothing else that was ever read in its place has. */
export interface Tagged<Rows> {
  readonly tag: string;
  readonly rows: Rows;
}

/** Reads what is asked for, or null when it still has the tag `known`. One statement. */
export type ReadUnless<Asked, Rows> = (asked: Asked, known: string | null) => Promise<Tagged<Rows> | null>;

/**
 * Makes pages that are asked for again and again be sent by the database only where they have changed since, as a web cache
 * does with ETags: it is asked each time, so nothing is given that doesn't stand there, whichever process wrote it. What
 * this gains stands in doc/performance.md; without it everything works the same, slower.
 *
 * @param keyOf what tells apart whatever can be asked for
 * @param most how many pages to keep, as `recentRows` does
 */
export function readUnlessKept<Asked, Rows>(read: ReadUnless<Asked, Rows>, keyOf: (asked: Asked) => string, most: number): (asked: Asked) => Promise<Rows> {
  const kept = recentRows<Tagged<Rows>>(most);

  return async (asked) => {
    const key = keyOf(asked);
    const known = kept.find([key]).known.get(key);
    const page = (await read(asked, known?.tag ?? null)) ?? known;
    if (page === undefined) throw new Error('what is unknown cannot be unchanged');
    if (page !== known) kept.offer(key, page);
    return page.rows;
  };
}
