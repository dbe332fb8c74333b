import { createGatewayRuntime, type GatewayConfigSupergraph, type GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { graphiqlFolder } from '../../graphiql/buildGraphiql.ts';
import { graphiqlFiles } from '../../graphiql/graphiqlFiles.ts';
import { pageLink } from '../../graphiql/pageLink.ts';
import type { Example } from '../examples.ts';
import { listenError } from '../listenError.ts';
import type { Site } from '../site/demoSite.ts';
import { composeSupergraph, type Audience } from './composeSupergraph.ts';
import { fetchSdl, type SubgraphAddress } from './fetchSdl.ts';
import { quoteNothing } from './quoteNothing.ts';
import { isAcceptable, readLikeService } from './readLikeService.ts';
import { upstreamTimeout } from './upstreamTimeout.ts';
import type { GatewayTracing } from './traceGateway.ts';

export interface RunningGateway {
  /** The origin, without a trailing slash; `/graphql` and `/graphiql` are below it. */
  readonly url: string;
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly subgraphs: readonly SubgraphAddress[];
  readonly port: number;
  /** The default is the internal graph, with everything. */
  readonly audience?: Audience;
  /** `/show/<name>` opens GraphiQL with the query in its editor, signed in as who asks it. */
  readonly examples?: readonly Pick<Example, 'name' | 'asks' | 'query'>[];
  /** What it serves besides the graph and GraphiQL. */
  readonly site?: Site;
  /** Origins whose pages may ask this gateway, besides its own. More may be added while it runs. */
  readonly allowedOrigins?: readonly string[];
  /** Absent: a caller's `traceparent` is passed on, and there are no spans. The gateway closes it. */
  readonly tracing?: GatewayTracing | undefined;
  /** Overrides the demo's Hive Gateway settings: the federation tests use another engine and a shorter timeout. */
  readonly runtime?: Partial<GatewayConfigSupergraph>;
}

/**
 * Composes the running subgraphs and serves their graph on a loopback port (0: any free one), with GraphiQL.
 * Throws StartError when the port is in use, a subgraph doesn't answer, or they don't compose.
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const supergraph = composeSupergraph(await Promise.all(options.subgraphs.map(fetchSdl)), options.audience);
  const { tracing } = options;
  const gateway = createRuntime(supergraph, tracing ? [tracing.plugin(options.subgraphs)] : [], {
    cors: corsFor(options.allowedOrigins ?? []),
    ...options.runtime,
  });
  const page = graphiqlFiles(graphiqlFolder);
  const redirects = new Map([['/', '/graphiql'], ...exampleLinks(options.examples ?? [])]);
  const server = createServer(async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const own = await options.site?.(path, request);
    if (own !== undefined) return void response.writeHead(own.status, own.headers).end(own.body);
    const location = path === '/graphql' ? pageLink(request) : redirects.get(path);
    if (location) return void response.writeHead(302, { location, vary: 'Accept', 'cache-control': 'no-store' }).end();
    if (path === '/graphql') {
      // A response may be for one caller only.
      response.setHeader('cache-control', 'no-store');
      if (!isAcceptable(request)) return void refuse(response);
      const serve = (): void => void gateway(request, response);
      return tracing ? tracing.trace(request, response, serve) : serve();
    }
    const file = await page.answer(path);
    response.writeHead(file.status, file.headers).end(file.body);
  });
  const close = async () => {
    await stop(server);
    await gateway.dispose();
    await tracing?.close();
  };
  try {
    return { url: await listen(server, options.port), close };
  } catch (error) {
    await close();
    throw listenError(
      error,
      options.port,
      options.audience === undefined ? 'the gateway' : `the ${options.audience} gateway`,
    );
  }
}

function createRuntime(
  supergraph: string,
  plugins: readonly GatewayPlugin[],
  differing: Partial<GatewayConfigSupergraph> = {},
) {
  return createGatewayRuntime({
    supergraph,
    upstreamTimeout,
    // Each caller's token is passed on with their requests, so requests must not be shared: Hive Gateway runtime 2.12
    // merges identical subgraph requests in flight, and a response is for one caller only.
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({
        authorization: request.headers.get('authorization') ?? undefined,
        'x-request-id': request.headers.get('x-request-id') ?? undefined,
        traceparent: request.headers.get('traceparent') ?? undefined,
        tracestate: request.headers.get('tracestate') ?? undefined,
      }),
    },
    transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
    inboundInflightRequestDeduplication: false,
    // Hive's own pages load from the internet.
    landingPage: false,
    graphiql: false,
    logging: false,
    plugins: () => [quoteNothing(), readLikeService(), ...plugins],
    ...differing,
  });
}

/** Callers show a token and no cookie, so all that matters is whose page asks. */
function corsFor(origins: readonly string[]): NonNullable<GatewayConfigSupergraph['cors']> {
  return ({ headers }) => {
    const origin = headers.get('origin');
    if (origin === null || !origins.includes(origin)) return false;
    return {
      origin,
      methods: ['POST'],
      allowedHeaders: ['authorization', 'content-type'],
      credentials: false,
      maxAge: 600,
    };
  };
}

function refuse(response: ServerResponse): void {
  const error = { message: 'An answer is JSON; the Accept header takes none.', extensions: { code: 'BAD_REQUEST' } };
  response
    .writeHead(406, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errors: [error] }));
}

function exampleLinks(examples: NonNullable<GatewayOptions['examples']>): (readonly [string, string])[] {
  return examples.map(({ name, asks, query }) => {
    const link = new URLSearchParams(asks === null ? { query } : { as: asks, query });
    return [`/show/${name}`, `/graphiql?${link}`];
  });
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
