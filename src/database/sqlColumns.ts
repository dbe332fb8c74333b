import pg from 'pg';
import { Prisma } from './generated/client.ts';

/** A row as SQL gives it: times are milliseconds since 1970, a list of texts is one text, or null when it is empty. */
export type SqlRow<Row> = {
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
 * Selects fields of a model in a raw statement. `times` and `lists` name the fields that are times, and lists of texts: they
 * come as numbers and as text, since Prisma spends more on a Date, and `pg` on a list, than on the rest of the row.
 */
export function sqlColumns<Row>(
  fields: { readonly [Field in keyof Row]: unknown },
  times: readonly TimesOf<Row>[],
  lists: readonly ListsOf<Row>[] = [],
): Prisma.Sql {
  const isTime = (field: string): boolean => times.some((time) => time === field);
  const isList = (field: string): boolean => lists.some((list) => list === field);
  const columns = Object.keys(fields).map((field) => {
    const column = columnOf(field);
    const selected = isTime(field) ? millisecondsSql(column) : isList(field) ? `nullif(${column}, '{}')::text` : column;
    return `${selected} AS "${field}"`;
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

/** A time of a raw row, or of a model's. */
export function dateOf(time: number | Date | null): Date | null {
  return time === null ? null : new Date(time);
}

// The typings know no types of lists; 1009 is text[].
const parseTexts = (pg.types.getTypeParser as (type: number) => (list: string) => string[])(1009);

/** The texts of a list, of a raw row or of a model's: `{BTC,ETH}`, with quotes around texts that need them. */
export function textsOf(list: string | readonly string[] | null): string[] {
  if (list === null) return [];
  return typeof list !== 'string' ? [...list] : list.includes('"') ? parseTexts(list) : list.slice(1, -1).split(',');
}

/** The column of a Prisma model's field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
