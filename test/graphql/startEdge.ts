import { readFileSync } from 'node:fs';
import { HeaderMap } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type FormattedExecutionResult, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { pino } from 'pino';
import { RequestRecord } from '../../src/api/requestRecord.ts';
import { createApolloServer } from '../../src/graphql/apolloServer.ts';
import type { Executor } from '../../src/graphql/executeOperation.ts';
import { takeIdsAsText } from '../../src/graphql/idsAsText.ts';
import type { RequestLimits } from '../../src/graphql/limits.ts';
import { DateTime, JSONObject, URL } from '../../src/graphql/scalars.ts';

export const limits: RequestLimits = {
  maxTokens: 5000,
  maxDepth: 15,
  maxAliases: 50,
  maxRootFields: 20,
  maxListItems: 100,
  maxRepresentations: 1000,
  maxCost: 100_000,
  maxAnswerBytes: 16 * 1_048_576,
};

type Resolvers = Record<string, Record<string, unknown>>;

export interface Edge {
  readonly schema: GraphQLSchema;
  /** Sends a parsed POST body. */
  post(body: unknown): Promise<Answer>;
  get(search: string): Promise<Answer>;
  /** The log so far, as text. */
  log(): string;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
  readonly data: FormattedExecutionResult['data'];
  readonly errors: readonly GraphQLFormattedError[];
}

interface EdgeOptions {
  readonly executor?: Executor;
  readonly chargeCost?: (cost: number) => Promise<number>;
  readonly introspection?: boolean;
}

/** The service's schema with the test's resolvers, behind the real Apollo Server. */
export async function startEdge(
  resolvers: Resolvers = {},
  { executor, chargeCost, introspection = true, ...changed }: Partial<RequestLimits> & EdgeOptions = {},
): Promise<Edge> {
  const typeDefs = parse(readFileSync(new globalThis.URL('../../schema.graphql', import.meta.url), 'utf8'));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { DateTime, JSONObject, URL, ...resolvers } as never }]);
  schema.extensions = { introspection };
  takeIdsAsText(schema);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const server = createApolloServer({ schema, limits: { ...limits, ...changed }, log, ...(executor && { executor }) });
  await server.start();
  const send = async (request: { method: string; body: unknown; search: string }): Promise<Answer> => {
    const {
      status = 200,
      body,
      headers,
    } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { ...request, headers: new HeaderMap([['content-type', 'application/json']]) },
      context: async () => ({
        requestId: 'request-1',
        log,
        deadline: new Date(Date.now() + 10_000),
        chargeCost,
        record: new RequestRecord(),
      }),
    });
    if (body.kind !== 'complete') throw new Error('a chunked response');
    const { data, errors = [] } = JSON.parse(body.string) as FormattedExecutionResult;
    return { status, retryAfter: headers.get('retry-after'), text: body.string, data, errors };
  };
  return {
    schema,
    post: (body) => send({ method: 'POST', body, search: '' }),
    get: (search) => send({ method: 'GET', body: undefined, search }),
    log: () => lines.join(''),
    stop: () => server.stop(),
  };
}
