import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { type ApiError, limitError } from '../errors/apiError.ts';
import { checkOperation } from './checkOperation.ts';
import { errorFormatter } from './errorShape.ts';
import type { Executor } from './executeOperation.ts';
import type { ReportErrors, ReportingContext } from './faultReport.ts';
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
  reportErrors: ReportErrors,
): ApolloServerPlugin<ReportingContext> {
  const format = errorFormatter(schema);
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          const checked = checkOperation(schema, { document, operation, request }, limits);
          if ('problems' in checked) {
            reportErrors(checked.problems, contextValue);
            return answer({ errors: checked.problems.map((problem) => problem.toJSON()) }, 400);
          }
          contextValue.record.cost = checked.cost;
          const seconds = (await contextValue.chargeCost?.(checked.cost)) ?? 0;
          if (seconds > 0) {
            const error = tooCostly();
            reportErrors([error], contextValue);
            return answer({ errors: [error.toJSON()] }, 429, { 'retry-after': String(seconds) });
          }
          const { errors, ...result } = await executor({
            document,
            ...checked,
            context: contextValue,
            deadline: contextValue.deadline,
          });
          if (!errors) return answer(result);
          reportErrors(errors, contextValue);
          return answer({ ...result, errors: errors.map((error) => format(error.toJSON(), error)) });
        },
      };
    },
  };
}

function tooCostly(): ApiError {
  return limitError(
    'RATE_COST',
    'The operations of this caller cost more than a minute allows (RATE_COST).',
    'RATE_LIMITED',
  );
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
