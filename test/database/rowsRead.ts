import type { Database } from '../../src/database/openDatabase.ts';

/** A node of EXPLAIN's plan. */
interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How many rows of a table a statement reads when it runs, including those that it discards. */
export async function rowsRead(
  { client }: Database,
  table: string,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  const [row] = await client.$queryRawUnsafe<[{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }]>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    ...parameters,
  );
  const count = (node: PlanNode): number => {
    const touched =
      node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    const own = node['Relation Name'] === table ? touched * node['Actual Loops'] : 0;
    return (node.Plans ?? []).reduce((sum, child) => sum + count(child), own);
  };
  return count(row['QUERY PLAN'][0].Plan);
}
