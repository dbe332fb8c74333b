import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { RequestRecord } from '../api/requestRecord.ts';
import { graphiqlFiles } from '../graphiql/graphiqlFiles.ts';
import type { BuiltPage } from '../graphiql/pageFiles.ts';
import { describeFault } from '../graphql/describeFault.ts';
import type { Settings } from '../settings/settings.ts';
import { responseType } from './acceptedType.ts';
import { trackConnections } from './connections.ts';
import { graphqlRoute, type GraphqlRouteOptions } from './graphqlRoute.ts';
import { HttpProblem, problemBody } from './httpProblem.ts';
import { listen } from './listen.ts';
import { requestId } from './requestId.ts';

export interface HttpServerOptions extends Omit<GraphqlRouteOptions, 'hasPage'> {
  readonly settings: Pick<Settings, 'host' | 'port' | 'gatewaySecrets' | 'limits'>;
  readonly log: Logger;
  /** Whether the service can respond; if not, a short reason and what is missing. */
  isReady(): Promise<
    | { readonly ok: true; readonly warning?: string }
    | { readonly ok: false; readonly reason: string; readonly missing?: readonly string[] }
  >;
  /** The folder of the built GraphiQL page; null: switched off. */
  readonly graphiqlDir: string | null;
}

export interface HttpServer {
  /** Starts listening; returns the base URL. Throws StartError when the address isn't available. */
  listen(): Promise<string>;
  /**
   * Graceful shutdown. Readiness fails, and for a while responses carry `Connection: close`, so that few clients send a
   * request on a connection that is about to close. Then it stops listening and closes idle connections and, shortly
   * after, those that never sent a request. Whatever still runs after the request timeout is cut off.
   */
  close(): Promise<void>;
}

/** No new connection for this long ends listening: clients that just got a response have reconnected by then. */
const quietMs = 50;

/** How long a connection accepted just before listening ended has to send its request. */
const firstRequestMs = 500;

/** Serves /graphql, /health/live, /health/ready and, unless switched off, /graphiql. */
export function buildHttpServer(options: HttpServerOptions): HttpServer {
  const { settings, log } = options;
  const { requestTimeoutMs, keepAliveTimeoutMs, stopDrainMs } = settings.limits;
  let stopping = false;
  let listeningEnds: PromiseWithResolvers<void> | undefined;
  // Node requires keep-alive < headers <= request timeout, and a gateway's idle connections must stay open.
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
  // Node would send `100 Continue` for every request; the route does once the headers are accepted.
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  const page = graphiqlFiles(options.graphiqlDir);
  app.decorateRequest('record', null);
  app.addHook('onRequest', async (request, reply) => {
    // A response is closed once, whether it was sent or its connection was lost.
    const began = performance.now();
    reply.raw.once('close', () => finish(options, request, reply, performance.now() - began));
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!stopping) return;
    reply.header('connection', 'close');
    await listeningEnds?.promise;
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(error, request, reply, log));
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send(`Not found. Available: /graphql, ${page.isThere ? '/graphiql, ' : ''}/health/live and /health/ready.\n`),
  );
  addHealth(app, () => (stopping ? Promise.resolve({ ok: false, reason: 'stopping' }) : options.isReady()));
  addGraphiql(app, page);
  app.register(graphqlRoute, { ...options, hasPage: page.isThere });
  return {
    listen: () => listen(app, { host: settings.host, port: settings.port, portSetting: 'PORT' }),
    close: async () => {
      stopping = true;
      await connections.untilNone(stopDrainMs);
      // When listening ends, the kernel resets connections that aren't accepted yet. Clients reconnect after each response,
      // so hold responses back until no new connections arrive.
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
    const state = await isReady();
    if (state.ok) return { status: 'ok', ...(state.warning && { warning: state.warning }) };
    const { reason, missing } = state;
    return reply.code(503).send({ status: 'unavailable', reason, ...(missing && { missing }) });
  });
}

function addGraphiql(app: FastifyInstance, page: BuiltPage): void {
  for (const path of ['/graphiql', '/graphiql/*']) {
    app.get(path, async (request, reply) => {
      const { status, headers, body } = await page.answer(request.url.replace(/\?.*$/, ''));
      return reply.code(status).headers(headers).send(body);
    });
  }
}

/** Sends an HttpProblem as it is, anything else as an internal error: its message may be private, so it isn't logged. */
function sendProblem(
  error: FastifyError | HttpProblem,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Logger,
): FastifyReply {
  const problem = error instanceof HttpProblem ? error : toProblem(error);
  request.record?.note(problem.code, problem.limit);
  if (problem.code === 'INTERNAL_SERVER_ERROR') {
    log.error({ requestId: request.id, fault: describeFault(error) }, 'a request failed');
  }
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store', 'x-request-id': request.id })
    .type(responseType(request.headers.accept))
    .send(problemBody(problem, request.id));
}

function toProblem({ statusCode = 500 }: Pick<FastifyError, 'statusCode'>): HttpProblem {
  return statusCode < 500 ? new HttpProblem(statusCode, 'BAD_REQUEST') : new HttpProblem(500, 'INTERNAL_SERVER_ERROR');
}

/** Counts the request, and logs it. */
function finish({ log, metrics }: HttpServerOptions, request: FastifyRequest, reply: FastifyReply, ms: number): void {
  const { record } = request;
  if (record !== null) {
    if (!reply.raw.writableFinished) record.note('CONNECTION_CLOSED');
    // Apollo Server refuses some HTTP requests before there is a context that would note it.
    else if (record.code === 'OK' && reply.statusCode >= 400)
      record.note(reply.statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
    metrics.end(record, ms / 1_000);
    record.span?.end(record, record.code === 'CONNECTION_CLOSED' ? null : reply.statusCode);
  }
  logRequest(log, request, reply, ms);
}

/** One line per request, without the caller's text: the route instead of the path, no query string, no operation name. */
function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply, ms: number): void {
  const path = request.routeOptions.url ?? 'unknown';
  const line = {
    requestId: request.id,
    method: request.method,
    path,
    ...(reply.raw.headersSent && { status: reply.statusCode }),
    ms: Math.round(ms),
    ...(request.record && recorded(request.record, request.caller)),
  };
  if (path.startsWith('/health')) log.debug(line, 'request');
  else log.info(line, 'request');
}

function recorded(record: RequestRecord, caller: Caller | null) {
  const { root, documentHash, cost, codes, kind, databaseMs, trace } = record;
  return {
    ...trace,
    outcome: kind,
    ...(codes.length > 0 && { codes }),
    ...(caller && { caller: caller.kind }),
    ...(root.operation !== 'none' && { operation: root.operation, field: root.field }),
    ...(documentHash !== null && { documentHash }),
    ...(cost !== null && { cost }),
    databaseMs: Math.round(databaseMs * 10) / 10,
  };
}
