import {
  execute,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { expect, vi } from 'vitest';
import type { Executor } from '../src/graphql/executeOperation.ts';
import { describeFault } from '../src/graphql/describeFault.ts';
import { answerTo, errorFormatter } from '../src/graphql/errorShape.ts';

/** A valid document with one operation, and variables that fit it. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Contenders {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
}

/**
 * Runs a query by graphql-js and by the executor on the same data at the same time of day: the answer, and the errors as
 * callers and the log would have them, have to be the same, as `toldErrors` has it.
 */
export async function compareExecutors(
  { schema, executor }: Contenders,
  question: Question,
  newContext: () => object,
): Promise<ExecutionResult> {
  const { query, variables: given } = question;
  const document = parse(query);
  const operation = getOperationAST(document);
  const { coerced: variables } = getVariableValues(schema, operation?.variableDefinitions ?? [], given);
  if (!operation || !variables) throw new Error('a question that nobody can be asked');
  const format = errorFormatter(schema);
  const shown = (error: GraphQLError) => {
    const { fault } = answerTo(error, schema);
    // The stack tells who called.
    const logged = fault === undefined ? null : { ...describeFault(fault), stack: null };
    return {
      ...format(error.toJSON(), error),
      fields: error.nodes?.map((node) => 'name' in node && node.name?.value),
      logged,
    };
  };
  // The time of reading (`asOf`) is the database's, and later for whoever reads later.
  const began = new Date().toISOString();
  const timeless = (json = 'null') =>
    json.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => (time.slice(1) >= began ? '"now"' : time));
  const compared = (result: ExecutionResult) => ({
    query,
    data: timeless(JSON.stringify(result.data)),
    errors: toldErrors(result, shown),
  });
  vi.setSystemTime(new Date());
  try {
    const ours = await executor({
      document,
      operation,
      variables,
      context: newContext(),
      deadline: new Date(Date.now() + 60_000),
    });
    const theirs = await execute({ schema, document, contextValue: newContext(), variableValues: given });
    expect(compared(ours)).toEqual(compared(theirs));
    return ours;
  } finally {
    vi.useRealTimers();
  }
}

/**
 * The errors of an answer, as two executors must agree on them: in any order, and of those below a place that one of them made
 * null, that there is one. Which of several failures there comes first, and which are heard at all, is a matter of chance.
 */
export function toldErrors({ data, errors = [] }: ExecutionResult, shown: (error: GraphQLError) => unknown): string[] {
  const told = errors.map((error) =>
    JSON.stringify(isBelowNull(data, error) ? { below: placeOf(data, error) } : shown(error)),
  );
  return [...new Set(told)].toSorted();
}

/** Whether what failed lies below the place that it, or another failure, made null. */
function isBelowNull(data: ExecutionResult['data'], error: GraphQLError): boolean {
  return placeOf(data, error).length < (error.path?.length ?? 0);
}

/** The part of an error's path that leads to the first null. */
function placeOf(data: ExecutionResult['data'], { path = [] }: GraphQLError): readonly (string | number)[] {
  let value: unknown = data;
  const length = path.findIndex((key) => {
    if (value === null) return true;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
    return false;
  });
  return length < 0 ? path : path.slice(0, length);
}
