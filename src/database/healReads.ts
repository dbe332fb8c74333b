import type pg from 'pg';
import { sqlState } from './sqlState.ts';

/**
 * Errors of a prepared statement whose schema has changed, or that is missing: its preparation failed, or it was discarded.
 * Parsed again, the statement may succeed.
 */
export const staleStates: ReadonlySet<string> = new Set([
  '0A000', // cached plan must not change result type
  '26000', // prepared statement does not exist
  '42P05', // prepared statement already exists
  '42703', // no such column
  '42804', // types don't match
  '42883', // no such function or operator for these types
]);

/** Makes the pool retry such a statement once, unnamed. It is safe: outside transactions a failed statement is rolled back. */
export function healReads(pool: pg.Pool): void {
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const healing = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
    try {
      return await query(config);
    } catch (error) {
      if (!config.name || !staleStates.has(sqlState(error) ?? '')) throw error;
      return query({ ...config, name: '' });
    }
  };
  Object.assign(pool, { query: healing });
}
