import { neededPrivileges } from './privileges.ts';

/** What a statement does, without its text: its operations, each with its tables. */
export interface StatementSummary {
  /** Such as `INSERT clones UPDATE clone_strategy_drafts`. */
  readonly text: string;
  /** The first. */
  readonly operation: string;
  /** The table, if there is only one. */
  readonly table: string | null;
}

const places = /\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE|FROM|JOIN)\s+(?:"?\w+"?\s*\.\s*)?"?(\w+)/gi;
const others = ['BEGIN', 'COMMIT', 'ROLLBACK', 'SELECT', 'SET'];

/** How many texts to remember: more than the service has, but for lists in Prisma's texts. */
const most = 500;

/** Summarizes statements, each text once. */
export function summarizeStatements(): (sql: string) => StatementSummary {
  const known = new Map<string, StatementSummary>();
  return (sql) => {
    const summary = known.get(sql) ?? summarizeStatement(sql);
    if (known.size < most) known.set(sql, summary);
    return summary;
  };
}

export function summarizeStatement(sql: string): StatementSummary {
  const found = [...sql.matchAll(places)]
    .map(([, word = '', table = '']) => ({ operation: operationOf(word), table: table.toLowerCase() }))
    .filter(({ table }) => Object.hasOwn(neededPrivileges, table));
  const [first] = found;
  if (first === undefined) {
    const [, word = ''] = /^\s*(\w+)/.exec(sql) ?? [];
    const operation = others.find((name) => name === word.toUpperCase()) ?? 'SQL';
    return { text: operation, operation, table: null };
  }
  const tables = new Set(found.map(({ table }) => table));
  const parts = Map.groupBy(found, ({ operation }) => operation);
  const text = [...parts].map(([operation, of]) => [operation, ...new Set(of.map(({ table }) => table))].join(' '));
  return { text: text.join(' '), operation: first.operation, table: tables.size === 1 ? first.table : null };
}

function operationOf(word: string): string {
  const [operation = ''] = word.toUpperCase().split(/\s/);
  return operation === 'FROM' || operation === 'JOIN' ? 'SELECT' : operation;
}
