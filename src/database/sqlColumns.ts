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

/** Fields of a Prisma model, for raw statements. */
export interface SqlColumns<Row> {
  /** What to select: the columns under the names of their fields. */
  readonly sql: Prisma.Sql;
  /** The row as the model API would give it. */
  rowOf(found: SqlRow<Row>): Row;
}

type ListsOf<Row> = { [Column in keyof Row]: Row[Column] extends readonly string[] ? Column : never }[keyof Row] &
  string;
type TimesOf<Row> = { [Column in keyof Row]: Row[Column] extends Date | null ? Column : never }[keyof Row] & string;

/**
 * Selects fields of a model in a raw statement. `times` and `lists` name the fields that are times, and lists of texts: they
 * come as numbers and as text, since Prisma spends more on a Date, and `pg` on a list, than on the rest of the row.
 */
export function sqlColumns<Row extends object>(
  fields: { readonly [Field in keyof Row]: unknown },
  times: readonly TimesOf<Row>[],
  lists: readonly ListsOf<Row>[] = [],
): SqlColumns<Row> {
  const isTime = (field: string): boolean => times.some((time) => time === field);
  const isList = (field: string): boolean => lists.some((list) => list === field);
  const columns = Object.keys(fields).map((field) => {
    const column = columnOf(field);
    const selected = isTime(field) ? millisecondsSql(column) : isList(field) ? `nullif(${column}, '{}')::text` : column;
    return `${selected} AS "${field}"`;
  });
  return {
    sql: Prisma.raw(columns.join(', ')),
    rowOf: (found) => {
      const row: Record<string, unknown> = { ...found };
      for (const time of times) row[time] = dateOf(row[time] as number | null);
      for (const list of lists) row[list] = textsOf(row[list] as string | null);
      return row as Row;
    },
  };
}

/** A time, as SQL gives it, in milliseconds since 1970. */
export function milliseconds(time: string): Prisma.Sql {
  return Prisma.raw(millisecondsSql(time));
}

function millisecondsSql(time: string): string {
  return `round(date_part('epoch', ${time}) * 1000)`;
}

function dateOf(time: number | null): Date | null {
  return time === null ? null : new Date(time);
}

// The typings know no types of lists; 1009 is text[].
const parseTexts = (pg.types.getTypeParser as (type: number) => (list: string) => string[])(1009);

/** `{BTC,ETH}`, with quotes around texts that need them. */
function textsOf(list: string | null): string[] {
  if (list === null) return [];
  return list.includes('"') ? parseTexts(list) : list.slice(1, -1).split(',');
}

/** The column of a Prisma model's field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
