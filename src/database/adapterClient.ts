import { type ArgType, ColumnTypeEnum, type SqlQueryable, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type { Client } from './client.ts';
import type { Prisma } from './generated/client.ts';

/**
 * A client on Prisma's driver adapter, without Prisma's own, which takes a fifth to two fifths of a statement's CPU
 * (doc/decisions/prisma.md#raw-statements).
 *
 * @param onStatement is told what is sent
 */
export function clientOf(adapter: SqlQueryable, onStatement: (sql: string) => void = () => {}): Client {
  return {
    $queryRaw: async <Rows>(query: Prisma.Sql) => {
      onStatement(query.text);
      return rowsOf(await adapter.queryRaw(queryOf(query))) as Rows;
    },
    $executeRaw: async (query) => {
      onStatement(query.text);
      return adapter.executeRaw(queryOf(query));
    },
  };
}

function queryOf({ text, values }: Prisma.Sql): { sql: string; args: unknown[]; argTypes: ArgType[] } {
  return { sql: text, args: values, argTypes: values.map(typeOf) };
}

/** Times are written out by the adapter, for a session in UTC; all else is sent as it is, for the statement to cast. */
function typeOf(value: unknown): ArgType {
  return {
    arity: Array.isArray(value) ? 'list' : 'scalar',
    scalarType: value instanceof Date ? 'datetime' : 'unknown',
  };
}

/** What the adapter gives as the value that it is. Times come as texts, so they have to be read as numbers (`sqlColumns`). */
const readable: ReadonlySet<unknown> = new Set([
  ColumnTypeEnum.Int32,
  ColumnTypeEnum.Double,
  ColumnTypeEnum.Boolean,
  ColumnTypeEnum.Text,
  ColumnTypeEnum.Uuid,
]);

function rowsOf({ columnNames, columnTypes, rows }: SqlResultSet): object[] {
  const unreadable = columnNames.find((_, index) => !readable.has(columnTypes[index]));
  if (unreadable !== undefined) throw new Error(`the column ${unreadable} has a type that is not read`);
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    columnNames.forEach((name, index) => (row[name] = values[index]));
    return row;
  });
}
