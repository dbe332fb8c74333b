import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { MIMEType } from 'node:util';
import type { Caller } from '../access/caller.ts';
import type { Verify } from '../access/verifyToken.ts';
import { RequestRecord } from '../api/requestRecord.ts';
import type { LimitName } from '../errors/limitName.ts';
import { pageLink } from '../graphiql/pageLink.ts';
import type { Settings } from '../settings/settings.ts';
import { readTraceparent } from '../traces/traceparent.ts';
import type { Tracing } from '../traces/tracing.ts';
import { acceptedType, responseType } from './acceptedType.ts';
import { gatewayCheck } from './gatewaySecret.ts';
import { graphqlRequest } from './graphqlRequest.ts';
import { HttpProblem } from './httpProblem.ts';
import type { RequestMetrics } from './metrics.ts';
import { callerKey } from './rates/callerKey.ts';
import type { Rates } from './rates/rates.ts';
import { createCallerTurns } from './rates/callerTurns.ts';
import { bodyLimits } from './body/bodyLimits.ts';
import { createBodyBudget } from './body/bodyBudget.ts';
import { bodyTooLarge, declaredBytes, readBody, type BodyLimits } from './body/readBody.ts';

/** One operation for the executor, which responds with a complete body and doesn't throw. */
export interface GraphQLExecution {
  readonly request: HTTPGraphQLRequest;
  readonly caller: Caller;
  readonly requestId: string;
  /** When the response is due, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Charges the operation's cost; resolves to the seconds to wait when over the rate limit, else 0. Undefined: not limited. */
  readonly chargeCost: ((cost: number) => Promise<number>) | undefined;
  /** Takes what the log and the metrics tell of the request. */
  readonly record: RequestRecord;
}

export type Execute = (execution: GraphQLExecution) => Promise<HTTPGraphQLResponse>;

export interface GraphqlRouteOptions {
  readonly settings: Pick<Settings, 'gatewaySecrets' | 'limits'>;
  readonly verify: Verify;
  readonly rates: Rates;
  readonly metrics: RequestMetrics;
  readonly execute: Execute;
  /** Absent: requests get no spans. */
  readonly tracing?: Tracing | undefined;
  /** Whether browsers are redirected to a GraphiQL page. */
  readonly hasPage: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** Absent on other routes. */
    record: RequestRecord | null;
  }
}

/** How many requests of one caller may wait for their turn, with their bodies unread. */
const mostWaiting = 1_000;

const unauthenticated = { 'www-authenticate': 'Bearer error="invalid_token"' };

/**
 * /graphql over HTTP: every check before the document is parsed. What the headers rule out is rejected before the body is
 * read.
 */
export const graphqlRoute: FastifyPluginCallback<GraphqlRouteOptions> = (
  app,
  { settings, verify, rates, metrics, execute, tracing, hasPage },
  done,
) => {
  const { requestTimeoutMs, maxBodiesBytes, maxDocumentCharacters, maxConcurrentPerCaller } = settings.limits;
  const { gatewaySecrets } = settings;
  const limitsOf = bodyLimits(settings.limits);
  const budget = createBodyBudget(maxBodiesBytes);
  const turns = createCallerTurns({ inFlight: maxConcurrentPerCaller, waiting: mostWaiting, waitMs: requestTimeoutMs });
  metrics.watchRequests({ bodies: budget.taken, bodiesLimit: maxBodiesBytes, waiting: turns.waiting });
  const isGateway = gatewaySecrets.length === 0 ? () => true : gatewayCheck(gatewaySecrets);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    request.record = new RequestRecord();
    beginTrace(request.record, request, tracing);
    metrics.begin();
    reply.header('vary', 'Accept, Authorization, X-Gateway-Secret');
    if (request.headers.authorization !== undefined) forbidCaching(reply);
    checkGateway(request, isGateway);
    request.caller = await identify(request, verify, metrics);
    const link = hasPage ? pageLink(request.raw) : null;
    if (link !== null) return forbidCaching(reply).redirect(link);
    checkMethod(request);
    checkAccept(request);
    checkBodyHeaders(request, limitsOf(request.caller));
    await checkRate(request, request.caller, limitsOf(request.caller), rates);
    return undefined;
  });
  app.removeAllContentTypeParsers();
  // The route reads the body itself: Fastify closes the connection after a parser error.
  app.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));

  app.all('/graphql', async (request, reply) => {
    const { caller, id, record } = request;
    if (!caller || !record) throw new HttpProblem(401, 'UNAUTHENTICATED', undefined, unauthenticated);
    const key = callerKey(caller, request.ip);
    const endTurn = await turns.take(key, reply.raw);
    if (!endTurn) throw tooManyInFlight();
    const share = budget.share(caller.kind !== 'anonymous');
    let executing: Promise<HTTPGraphQLResponse> | undefined;
    try {
      if (expectsContinue(request)) reply.raw.writeContinue();
      const body = request.method === 'POST' ? await readBody(request.raw, limitsOf(caller), share) : undefined;
      checkDocument(body, maxDocumentCharacters);
      const deadline = performance.now() + requestTimeoutMs;
      const chargeCost = rates.chargeCost(key, caller.kind !== 'anonymous');
      executing = execute({
        request: graphqlRequest(request, body),
        caller,
        requestId: id,
        deadline,
        chargeCost,
        record,
      });
      return send(request.headers.accept, reply, await within(requestTimeoutMs, executing));
    } finally {
      afterBoth(reply, executing, () => {
        share.release();
        endTurn();
      });
    }
  });
  done();
};

/** Calls `end` once the work is done and the response closed: work still running for a client that left holds the body. */
function afterBoth({ raw }: FastifyReply, work: Promise<unknown> | undefined, end: () => void): void {
  let pending = 2;
  const onDone = (): void => {
    pending -= 1;
    if (pending === 0) end();
  };
  if (raw.destroyed) onDone();
  else raw.once('close', onDone);
  if (work === undefined) onDone();
  else void work.then(onDone, onDone);
}

/** Notes the caller's trace, for the log too; with tracing on the request gets a span in it, or begins a trace. */
function beginTrace(record: RequestRecord, { method, headers }: FastifyRequest, tracing: Tracing | undefined): void {
  const parent = headers['traceparent'] === undefined ? null : readTraceparent(headers['traceparent']);
  if (tracing !== undefined) {
    record.span = tracing.beginRequest(method, parent);
    record.trace = record.span.ids;
  } else if (parent !== null) record.trace = { traceId: parent.traceId, parentSpanId: parent.spanId };
}

function checkGateway(request: FastifyRequest, isGateway: (values: readonly string[]) => boolean): void {
  if (isGateway(request.raw.headersDistinct['x-gateway-secret'] ?? [])) return;
  throw new HttpProblem(401, 'UNAUTHENTICATED', "This needs the gateway's x-gateway-secret header.", {
    'www-authenticate': 'Gateway-Secret realm="clone-service"',
  });
}

/** Uses `headersDistinct`: Node's `headers` hides a second Authorization header. */
async function identify(request: FastifyRequest, verify: Verify, metrics: RequestMetrics): Promise<Caller> {
  const verdict = await verify(request.raw.headersDistinct['authorization'] ?? []);
  metrics.countVerdict(verdict.ok ? verdict.caller.kind : verdict.reason);
  if (verdict.ok) return verdict.caller;
  if (verdict.reason === 'keysUnavailable') {
    throw new HttpProblem(
      503,
      'SERVICE_UNAVAILABLE',
      'The server that publishes the token keys cannot be reached; try again.',
      { 'retry-after': '5' },
    );
  }
  throw new HttpProblem(
    401,
    'UNAUTHENTICATED',
    'The Authorization header is not a valid bearer token.',
    unauthenticated,
  );
}

function checkMethod({ method }: FastifyRequest): void {
  if (method === 'GET' || method === 'POST') return;
  throw new HttpProblem(405, 'BAD_REQUEST', 'GraphQL requests are GET or POST.', { allow: 'GET, POST' });
}

function checkAccept({ headers }: FastifyRequest): void {
  if (acceptedType(headers.accept) !== null) return;
  throw new HttpProblem(
    406,
    'BAD_REQUEST',
    'The response is application/json or application/graphql-response+json, in UTF-8; the Accept header accepts neither.',
  );
}

function checkBodyHeaders({ raw, method, headers }: FastifyRequest, limits: BodyLimits): void {
  if (declaredBytes(raw) > limits.bytes) throw bodyTooLarge(limits);
  if (
    method === 'POST' &&
    !(isJson(headers['content-type']) && (headers['content-encoding'] ?? 'identity') === 'identity')
  ) {
    throw new HttpProblem(
      415,
      'BAD_REQUEST',
      'A POST needs the content type application/json, in UTF-8 and uncompressed.',
    );
  }
}

/** Whether the client waits for `100 Continue` before it sends the body. */
function expectsContinue({ raw }: FastifyRequest): boolean {
  return raw.headers.expect !== undefined && raw.httpVersion === '1.1';
}

/** A chunked body doesn't declare its size, so it counts as the largest allowed. */
async function checkRate(
  { raw, method, headers, ip }: FastifyRequest,
  caller: Caller,
  { bytes }: BodyLimits,
  rates: Rates,
): Promise<void> {
  const size = method === 'POST' && headers['transfer-encoding'] !== undefined ? bytes : declaredBytes(raw);
  const exceeded = await rates.take(callerKey(caller, ip), caller.kind !== 'anonymous', size);
  if (exceeded === null) return;
  const message = 'This caller has sent more than its limit per minute (RATE_REQUESTS, RATE_BODY_BYTES).';
  throw rateLimited(exceeded.limit, message, exceeded.seconds);
}

function tooManyInFlight(): HttpProblem {
  const limit = 'MAX_CONCURRENT_PER_CALLER';
  return rateLimited(limit, `This caller has too many requests in flight (${limit}).`, 1);
}

function rateLimited(limit: LimitName, message: string, seconds: number): HttpProblem {
  return new HttpProblem(429, 'RATE_LIMITED', message, { 'retry-after': String(seconds) }, limit);
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  try {
    const { essence, params } = new MIMEType(contentType ?? '');
    return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8');
  } catch {
    return false;
  }
}

/** The parser limits tokens only: a comment is no token, and a string of any length is one. */
function checkDocument(body: unknown, limit: number): void {
  if (
    typeof body !== 'object' ||
    body === null ||
    !('query' in body) ||
    typeof body.query !== 'string' ||
    body.query.length <= limit
  )
    return;
  throw new HttpProblem(
    400,
    'LIMIT_EXCEEDED',
    `The document has more characters than MAX_DOCUMENT_CHARACTERS allows (${limit}).`,
    {},
    'MAX_DOCUMENT_CHARACTERS',
  );
}

/** Bounds everything but SQL, which the database's own timeouts end at the same deadline. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const message = `The request took longer than ${ms} ms (REQUEST_TIMEOUT_MS).`;
    const onTimeout = (): void => reject(new HttpProblem(503, 'TIMEOUT', message, {}, 'REQUEST_TIMEOUT_MS'));
    const timer = setTimeout(onTimeout, ms);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

function send(
  accept: string | undefined,
  reply: FastifyReply,
  { status = 200, headers, body }: HTTPGraphQLResponse,
): FastifyReply {
  if (body.kind !== 'complete') throw new Error('incremental delivery is not supported');
  // Apollo Server writes `errors` first.
  if (status !== 200 || body.string.startsWith('{"errors"')) forbidCaching(reply);
  for (const [name, value] of headers) reply.header(name, value);
  return reply.code(status).type(responseType(accept)).send(body.string);
}

/** For responses to requests with a token, and responses with errors (doc/behaviour.md). */
function forbidCaching(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
