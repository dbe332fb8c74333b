import { setImmediate as endOfTurn } from 'node:timers/promises';

/** Rows by id; none for an id that isn't there. May hold rows that others asked for. */
export type ReadRows<Row> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/** The most rows that one statement reads for several calls. */
const most = 1_000;

/**
 * Makes one call of `read` from those of one turn of the event loop, whichever requests they belong to: under load many
 * requests need the same few kinds of row, and a statement costs more than the rows in it. Nothing is remembered: a row
 * is read after it was asked for. What this gains stands in doc/performance.md; without it everything works the same, slower.
 */
export function readTogether<Row>(read: ReadRows<Row>): ReadRows<Row> {
  let open: { readonly ids: Set<string>; readonly rows: Promise<ReadonlyMap<string, Row>> } | null = null;

  const begin = (): NonNullable<typeof open> => {
    const ids = new Set<string>();
    const batch = {
      ids,
      rows: endOfTurn().then(() => {
        if (open === batch) open = null;
        return read([...ids]);
      }),
    };
    return batch;
  };

  return (ids) => {
    const batch = open !== null && open.ids.size + ids.length <= most ? open : begin();
    open = batch;
    for (const id of ids) batch.ids.add(id);
    return batch.rows;
  };
}
