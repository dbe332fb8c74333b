import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeRunning } from './composers.ts';
import type { StartGateway } from './gatewayKinds.ts';

// Otherwise its constructor begins to report to Apollo.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

type Headers = Readonly<Record<string, string>>;

/** Apollo Gateway behind Apollo Server, as its documentation sets it up. It merges no requests. */
export const startApolloGateway: StartGateway = async ({ subgraphs, timeoutMs, composer = '@apollo/composition' }) => {
  let plan: string | null = null;
  const gateway = new ApolloGateway({
    supergraphSdl: await composeRunning(subgraphs, composer),
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<{ headers?: Headers }>({
        ...(url !== undefined && { url }),
        willSendRequest({ request, context: { headers = {} } }) {
          for (const [name, value] of Object.entries<string>(headers)) request.http?.headers.set(name, value);
        },
        fetcher: (address, { method = 'POST', headers = {}, body = '' } = {}) =>
          fetch(address, { method, headers, body: String(body), signal: AbortSignal.timeout(timeoutMs) }),
      }),
    experimental_didResolveQueryPlan: ({ queryPlan }) => {
      plan = prettyFormatQueryPlan(queryPlan);
    },
    logger: silent,
  });
  const apollo = new ApolloServer<{ headers: Headers }>({
    gateway,
    logger: silent,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  const { url } = await startStandaloneServer(apollo, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req: { headers } }) => ({
      headers: Object.fromEntries(
        ['authorization', 'x-request-id'].flatMap((name) =>
          typeof headers[name] === 'string' ? [[name, headers[name]]] : [],
        ),
      ),
    }),
  });
  return { url, lastPlan: () => plan, close: () => apollo.stop() };
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };
