import { randomUUID } from 'node:crypto';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';

interface Options {
  readonly supergraphSdl: string;
  readonly gatewaySecret: string;
  readonly port: number;
  /** The operations of your own clients, by their SHA-256 in hex: no other is answered. Left out: every operation is. */
  readonly trustedDocuments?: ReadonlyMap<string, string>;
}

/** What is forwarded of a client's request to the subgraphs. */
interface Context {
  readonly authorization?: string | undefined;
  readonly requestId: string;
}

/** Apollo Gateway behind Apollo Server. It reports to Apollo unless APOLLO_TELEMETRY_DISABLED is set. */
export async function startApolloGateway({ supergraphSdl, gatewaySecret, port, trustedDocuments }: Options) {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url = '' }) =>
      new RemoteGraphQLDataSource<Context>({
        url,
        willSendRequest({ request, context }) {
          if (context.authorization !== undefined) request.http?.headers.set('authorization', context.authorization);
          // The gateway also asks for schemas, without a client.
          if (context.requestId !== undefined) request.http?.headers.set('x-request-id', context.requestId);
          if (name === 'clone') request.http?.headers.set('x-gateway-secret', gatewaySecret);
        },
        // The time-out. Node's fetch keeps connections open for as long as the subgraph says that it does.
        fetcher: (address, { method = 'POST', headers = {}, body = '' } = {}) =>
          fetch(address, { method, headers, body: String(body), signal: AbortSignal.timeout(3_000) }),
      }),
  });
  const server = new ApolloServer<Context>({ gateway, ...(trustedDocuments && onlyTrusted(trustedDocuments)) });
  const { url } = await startStandaloneServer(server, {
    listen: { port },
    context: async ({ req, res }) => {
      const requestId = String(req.headers['x-request-id'] ?? randomUUID());
      res.setHeader('x-request-id', requestId);
      return { authorization: req.headers.authorization, requestId };
    },
  });
  return { url, close: () => server.stop() };
}

/** Apollo Server finds documents by their hash; what is sent as text is refused unless it is one of them. */
function onlyTrusted(documents: ReadonlyMap<string, string>) {
  const refuse = async ({ queryHash }: { readonly queryHash: string }) => {
    if (documents.has(queryHash)) return;
    throw new GraphQLError('This operation is not registered.', {
      extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST', http: { status: 400 } },
    });
  };
  return {
    persistedQueries: {
      cache: {
        get: async (key: string) => documents.get(key.replace(/^apq:/, '')),
        set: async () => {},
        delete: async () => false,
      },
    },
    plugins: [{ requestDidStart: async () => ({ didResolveOperation: refuse }) }],
  };
}
