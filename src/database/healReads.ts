import type pg from 'pg';
import { sqlState } from './sqlState.ts';

/**
 * What a prepared statement fails with once the schema changed under it, or when it isn't there: it stands behind one that
 * couldn't be prepared, or somebody discarded it. A statement that is parsed anew may not fail.
 */
export const staleStates: ReadonlySet<string> = new Set([
  '0A000', // cached plan must not change result type
  '26000', // prepared statement does not exist
  '42P05', // prepared statement already exists
  '42703', // no such column
  '42804', // types don't match
  '42883', // no such function or operator for these types
]);

/** Makes the pool send a named statement that failed so once more, without a name. It was rolled back: it ran in no transaction. */
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
