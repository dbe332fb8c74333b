import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { beginStatement, type EndStatement } from './cause.ts';

/** Where a statement ran: by itself, or in a transaction. */
export type StatementPlace = 'read' | 'transaction';

/** Is told of each statement's answer, or failure, and how long it took from when it was given to the adapter. */
export type OnAnswer = (place: StatementPlace, seconds: number) => void;

/** The factory, whose adapters tell of every statement, Prisma's own included. Its cause is told of it too, and of BEGIN with the wait for a connection. */
export function timeStatements<Factory extends SqlDriverAdapterFactory>(factory: Factory, onAnswer: OnAnswer): Factory {
  const connect = factory.connect.bind(factory);
  const timed: SqlDriverAdapterFactory['connect'] = async () => {
    const adapter = await connect();
    time(adapter, 'read', onAnswer);
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await ended(beginStatement('BEGIN'), startTransaction(isolationLevel));
      time(transaction, 'transaction', onAnswer);
      return transaction;
    };
    return adapter;
  };
  return Object.assign(factory, { connect: timed });
}

function time(queryable: SqlQueryable, place: StatementPlace, onAnswer: OnAnswer): void {
  const [queryRaw, executeRaw] = [queryable.queryRaw.bind(queryable), queryable.executeRaw.bind(queryable)];
  const timed = <Answer>(sql: string, send: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now();
    const end = beginStatement(sql);
    const answer = send();
    const tell = (): void => onAnswer(place, (performance.now() - began) / 1_000);
    answer.then(tell, tell);
    return ended(end, answer);
  };
  queryable.queryRaw = (query) => timed(query.sql, () => queryRaw(query));
  queryable.executeRaw = (query) => timed(query.sql, () => executeRaw(query));
}

/** Tells `end` when the answer is there, or why there is none. */
function ended<Answer>(end: EndStatement | undefined, answer: Promise<Answer>): Promise<Answer> {
  if (end !== undefined) answer.then(() => end(), end);
  return answer;
}
