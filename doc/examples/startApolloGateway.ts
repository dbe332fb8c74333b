import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

interface Options {
  readonly supergraphSdl: string;
  readonly gatewaySecret: string;
  readonly port: number;
}

/** What of a client's request goes on to the subgraphs. */
interface Context {
  readonly authorization?: string | undefined;
}

/** Apollo Gateway behind Apollo Server. It reports to Apollo unless APOLLO_TELEMETRY_DISABLED is set. */
export async function startApolloGateway({ supergraphSdl, gatewaySecret, port }: Options) {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url = '' }) =>
      new RemoteGraphQLDataSource<Context>({
        url,
        willSendRequest({ request, context }) {
          if (context.authorization !== undefined) request.http?.headers.set('authorization', context.authorization);
          if (name === 'clone') request.http?.headers.set('x-gateway-secret', gatewaySecret);
        },
        // The time-out. Node's fetch keeps connections open for as long as the subgraph says that it does.
        fetcher: (address, { method = 'POST', headers = {}, body = '' } = {}) =>
          fetch(address, { method, headers, body: String(body), signal: AbortSignal.timeout(3_000) }),
      }),
  });
  const server = new ApolloServer<Context>({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { port },
    context: async ({ req }) => ({ authorization: req.headers.authorization }),
  });
  return { url, close: () => server.stop() };
}
