import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { graphiqlFiles, type GraphiqlPage } from '../graphiql/graphiqlFiles.ts';
import { describeFault } from '../graphql/describeFault.ts';
import type { Settings } from '../settings/settings.ts';
import { answerType } from './acceptedType.ts';
import { trackConnections } from './connections.ts';
import { graphqlRoute, type GraphqlRouteOptions } from './graphqlRoute.ts';
import { HttpProblem, problemBody } from './httpProblem.ts';
import { listen } from './listen.ts';
import { requestId } from './requestId.ts';

export interface HttpServerOptions extends Omit<GraphqlRouteOptions, 'hasPage'> {
  readonly settings: Pick<Settings, 'host' | 'port' | 'gatewaySecrets' | 'limits'>;
  readonly log: Logger;
  /** Whether what the answers depend on is there; a short reason if not, and what is missing. */
  isReady(): Promise<
    | { readonly ok: true; readonly warning?: string }
    | { readonly ok: false; readonly reason: string; readonly missing?: readonly string[] }
  >;
  /** Where the built GraphiQL page is; null: switched off. */
  readonly graphiqlDir: string | null;
}

export interface HttpServer {
  /** Begins to listen; the URL to reach it by, without a path. Throws StartError when the address can't be had. */
  listen(): Promise<string>;
  /**
   * Stops: readiness fails, and for a moment requests are answered with `Connection: close`, so that hardly anybody
   * sends one on a connection that is being closed. Then nobody new is taken, idle connections end, and a little later
   * those that never brought a request. What is still running after the request time-out is cut off.
   */
  close(): Promise<void>;
}

/** How long nobody may have connected before listening ends: who was answered last has come back by then. */
const quietMs = 50;

/** How long a connection that was made just before the end of listening has to bring its request. */
const firstRequestMs = 500;

/** The service's HTTP side: /graphql, /graphiql where there is a page, /health/live and /health/ready. */
export function buildHttpServer(options: HttpServerOptions): HttpServer {
  const { settings, log } = options;
  const { requestTimeoutMs, keepAliveTimeoutMs, stopDrainMs } = settings.limits;
  let stopping = false;
  let listeningEnds: PromiseWithResolvers<void> | undefined;
  // Node demands the order keep-alive < headers <= whole request; a gateway's connection must not die while it is idle.
  const headersTimeout = keepAliveTimeoutMs + 5_000;
  const app = fastify({
    logger: false,
    genReqId: requestId,
    requestIdHeader: false,
    keepAliveTimeout: keepAliveTimeoutMs,
    requestTimeout: headersTimeout + requestTimeoutMs,
    http: { headersTimeout },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply, log),
  });
  const connections = trackConnections(app.server);
  // Node would ask for every body (`100 Continue`); a route asks when nothing refuses the request.
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  const page = graphiqlFiles(options.graphiqlDir);
  app.decorateRequest('operationType', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!stopping) return;
    reply.header('connection', 'close');
    await listeningEnds?.promise;
  });
  app.addHook('onResponse', async (request, reply) => logRequest(log, request, reply));
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(error, request, reply, log));
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send(`There is /graphql, ${page.isThere ? '/graphiql, ' : ''}/health/live and /health/ready.\n`),
  );
  addHealth(app, () => (stopping ? Promise.resolve({ ok: false, reason: 'stopping' }) : options.isReady()));
  addGraphiql(app, page);
  app.register(graphqlRoute, { ...options, hasPage: page.isThere });
  return {
    listen: () => listen(app, { host: settings.host, port: settings.port, portSetting: 'PORT' }),
    close: async () => {
      stopping = true;
      await connections.untilNone(stopDrainMs);
      // The system resets what has connected and isn't accepted when listening ends. Who is answered connects anew, so
      // that there would always be somebody: the answers of this short time wait.
      listeningEnds = Promise.withResolvers();
      await connections.untilQuiet(Math.min(quietMs, stopDrainMs));
      const ended = new Promise((resolve) => app.server.close(resolve));
      listeningEnds.resolve();
      const cutOff = setTimeout(() => app.server.closeAllConnections(), requestTimeoutMs + 1_000);
      await connections.untilNone(firstRequestMs);
      connections.closeUnused();
      await ended;
      clearTimeout(cutOff);
      await app.close();
    },
  };
}

function addHealth(app: FastifyInstance, isReady: HttpServerOptions['isReady']): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const { ok, ...rest } = await isReady();
    return ok ? { status: 'ok', ...rest } : reply.code(503).send({ status: 'unavailable', ...rest });
  });
}

function addGraphiql(app: FastifyInstance, page: GraphiqlPage): void {
  for (const path of ['/graphiql', '/graphiql/*']) {
    app.get(path, async (request, reply) => {
      const { status, headers, body } = await page.answer(request.url.replace(/\?.*$/, ''));
      return reply.code(status).headers(headers).send(body);
    });
  }
}

/** Answers a problem as it is and anything else as a fault, whose message may hold private text and is not logged. */
function sendProblem(
  error: FastifyError | HttpProblem,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Logger,
): FastifyReply {
  const problem = error instanceof HttpProblem ? error : toProblem(error);
  if (problem.code === 'INTERNAL_SERVER_ERROR') {
    log.error({ requestId: request.id, fault: describeFault(error) }, 'a request failed');
  }
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store', 'x-request-id': request.id })
    .type(answerType(request.headers.accept))
    .send(problemBody(problem, request.id));
}

function toProblem({ statusCode = 500 }: Pick<FastifyError, 'statusCode'>): HttpProblem {
  return statusCode < 500 ? new HttpProblem(statusCode, 'BAD_REQUEST') : new HttpProblem(500, 'INTERNAL_SERVER_ERROR');
}

/** One line a request, of what is ours: the route in place of the path, and neither query string nor operation name. */
function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.routeOptions.url ?? 'unknown';
  const line = {
    requestId: request.id,
    method: request.method,
    path,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...(request.operationType !== null && { operation: request.operationType }),
  };
  if (path.startsWith('/health')) log.debug(line, 'request');
  else log.info(line, 'request');
}
