import { Prisma } from './generated/client.ts';
import type { Client } from './client.ts';

/** A SELECT, and how its rows are read. */
export interface Selection<Value> {
  readonly select: Prisma.Sql;
  /** @param rows the SELECT's rows as a JSON array */
  valueOf(rows: string): Value;
}

export type Selections = Readonly<Record<string, Selection<unknown>>>;

/** The value of each selection. */
export type Selected<Several extends Selections> = {
  readonly [Name in keyof Several]: Several[Name] extends Selection<infer Value> ? Value : never;
};

/** A selection. Its rows pass through JSON, so times have to be numbers, as `sqlColumns` makes them. */
export function selection<Row, Value>(select: Prisma.Sql, valueOf: (rows: readonly Row[]) => Value): Selection<Value> {
  return { select, valueOf: (rows) => valueOf(JSON.parse(rows) as Row[]) };
}

/** Reads all of the selections as of one moment. One statement: publishing would need six. */
export async function readSelections<Several extends Selections>(
  client: Client,
  selections: Several,
): Promise<Selected<Several>> {
  const named = Object.entries(selections);
  const columns = named.map(
    ([name, { select }]) =>
      Prisma.sql`(SELECT coalesce(json_agg(row), '[]')::text FROM (${select}) row) AS ${Prisma.raw(`"${name}"`)}`,
  );
  const [texts = {}] = await client.$queryRaw<Readonly<Record<string, string>>[]>(
    Prisma.sql`SELECT ${Prisma.join(columns)}`,
  );
  return Object.fromEntries(
    named.map(([name, { valueOf }]) => [name, valueOf(texts[name] ?? '[]')]),
  ) as Selected<Several>;
}
