import { Prisma } from './generated/client.ts';

/** What is large, and how large: `value` is null where reading it was left for later. */
export interface Sized<Value> {
  readonly bytes: number;
  readonly value: Value | null;
}

/** Reads large values by id if they have at most `most` bytes together, else only their sizes. One statement. */
export type ReadSized<Value> = (ids: readonly string[], most: number) => Promise<ReadonlyMap<string, Sized<Value>>>;

/**
 * SELECT of these rows of a table with their `bytes`: the texts in `large` are null in all of them if they have more than
 * `most` bytes together. PostgreSQL stores a text's length apart, so texts that aren't returned aren't read either.
 */
export function sizedRows(
  table: string,
  columns: Prisma.Sql,
  large: readonly string[],
  where: Prisma.Sql,
  most: number,
): Prisma.Sql {
  const size = large.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
  const texts = large.map(
    (column) =>
      Prisma.sql`, CASE WHEN sum(bytes) OVER () <= ${most}::bigint THEN ${Prisma.raw(column)} END AS ${Prisma.raw(column)}`,
  );
  return Prisma.sql`
    SELECT ${columns}, bytes${texts.reduce((all, text) => Prisma.sql`${all}${text}`)}
    FROM (SELECT *, ${Prisma.raw(size)} AS bytes FROM ${Prisma.raw(table)} WHERE ${where}) sized`;
}
