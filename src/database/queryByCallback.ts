import type pg from 'pg';

/** `result` is an array for a text of several statements. */
type Settle = (error: Error | null, result: pg.QueryResult | pg.QueryResult[]) => void;

/**
 * Makes `client.query(config, values)` give a promise that is made here, of pg's callback. V8 keeps whatever pg's own
 * promise, or a query in an array that was outgrown, leads to until it next collects the old generation, read or not
 * (doc/performance.md, "What survives"): so nothing of pg's leads to the rows once they are given.
 */
export function queryByCallback(client: pg.ClientBase): void {
  type Query = (config: unknown, values?: unknown, callback?: Settle) => unknown;
  const query = client.query.bind(client) as Query;
  const promising: Query = (config, values, callback) => {
    if (callback !== undefined || typeof values === 'function') return query(config, values, callback);
    return new Promise((resolve, reject) => {
      query(config, values, forgetting((error, result) => {
        if (error) reject(error);
        else resolve(Array.isArray(result) ? result.map(withRows) : withRows(result));
      }));
    });
  };
  Object.assign(client, { query: promising });
}

/** The result with its rows in an array of their own: the one that pg has is empty from now on. */
function withRows(result: pg.QueryResult): pg.QueryResult {
  return { ...result, rows: result.rows.splice(0) };
}

/** The same for one call, after which it leads nowhere. */
function forgetting(settle: Settle): Settle {
  let kept: Settle | null = settle;
  return (error, result) => {
    const now = kept;
    kept = null;
    now?.(error, result);
  };
}
