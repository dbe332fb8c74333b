import { ApolloServer, type ApolloServerOptions, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { describeFault } from './describeFault.ts';
import { errorFormatter } from './errorShape.ts';
import { createExecutor, type Executor } from './executeQuery.ts';
import { faultReport, type ReportingContext } from './faultReport.ts';
import type { RequestLimits } from './limits.ts';
import { requestGate } from './requestGate.ts';

type Gateway = ApolloServerOptionsWithGateway<ReportingContext>['gateway'];

export interface ApolloServerParts {
  readonly schema: GraphQLSchema;
  readonly limits: RequestLimits;
  /** For what belongs to no request; a request's own log comes with its context. */
  readonly log: Logger;
  /** Is told each fault of a request, to count it. */
  readonly onFault?: (fault: unknown) => void;
  /** Left out: that of executeQuery.ts. */
  readonly executor?: Executor;
}

/**
 * Apollo Server with everything decided: what it parses, checks and refuses, how errors look, and that it sends nothing
 * anywhere. The caller starts it and stops it.
 */
export function createApolloServer<C extends ReportingContext>(parts: ApolloServerParts): ApolloServer<C> {
  const { schema, limits, log, onFault = () => {}, executor = createExecutor(schema) } = parts;
  return new ApolloServer<C>({
    gateway: gatewayOf(schema, executor),
    plugins: [
      requestGate(limits),
      faultReport(schema, log, onFault),
      // Cache control wraps every resolver (a third of the throughput); inline traces give anybody who asks what resolvers did.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    formatError: errorFormatter(schema),
    parseOptions: { maxTokens: limits.maxTokens },
    logger: libraryLogger(log),
    // The schema is no secret: GraphiQL and the gateway's composition read it.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
  });
}

/** Apollo Server takes another executor than graphql-js only through this interface. */
function gatewayOf(schema: GraphQLSchema, executor: Executor): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({ executor }),
    stop: async () => {},
  };
}

/** Apollo Server appends errors to its log texts after a colon: what stands behind it may be a caller's. */
function libraryLogger(log: Logger): NonNullable<ApolloServerOptions<ReportingContext>['logger']> {
  const to = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown): void => {
    if (typeof message === 'string') log[level](`Apollo Server: ${message.split(': ', 1)[0] ?? ''}`);
    else log[level]({ fault: describeFault(message) }, 'Apollo Server met a fault');
  };
  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') };
}
