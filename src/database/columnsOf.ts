import pg from 'pg';
import { Prisma } from './generated/client.ts';

/** A row as `columnsOf` reads it: times are milliseconds since 1970, lists of texts as `textsOf` takes them. */
export type ReadRow<Row> = {
  readonly [Column in keyof Row]: Row[Column] extends Date | null
    ? number | Exclude<Row[Column], Date>
    : Row[Column] extends readonly string[]
      ? string | null
      : Row[Column];
};

type ListsOf<Row> = { [Column in keyof Row]: Row[Column] extends readonly string[] ? Column : never }[keyof Row] &
  string;
type TimesOf<Row> = { [Column in keyof Row]: Row[Column] extends Date | null ? Column : never }[keyof Row] & string;

/**
 * The columns of these fields of a Prisma model, under the names that they have there, for `$queryRaw`; `times` are
 * those that are times, `lists` those that are lists of texts. Times as numbers and lists as text, since Prisma takes far
 * longer to make a Date of a text, and `pg` to read a list (doc/decisions/performance-history.md).
 */
export function columnsOf<Row>(
  fields: { readonly [Field in keyof Row]: unknown },
  times: readonly TimesOf<Row>[],
  lists: readonly ListsOf<Row>[] = [],
): Prisma.Sql {
  const isTime = (field: string): boolean => times.some((time) => time === field);
  const isList = (field: string): boolean => lists.some((list) => list === field);
  const columns = Object.keys(fields).map((field) => {
    const column = columnOf(field);
    const read = isTime(field) ? millisecondsSql(column) : isList(field) ? `nullif(${column}, '{}')::text` : column;
    return `${read} AS "${field}"`;
  });
  return Prisma.raw(columns.join(', '));
}

/** A time, as SQL gives it, in milliseconds since 1970. */
export function milliseconds(time: string): Prisma.Sql {
  return Prisma.raw(millisecondsSql(time));
}

function millisecondsSql(time: string): string {
  return `round(date_part('epoch', ${time}) * 1000)`;
}

// The typings know no types of lists; 1009 is text[].
const parseTexts = (pg.types.getTypeParser as (type: number) => (list: string) => string[])(1009);

/** The texts of a list as `columnsOf` reads it: null for none, `{BTC,ETH}`, or with quotes where a text needs them. */
export function textsOf(list: string | null): string[] {
  if (list === null) return [];
  return list.includes('"') ? parseTexts(list) : list.slice(1, -1).split(',');
}

/** The column of a Prisma model's field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
