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

/** A valid document with one operation and matching variables. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Contenders {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
}

/**
 * Runs a query with graphql-js and with the executor on the same data at the same time of day: the data, and the errors as
 * callers and the log see them, must be equal, as `comparableErrors` defines it.
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
  if (!operation || !variables) throw new Error('an invalid query');
  const format = errorFormatter(schema);
  const shown = (error: GraphQLError) => {
    const { fault } = answerTo(error, schema);
    // The stacks differ.
    const logged = fault === undefined ? null : { ...describeFault(fault), stack: null };
    return {
      ...format(error.toJSON(), error),
      fields: error.nodes?.map((node) => 'name' in node && node.name?.value),
      logged,
    };
  };
  // `asOf` is the database's time of reading, which differs between the two.
  const began = new Date().toISOString();
  const timeless = (json = 'null') =>
    json.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => (time.slice(1) >= began ? '"now"' : time));
  const compared = (result: ExecutionResult) => ({
    query,
    data: timeless(JSON.stringify(result.data)),
    errors: comparableErrors(result, shown),
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
 * What two executors must agree on in a result's errors: which there are, in any order; and below a place that an error made
 * null, only that there is one. Which of several failures there comes first, and which are reported at all, is chance.
 */
export function comparableErrors(
  { data, errors = [] }: ExecutionResult,
  shown: (error: GraphQLError) => unknown,
): string[] {
  const reported = errors.map((error) =>
    JSON.stringify(isBelowNull(data, error) ? { below: placeOf(data, error) } : shown(error)),
  );
  return [...new Set(reported)].toSorted();
}

/** Whether an error lies below a place that it or another error made null. */
function isBelowNull(data: ExecutionResult['data'], error: GraphQLError): boolean {
  return placeOf(data, error).length < (error.path?.length ?? 0);
}

/** The part of an error's path up to the first null. */
function placeOf(data: ExecutionResult['data'], { path = [] }: GraphQLError): readonly (string | number)[] {
  let value: unknown = data;
  const length = path.findIndex((key) => {
    if (value === null) return true;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
    return false;
  });
  return length < 0 ? path : path.slice(0, length);
}
