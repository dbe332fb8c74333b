import { Prisma } from './generated/client.ts';
import type { Client } from './openDatabase.ts';

/** A row as it comes through JSON: times are ISO texts. */
export type JsonRow<Row> = { readonly [Column in keyof Row]: JsonValue<Row[Column]> };
type JsonValue<Value> = Value extends Date ? string : Value;

/**
 * The rows of a SELECT in its order, in one statement. They come as one JSON text: Prisma takes far longer to turn each
 * value of many rows into its own types than JSON.parse takes for all of them (doc/performance.md).
 */
export async function readRows<Row>(client: Client, select: Prisma.Sql): Promise<JsonRow<Row>[]> {
  const [answer] = await client.$queryRaw<[{ rows: string }]>`SELECT coalesce(json_agg(row), '[]')::text AS rows FROM (${select}) row`;
  return JSON.parse(answer.rows) as JsonRow<Row>[];
}

/** The columns of these fields of a Prisma model, under the names that they have there. */
export function columnsOf(fields: object): Prisma.Sql {
  const columns = Object.keys(fields).map((field) => `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} AS "${field}"`);
  return Prisma.raw(columns.join(', '));
}
