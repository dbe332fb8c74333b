import type { Database } from '../../src/database/openDatabase.ts';
import { sqlState } from '../../src/database/sqlState.ts';

/**
 * What the database says to `sql`: its SQLSTATE, or 'accepted'. Rolled back either way, so that no attempt changes what the next one sees.
 *
 * @param before statements of the same transaction that must succeed
 */
export async function tryStatement({ client }: Database, sql: string, ...before: string[]): Promise<string> {
  try {
    await client.$transaction(async (transaction) => {
      for (const statement of before) await transaction.$executeRawUnsafe(statement);
      await transaction.$executeRawUnsafe(sql);
      // What is otherwise checked at the end of the transaction.
      await transaction.$executeRawUnsafe('SET CONSTRAINTS ALL IMMEDIATE');
      throw accepted;
    });
    throw new Error('a transaction whose callback throws does not commit');
  } catch (error) {
    if (error === accepted) return 'accepted';
    const state = sqlState(error);
    if (state === null) throw error;
    return state;
  }
}

const accepted = new Error('accepted');
