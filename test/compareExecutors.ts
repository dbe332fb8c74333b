import { isDeepStrictEqual } from 'node:util';
import { execute, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { expect, vi } from 'vitest';
import type { Executor } from '../src/graphql/executeQuery.ts';
import { describeFault } from '../src/graphql/describeFault.ts';
import { answerTo, errorFormatter } from '../src/graphql/errorShape.ts';

type Asked = Parameters<Executor>[0];
export type Question = Pick<Asked, 'document' | 'operation' | 'request'>;

export interface Contenders {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
}

/**
 * Runs a query by graphql-js and by the executor on the same data at the same time of day: the answer, and the errors as
 * callers and the log would have them, have to be the same. What two statements bring comes in either order: the order of
 * errors is compared in executeQuery.test.ts, and which of two failures made a place null is chance, so that graphql-js is
 * asked again when it had another.
 */
export async function compareExecutors({ schema, executor }: Contenders, question: Question, newContext: () => object): Promise<ExecutionResult> {
  const { document, request } = question;
  const format = errorFormatter(schema);
  const shown = (error: GraphQLError) => {
    const { fault } = answerTo(error, schema);
    // The stack tells who called.
    const logged = fault === undefined ? null : { ...describeFault(fault), stack: null };
    return { ...format(error.toJSON(), error), fields: error.nodes?.map((node) => 'name' in node && node.name?.value), logged };
  };
  // The time of reading (`asOf`) is the database's, and later for whoever reads later.
  const began = new Date().toISOString();
  const timeless = (json = 'null') => json.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => (time.slice(1) >= began ? '"now"' : time));
  const compared = ({ data, errors = [] }: ExecutionResult) => ({ query: request.query, data: timeless(JSON.stringify(data)), errors: errors.map(shown).toSorted((one, other) => JSON.stringify(one.path) < JSON.stringify(other.path) ? -1 : 1) });
  vi.setSystemTime(new Date());
  try {
    const { variables: variableValues, operationName } = request;
    const ask = async () => compared(await execute({ schema, document, contextValue: newContext(), variableValues, operationName }));
    const ours = await executor({ ...question, context: newContext() } as Asked);
    let theirs = await ask();
    for (let again = 0; again < 3 && !isDeepStrictEqual(theirs, compared(ours)); again++) theirs = await ask();
    expect(compared(ours)).toEqual(theirs);
    return ours;
  } finally {
    vi.useRealTimers();
  }
}
