import type pg from 'pg';

/** `result` is an array for a text of several statements. */
type Settle = (error: Error | null, result: pg.QueryResult | pg.QueryResult[]) => void;

/** Is told of each statement of a connection, of its answer before its caller is. */
export interface StatementWatch {
  sent(): void;
  answered(error: Error | null): void;
}

const nobody: StatementWatch = { sent: () => {}, answered: () => {} };

/**
 * Makes `client.query(config, values)` give a promise that is made here, of pg's callback. V8 keeps whatever pg's own
 * promise, or a query in an array that was outgrown, leads to until it next collects the old generation, read or not
 * (doc/decisions/memory.md#what-survives): so nothing of pg's leads to the rows once they are given.
 */
export function queryByCallback(client: pg.ClientBase, watch: StatementWatch = nobody): void {
  type Query = (config: unknown, values: unknown, callback: Settle) => unknown;
  const query = client.query.bind(client) as Query;
  const send = (config: unknown, values: unknown, settle: Settle): void => {
    watch.sent();
    query(
      config,
      values,
      forgetting((error, result) => {
        watch.answered(error);
        settle(error, result);
      }),
    );
  };
  const promising = (config: unknown, values?: unknown, callback?: Settle): unknown => {
    const settle = callback ?? (typeof values === 'function' ? (values as Settle) : null);
    if (settle !== null) return send(config, settle === values ? undefined : values, settle);
    return new Promise((resolve, reject) => {
      send(config, values, (error, result) => {
        if (error) reject(error);
        else resolve(Array.isArray(result) ? result.map(withRows) : withRows(result));
      });
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
