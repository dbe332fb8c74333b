import { Prisma } from './generated/client.ts';
import type { Client } from './openDatabase.ts';

/** A row as it comes through JSON: times are milliseconds since 1970. */
export type JsonRow<Row> = { readonly [Column in keyof Row]: Row[Column] extends Date | null ? number | Exclude<Row[Column], Date> : Row[Column] };

type TimesOf<Row> = { [Column in keyof Row]: Row[Column] extends Date | null ? Column : never }[keyof Row] & string;

/**
 * The rows of a SELECT in its order, in one statement. They come as one JSON text: Prisma takes far longer to turn each
 * value of many rows into its own types than JSON.parse takes for all of them (doc/performance.md).
 */
export async function readRows<Row>(client: Client, select: Prisma.Sql): Promise<JsonRow<Row>[]> {
  const [answer] = await client.$queryRaw<[{ rows: string }]>`SELECT coalesce(json_agg(row), '[]')::text AS rows FROM (${select}) row`;
  return JSON.parse(answer.rows) as JsonRow<Row>[];
}

/** The columns of these fields of a Prisma model, under the names that they have there; `times` are those that are times. */
export function columnsOf<Row>(fields: { readonly [Field in keyof Row]: unknown }, times: readonly TimesOf<Row>[]): Prisma.Sql {
  const columns = Object.keys(fields).map((field) => {
    const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const isTime = times.some((time) => time === field);
    return `${isTime ? `(extract(epoch FROM ${column}) * 1000)::bigint` : column} AS "${field}"`;
  });
  return Prisma.raw(columns.join(', '));
}
