import { type ApolloServerPlugin, type BaseContext, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { type ApiError, apiError } from '../errors.ts';
import { variableProblems } from './coerceVariables.ts';
import { limitProblems, type RequestLimits } from './limits.ts';

/**
 * The last check of a valid document before anything runs: it names one operation that this schema has, within the
 * limits, with variables that fit. Otherwise the answer is HTTP 400 with one error for each problem.
 */
export function requestGate(limits: RequestLimits): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, request, operation }) {
          // Undefined, whatever its type says, when the request names no operation of the document.
          const named: OperationDefinitionNode | undefined = operation;
          const variables = request.variables ?? {};
          if (!named) return refusal([apiError('OPERATION_RESOLUTION_FAILURE', unnamed(request.operationName))]);
          if (!schema.getRootType(named.operation)) {
            return refusal([apiError('OPERATION_RESOLUTION_FAILURE', `This schema has no ${named.operation}.`)]);
          }
          const limited = limitProblems(schema, document, named, variables, limits);
          const problems = limited.length > 0 ? limited : variableProblems(schema, named, variables);
          return problems.length > 0 ? refusal(problems) : null;
        },
      };
    },
  };
}

function unnamed(operationName: string | undefined): string {
  return operationName
    ? 'The document has no operation of the name in operationName.'
    : 'The document has several operations; operationName must name one.';
}

function refusal(problems: readonly ApiError[]): GraphQLResponse {
  return {
    http: { status: 400, headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { errors: problems.map((problem) => problem.toJSON()) } },
  };
}
