import { setImmediate as endOfTurn } from 'node:timers/promises';

/** Rows by id; none for an id that isn't there. May hold rows that others asked for. */
export type ReadByIds<Row> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/**
 * Makes one call of `read` from those of one turn of the event loop, whichever requests they belong to: under load many
 * requests need the same few kinds of row, and a statement costs more than the rows in it. Nothing is kept here: a row
 * is read after it was asked for. Nothing is sent for no ids. What this gains stands in doc/performance.md; without it
 * everything works the same, slower.
 *
 * @param most how many ids one statement reads rows of for several calls
 */
export function batchByIds<Row>(read: ReadByIds<Row>, most = 1_000): ReadByIds<Row> {
  let open: { readonly ids: Set<string>; readonly rows: Promise<ReadonlyMap<string, Row>> } | null = null;

  const begin = (): NonNullable<typeof open> => {
    const ids = new Set<string>();
    const batch = {
      ids,
      rows: endOfTurn().then(() => {
        if (open === batch) open = null;
        return ids.size === 0 ? new Map<string, Row>() : read([...ids]);
      }),
    };
    return batch;
  };

  const hasRoom = (known: ReadonlySet<string>, ids: readonly string[]): boolean =>
    known.size + ids.length <= most || known.size + ids.filter((id) => !known.has(id)).length <= most;

  return (ids) => {
    const batch = open !== null && hasRoom(open.ids, ids) ? open : begin();
    open = batch;
    for (const id of ids) batch.ids.add(id);
    return batch.rows;
  };
}

/** A page of what belongs to each id. */
export type ReadPages<Page, Rows> = (ids: readonly string[], page: Page) => Promise<ReadonlyMap<string, Rows>>;

/** The same for pages: calls that ask for the same page, by `keyOf`, are one. */
export function batchPages<Page, Rows>(
  read: ReadPages<Page, Rows>,
  keyOf: (page: Page) => string,
  most: number,
): ReadPages<Page, Rows> {
  const open = new Map<string, ReadByIds<Rows>>();
  return (ids, page) => {
    const key = keyOf(page);
    const together =
      open.get(key) ??
      batchByIds((all) => {
        open.delete(key);
        return read(all, page);
      }, most);
    open.set(key, together);
    return together(ids);
  };
}

/** Calls of one turn that ask for the same, by `keyOf`, are one call of `read`. */
export function shareCalls<Asked, Rows>(
  read: (asked: Asked) => Promise<Rows>,
  keyOf: (asked: Asked) => string,
): (asked: Asked) => Promise<Rows> {
  // A call, not its rows: V8 keeps what a map's outgrown table leads to (doc/performance.md, "What survives").
  const open = new Map<string, { rows: Promise<Rows> | null }>();
  const begin = (key: string, asked: Asked): Promise<Rows> => {
    const call: { rows: Promise<Rows> | null } = { rows: null };
    open.set(key, call);
    const rows = endOfTurn().then(() => {
      open.delete(key);
      call.rows = null;
      return read(asked);
    });
    call.rows = rows;
    return rows;
  };
  return (asked) => {
    const key = keyOf(asked);
    return open.get(key)?.rows ?? begin(key, asked);
  };
}
