import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { errorFormatter } from './errorShape.ts';
import type { Executor } from './executeQuery.ts';
import type { ReportFaults, ReportingContext } from './faultReport.ts';

/**
 * Runs what passed the gate, in place of Apollo Server, which runs by graphql-js alone, or by a "gateway", whose every
 * answer stays reachable until V8 next collects the old generation (doc/performance.md, "What survives").
 */
export function runOperation(schema: GraphQLSchema, executor: Executor, reportFaults: ReportFaults): ApolloServerPlugin<ReportingContext> {
  const format = errorFormatter(schema);
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          const { errors, ...result } = await executor({ document, operation, request, context: contextValue });
          if (errors) reportFaults(errors, contextValue);
          const singleResult = errors ? { ...result, errors: errors.map((error) => format(error.toJSON(), error)) } : result;
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}
