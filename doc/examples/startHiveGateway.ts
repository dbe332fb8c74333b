import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseNumbersAsIds } from './refuseNumbersAsIds.ts';

interface Options {
  readonly supergraph: string;
  readonly gatewaySecret: string;
  readonly port: number;
  readonly engine: 'default' | 'router';
  /** The operations of your own clients, by their SHA-256 in hex: no other is answered. Left out: every operation is. */
  readonly trustedDocuments?: ReadonlyMap<string, string>;
}

/** Hive Gateway runtime on Node's own server. `@graphql-mesh/transport-http` has to be installed beside it. */
export async function startHiveGateway({ supergraph, gatewaySecret, port, engine, trustedDocuments }: Options) {
  refuseNumbersAsIds();
  const gateway = createGatewayRuntime({
    supergraph,
    upstreamTimeout: 3_000,
    propagateHeaders: {
      // These headers are also compared when identical requests in flight are merged, so callers stay apart.
      // x-request-id is forwarded anyway: the client's, or one that the runtime makes.
      fromClientToSubgraphs: ({ request, subgraphName }) => ({
        authorization: request.headers.get('authorization') ?? undefined,
        'x-gateway-secret': subgraphName === 'clone' ? gatewaySecret : undefined,
      }),
    },
    ...(trustedDocuments && {
      persistedDocuments: { getPersistedOperation: (hash: string) => trustedDocuments.get(hash) ?? null },
    }),
    ...(engine === 'router' && { unifiedGraphHandler }),
  });
  const server = createServer(gateway);
  await new Promise<void>((resolve) => void server.listen(port, resolve));
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await gateway.dispose();
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/graphql`, close };
}
