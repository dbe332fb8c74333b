import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils';
import { clientOf } from './adapterClient.ts';
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
  readonly #client: Client;
  readonly #deadline: Date;
  #ended = false;
  #underWay = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(transaction: Transaction, deadline: Date, onStatement: (sql: string) => void) {
    this.#client = clientOf(transaction, onStatement);
    this.#deadline = deadline;
  }

  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows> {
    return this.#send(() => this.#client.$queryRaw<Rows>(query));
  }

  $executeRaw(query: Prisma.Sql): Promise<number> {
    return this.#send(() => this.#client.$executeRaw(query));
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

  async #send<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    this.#demandTime();
    if (this.#ended) throw new Error('the transaction has ended');
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
