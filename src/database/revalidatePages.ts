import QuickLRU from 'quick-lru';

/** A page with a hash of all that its rows hold. */
export interface HashedPage<Rows> {
  readonly rows: Rows;
  readonly hash: string;
}

export interface HashedPages<Asked, Rows> {
  /** One statement. */
  read(asked: Asked): Promise<HashedPage<Rows>>;
  /** Whether the page has this hash now. One statement. */
  isCurrent(asked: Asked, hash: string): Promise<boolean>;
}

/**
 * Caches `most` to twice as many pages and revalidates one each time it is asked for, as HTTP does with ETags: what is
 * returned is what the database holds now, whoever wrote it. Two statements at most.
 */
export function revalidatePages<Asked, Rows>(
  { read, isCurrent }: HashedPages<Asked, Rows>,
  keyOf: (asked: Asked) => string,
  most: number,
): (asked: Asked) => Promise<Rows> {
  const cache = new QuickLRU<string, HashedPage<Rows>>({ maxSize: most });
  return async (asked) => {
    const key = keyOf(asked);
    const cached = cache.get(key);
    if (cached !== undefined && (await isCurrent(asked, cached.hash))) return cached.rows;
    const page = await read(asked);
    cache.set(key, page);
    return page.rows;
  };
}
