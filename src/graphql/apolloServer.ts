import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { describeFault } from './describeFault.ts';
import { errorFormatter } from './errorShape.ts';
import { createExecutor, type Executor } from './executeOperation.ts';
import { createErrorReporter, faultReport, type ReportingContext } from './faultReport.ts';
import type { RequestLimits } from './limits.ts';
import { runOperation } from './runOperation.ts';
import { isShown } from './schemaNames.ts';

export interface ApolloServerParts {
  readonly schema: GraphQLSchema;
  readonly limits: RequestLimits;
  /** For events outside any request; a request has its own log in its context. */
  readonly log: Logger;
  /** Called with each fault of a request, to count it. */
  readonly onFault?: (fault: unknown) => void;
  /** Left out: that of executeOperation.ts. */
  readonly executor?: Executor;
}

/**
 * Apollo Server, fully configured: what it parses, checks and refuses, how errors look, and that it reports to nobody. The
 * caller starts and stops it.
 */
export function createApolloServer<C extends ReportingContext>(parts: ApolloServerParts): ApolloServer<C> {
  const { schema, limits, log, onFault = () => {}, executor = createExecutor(schema, limits) } = parts;
  const reportErrors = createErrorReporter(schema, onFault);
  return new ApolloServer<C>({
    schema,
    plugins: [
      runOperation(schema, limits, executor, reportErrors),
      faultReport(schema, reportErrors, log),
      // graphqlRoute.ts sets Cache-Control itself; inline traces would show any caller what resolvers did.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    formatError: errorFormatter(schema),
    parseOptions: { maxTokens: limits.maxTokens },
    documentStore: keptDocuments(),
    logger: libraryLogger(log),
    introspection: isShown(schema),
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
  });
}

/** How many characters of documents to keep parsed; with tokens and plan, each character takes about a hundred bytes. */
const keptCharacters = 1_048_576;

/** Apollo Server's own store doesn't count a document's text, which may have comments of any length. */
function keptDocuments(): InMemoryLRUCache<DocumentNode> {
  return new InMemoryLRUCache({
    maxSize: keptCharacters,
    maxEntrySize: keptCharacters / 16,
    sizeCalculation: textLength,
  });
}

function textLength({ loc }: DocumentNode): number {
  return Math.max(1, loc?.source.body.length ?? 0);
}

/** Apollo Server appends errors to its log messages after a colon; that part may come from a caller. */
function libraryLogger(log: Logger): NonNullable<ApolloServerOptions<ReportingContext>['logger']> {
  const to =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message?: unknown): void => {
      if (typeof message === 'string') log[level](`Apollo Server: ${message.split(': ', 1)[0] ?? ''}`);
      else log[level]({ fault: describeFault(message) }, 'Apollo Server met a fault');
    };
  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') };
}
