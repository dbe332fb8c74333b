import { Prisma } from './generated/client.ts';

/** A row as `columnsOf` reads it: times are milliseconds since 1970. */
export type ReadRow<Row> = { readonly [Column in keyof Row]: Row[Column] extends Date | null ? number | Exclude<Row[Column], Date> : Row[Column] };

type TimesOf<Row> = { [Column in keyof Row]: Row[Column] extends Date | null ? Column : never }[keyof Row] & string;

/**
 * The columns of these fields of a Prisma model, under the names that they have there, for `$queryRaw`; `times` are
 * those that are times. As numbers, since Prisma takes far longer to make a Date of a text (doc/performance.md).
 */
export function columnsOf<Row>(fields: { readonly [Field in keyof Row]: unknown }, times: readonly TimesOf<Row>[]): Prisma.Sql {
  const columns = Object.keys(fields).map((field) => {
    const column = columnOf(field);
    const isTime = times.some((time) => time === field);
    return `${isTime ? `round(date_part('epoch', ${column}) * 1000)` : column} AS "${field}"`;
  });
  return Prisma.raw(columns.join(', '));
}

/** The column of a Prisma model's field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
