import { execute, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { expect, vi } from 'vitest';
import type { Executor } from '../src/graphql/apolloServer.ts';
import { describeFault } from '../src/graphql/describeFault.ts';
import { answerTo, errorFormatter } from '../src/graphql/errorShape.ts';

export type Question = Parameters<Executor>[0];

export interface Contenders {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  /** A context as new as a request's. */
  readonly contextOf: (question: Question) => Question['context'];
  /** The statements that `work` sends. */
  readonly statementsOf: (work: () => Promise<unknown>) => Promise<readonly string[]>;
}

/**
 * Runs a query by graphql-js and by the executor on the same data at the same time of day: the answer, the errors as
 * callers and as the log would have them, in their order, and the statements have to be the same.
 */
export async function compareExecutors({ schema, executor, contextOf, statementsOf }: Contenders, question: Question): Promise<ExecutionResult> {
  const { document, request } = question;
  const format = errorFormatter(schema);
  const shown = (error: GraphQLError) => {
    const { fault } = answerTo(error, schema);
    return { ...format(error.toJSON(), error), fields: error.nodes?.map((node) => 'name' in node && node.name?.value), fault: fault === undefined ? null : describeFault(fault) };
  };
  const outcome = async (run: () => ReturnType<Executor>) => {
    let result: ExecutionResult = {};
    const statements = await statementsOf(async () => {
      result = await run();
    });
    return { result, compared: { data: JSON.stringify(result.data), errors: (result.errors ?? []).map(shown), statements: statements.toSorted() } };
  };
  vi.setSystemTime(new Date());
  try {
    const theirs = await outcome(async () => execute({ schema, document, contextValue: contextOf(question), variableValues: request.variables, operationName: request.operationName }));
    const ours = await outcome(() => executor({ ...question, context: contextOf(question) }));
    expect({ query: request.query, ...ours.compared }).toEqual({ query: request.query, ...theirs.compared });
    return ours.result;
  } finally {
    vi.useRealTimers();
  }
}
