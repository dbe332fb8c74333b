import { columnOf } from './sqlColumns.ts';
import type { Client } from './client.ts';
import { Prisma } from './generated/client.ts';

/** An INSERT or an UPDATE, to be run with others. */
export type Write = Prisma.Sql;

/** Part of a row by the field names of its Prisma model. Stores always write the same fields, so that the statement stays the same. */
type Fields = Readonly<Record<string, unknown>>;

/** The INSERT of rows, all of the same fields. */
export function rowInsert(table: string, ...rows: readonly [Fields, ...Fields[]]): Write {
  const { columns, source } = fromJson(table, rows);
  return Prisma.sql`INSERT INTO ${Prisma.raw(table)} (${columns}) SELECT ${columns} FROM ${source}`;
}

/** The UPDATE of the row that has this uuid in the column `key`. */
export function rowUpdate(table: string, key: string, id: string, fields: Fields): Write {
  const { columns, source } = fromJson(table, [fields]);
  return Prisma.sql`UPDATE ${Prisma.raw(table)} SET (${columns}) = (SELECT ${columns} FROM ${source}) WHERE ${Prisma.raw(key)} = ${id}::uuid`;
}

/** One parameter for all rows: PostgreSQL gives each value the type of its column. */
function fromJson(
  table: string,
  rows: readonly [Fields, ...Fields[]],
): { readonly columns: Prisma.Sql; readonly source: Prisma.Sql } {
  const ofColumns = rows.map((fields) =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [columnOf(field), value])),
  );
  const source = Prisma.sql`json_populate_recordset(NULL::${Prisma.raw(table)}, ${JSON.stringify(ofColumns)}::json)`;
  return { columns: Prisma.raw(Object.keys(rows[0]).map(columnOf).join(', ')), source };
}

/**
 * Runs writes of different rows that don't depend on each other. One statement (publishing would need four): constraints
 * and foreign keys are checked at its end.
 */
export async function writeAll(client: Client, writes: readonly Write[]): Promise<void> {
  const parts = writes.map((write, index) => Prisma.sql`${Prisma.raw(`write_${index + 1}`)} AS (${write})`);
  await client.$executeRaw(Prisma.sql`WITH ${Prisma.join(parts)} SELECT`);
}
