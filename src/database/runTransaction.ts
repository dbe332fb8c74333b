import {
  type ArgType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type { Client } from './client.ts';
import type { Prisma } from './generated/client.ts';

export interface TransactionLimits {
  /** How long to wait for a connection and the begin. */
  readonly maxWaitMs: number;
  /** From when on nothing is sent or committed. A statement under way is ended by the database's time-out. */
  readonly deadline: Date;
}

/**
 * Runs `work` in a transaction on a connection of its own: commits when it resolves, rolls back when it rejects, and throws
 * the same. All of its statements count: when one failed, or wasn't waited for, nothing is committed, whatever `work` made of that.
 *
 * Throws NoTransaction when it could not begin in time, or was not done at its deadline.
 */
export type RunTransaction = <Done>(
  work: (client: Client) => Promise<Done>,
  limits: TransactionLimits,
) => Promise<Done>;

/** A transaction that could not begin in time, or was not done in time. The code is Prisma's for the same. */
export class NoTransaction extends Error {
  readonly code = 'P2028';
}

/**
 * Transactions on Prisma's driver adapter, without its client: doc/decisions/transactions.md says why.
 *
 * @param onStatement is told what is sent, but for what begins and ends a transaction
 */
export function transactionsOf(
  adapter: SqlDriverAdapter,
  onStatement: (sql: string) => void = () => {},
): RunTransaction {
  return async (work, { maxWaitMs, deadline }) => {
    const transaction = await begin(adapter, maxWaitMs);
    const client = new TransactionClient(transaction, deadline, onStatement);
    try {
      const done = await work(client);
      client.end();
      client.demandWhole();
      await commit(transaction);
      return done;
    } catch (error) {
      client.end();
      // What can't be rolled back is on a connection that is lost, and the database rolls it back.
      await rollBack(transaction).catch(() => {});
      throw error;
    }
  };
}

async function begin(adapter: SqlDriverAdapter, maxWaitMs: number): Promise<Transaction> {
  // Set before the pool sets its own, which may be as long.
  const waited = Promise.withResolvers<never>();
  const timeout = setTimeout(() => waited.reject(new NoTransaction('no transaction could begin in time')), maxWaitMs);
  const beginning = adapter.startTransaction();
  try {
    return await Promise.race([beginning, waited.promise]);
  } catch (error) {
    if (error instanceof NoTransaction) beginning.then(rollBack).catch(() => {});
    throw error;
  } finally {
    clearTimeout(timeout);
  }
}

/** An adapter that commits by a query of its own (the embedded database's) says so. */
async function commit(transaction: Transaction): Promise<void> {
  if (!transaction.options.usePhantomQuery) await transaction.executeRaw({ sql: 'COMMIT', args: [], argTypes: [] });
  await transaction.commit();
}

/** Gives the connection back in any case. */
async function rollBack(transaction: Transaction): Promise<void> {
  try {
    if (!transaction.options.usePhantomQuery) await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
  } finally {
    await transaction.rollback();
  }
}

class TransactionClient implements Client {
  readonly #transaction: Transaction;
  readonly #deadline: Date;
  readonly #onStatement: (sql: string) => void;
  #ended = false;
  #underWay = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(transaction: Transaction, deadline: Date, onStatement: (sql: string) => void) {
    this.#transaction = transaction;
    this.#deadline = deadline;
    this.#onStatement = onStatement;
  }

  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows> {
    return this.#send(async () => rowsOf(await this.#transaction.queryRaw(queryOf(query))) as Rows, query);
  }

  $executeRaw(query: Prisma.Sql): Promise<number> {
    return this.#send(() => this.#transaction.executeRaw(queryOf(query)), query);
  }

  /** Nothing can be sent from now on: the connection may be another's. */
  end(): void {
    this.#ended = true;
  }

  /** Throws when the transaction must not be committed. */
  demandWhole(): void {
    this.#demandTime();
    // PostgreSQL would answer COMMIT by rolling back, without an error.
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#underWay > 0) throw new Error('a transaction was done before its statements were');
  }

  async #send<Answer>(send: () => Promise<Answer>, { text }: Prisma.Sql): Promise<Answer> {
    this.#demandTime();
    if (this.#ended) throw new Error('the transaction has ended');
    this.#onStatement(text);
    this.#underWay += 1;
    try {
      return await send();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      this.#underWay -= 1;
    }
  }

  #demandTime(): void {
    if (Date.now() >= this.#deadline.getTime()) throw new NoTransaction('the transaction was not done in time');
  }
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
  if (unreadable !== undefined) throw new Error(`the column ${unreadable} has a type that transactions do not read`);
  return rows.map((row) => Object.fromEntries(columnNames.map((name, index) => [name, row[index]])));
}
