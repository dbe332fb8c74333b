import type { GraphQLRequest } from '@apollo/server';
import { type DocumentNode, getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type ApiError, apiError } from '../errors/apiError.ts';
import { variableProblems } from './coerceVariables.ts';
import type { Variables } from './executionPlan.ts';
import { judgeSize, type RequestLimits } from './limits.ts';

/** A valid document and the request for it. `operation` is undefined when the request names none that the document has. */
export interface Requested {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | undefined;
  readonly request: GraphQLRequest;
}

/** An operation that may run, with its coerced variables and its cost; or one error for each problem. */
export type Checked =
  | { readonly operation: OperationDefinitionNode; readonly variables: Variables; readonly cost: number }
  | { readonly problems: readonly ApiError[] };

/**
 * The last check of a valid document before anything runs: it names one operation that this schema has, within the
 * limits, with variables that fit.
 */
export function checkOperation(
  schema: GraphQLSchema,
  { document, operation, request }: Requested,
  limits: RequestLimits,
): Checked {
  const { variables: given = {}, operationName } = request;
  if (!operation) return { problems: [apiError('OPERATION_RESOLUTION_FAILURE', unnamed(operationName))] };
  if (!schema.getRootType(operation.operation)) {
    return { problems: [apiError('OPERATION_RESOLUTION_FAILURE', `This schema has no ${operation.operation}.`)] };
  }
  const { cost, problems } = judgeSize(schema, document, operation, given, limits);
  if (problems.length > 0) return { problems };
  // graphql-js's own errors quote the caller.
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 });
  return errors ? { problems: variableProblems(schema, operation, given) } : { operation, variables: coerced, cost };
}

function unnamed(operationName: string | undefined): string {
  return operationName
    ? 'The document has no operation of the name in operationName.'
    : 'The document has several operations; operationName must name one.';
}
