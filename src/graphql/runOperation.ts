import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { type ApiError, apiError } from '../errors/apiError.ts';
import { checkOperation } from './checkOperation.ts';
import { errorFormatter } from './errorShape.ts';
import type { Executor } from './executeOperation.ts';
import type { ReportFaults, ReportingContext } from './faultReport.ts';
import type { RequestLimits } from './limits.ts';

/**
 * Checks an operation and runs it, in place of Apollo Server, which runs by graphql-js alone, or by a "gateway", whose
 * every answer stays reachable until V8 next collects the old generation (doc/decisions/memory.md#what-survives). What the
 * check refuses is answered with HTTP 400, and with 429 what costs more than its caller has left.
 */
export function runOperation(
  schema: GraphQLSchema,
  limits: RequestLimits,
  executor: Executor,
  reportFaults: ReportFaults,
): ApolloServerPlugin<ReportingContext> {
  const format = errorFormatter(schema);
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          const checked = checkOperation(schema, { document, operation, request }, limits);
          if ('problems' in checked)
            return answer({ errors: checked.problems.map((problem) => problem.toJSON()) }, 400);
          const seconds = (await contextValue.chargeCost?.(checked.cost)) ?? 0;
          if (seconds > 0) return answer({ errors: [tooCostly().toJSON()] }, 429, { 'retry-after': String(seconds) });
          const { errors, ...result } = await executor({
            document,
            ...checked,
            context: contextValue,
            deadline: contextValue.deadline,
          });
          if (!errors) return answer(result);
          reportFaults(errors, contextValue);
          return answer({ ...result, errors: errors.map((error) => format(error.toJSON(), error)) });
        },
      };
    },
  };
}

function tooCostly(): ApiError {
  return apiError('RATE_LIMITED', 'The operations of this caller cost more than a minute allows (RATE_COST).');
}

function answer(
  singleResult: { data?: Record<string, unknown> | null; errors?: readonly GraphQLFormattedError[] },
  status?: number,
  headers: Readonly<Record<string, string>> = {},
): GraphQLResponse {
  return {
    http: { headers: new HeaderMap(Object.entries(headers)), ...(status && { status }) },
    body: { kind: 'single', singleResult },
  };
}
