import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationTypeNode } from 'graphql';
import { MIMEType } from 'node:util';
import type { Caller } from '../access/caller.ts';
import type { Verify } from '../access/verifyToken.ts';
import { pageLink } from '../graphiql/pageLink.ts';
import type { Settings } from '../settings/settings.ts';
import { acceptedType, answerType } from './acceptedType.ts';
import { gatewayCheck } from './gatewaySecret.ts';
import { graphqlRequest } from './graphqlRequest.ts';
import { HttpProblem } from './httpProblem.ts';
import { callerKey } from './rates/callerKey.ts';
import type { Rates } from './rates/rates.ts';
import { createCallerTurns } from './rates/callerTurns.ts';
import { bodyLimits } from './body/bodyLimits.ts';
import { createBodyBudget } from './body/bodyBudget.ts';
import { bodyTooLarge, declaredBytes, readBody, type BodyLimits } from './body/readBody.ts';

/** What the executor is given; it answers with a complete body and doesn't throw. */
export interface GraphQLExecution {
  readonly request: HTTPGraphQLRequest;
  readonly caller: Caller;
  readonly requestId: string;
  /** When the answer has to be there, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Counts what the operation costs; seconds to wait when that is too much, else 0. Left out: not counted. */
  readonly chargeCost: ((cost: number) => Promise<number>) | undefined;
  /** To be told what kind of operation it is, for the log; its name is the client's text and stays out. */
  onOperation(type: `${OperationTypeNode}`): void;
}

export type Execute = (execution: GraphQLExecution) => Promise<HTTPGraphQLResponse>;

export interface GraphqlRouteOptions {
  readonly settings: Pick<Settings, 'gatewaySecrets' | 'limits'>;
  readonly verify: Verify;
  readonly rates: Rates;
  readonly execute: Execute;
  /** Whether there is a GraphiQL page, to which browsers are led. */
  readonly hasPage: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    operationType: `${OperationTypeNode}` | null;
  }
}

/** Requests of one caller that wait for their turn; their bodies aren't read meanwhile. */
const mostWaiting = 1_000;

const unauthenticated = { 'www-authenticate': 'Bearer error="invalid_token"' };

/**
 * /graphql over HTTP: everything that is decided before the document is read. What its headers refuse is refused before
 * its body is read and anything happens.
 */
export const graphqlRoute: FastifyPluginCallback<GraphqlRouteOptions> = (
  app,
  { settings, verify, rates, execute, hasPage },
  done,
) => {
  const { requestTimeoutMs, maxBodiesBytes, maxDocumentCharacters, maxConcurrentPerCaller } = settings.limits;
  const { gatewaySecrets } = settings;
  const limitsOf = bodyLimits(settings.limits);
  const budget = createBodyBudget(maxBodiesBytes);
  const turns = createCallerTurns({ underWay: maxConcurrentPerCaller, waiting: mostWaiting, waitMs: requestTimeoutMs });
  const isGateway = gatewaySecrets.length === 0 ? () => true : gatewayCheck(gatewaySecrets);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'Accept, Authorization, X-Gateway-Secret');
    if (request.headers.authorization !== undefined) forbidCaching(reply);
    checkGateway(request, isGateway);
    request.caller = await identify(request, verify);
    const link = hasPage ? pageLink(request.raw) : null;
    if (link !== null) return forbidCaching(reply).redirect(link);
    checkMethod(request);
    checkAccept(request);
    checkBodyHeaders(request, limitsOf(request.caller));
    await checkRate(request, request.caller, limitsOf(request.caller), rates);
    return undefined;
  });
  app.removeAllContentTypeParsers();
  // Read by the route below: Fastify closes the connection after a parser's error.
  app.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));

  app.all('/graphql', async (request, reply) => {
    const { caller, id } = request;
    if (!caller) throw new HttpProblem(401, 'UNAUTHENTICATED', undefined, unauthenticated);
    const key = callerKey(caller, request.ip);
    const endTurn = await turns.take(key, reply.raw);
    if (!endTurn) throw rateLimited('This caller has too many requests under way (MAX_CONCURRENT_PER_CALLER).', 1);
    const share = budget.share(caller.kind !== 'anonymous');
    let answering: Promise<HTTPGraphQLResponse> | undefined;
    try {
      if (waitsToBeAsked(request)) reply.raw.writeContinue();
      const body = request.method === 'POST' ? await readBody(request.raw, limitsOf(caller), share) : undefined;
      checkDocument(body, maxDocumentCharacters);
      const deadline = performance.now() + requestTimeoutMs;
      const onOperation = (type: `${OperationTypeNode}`) => void (request.operationType = type);
      const chargeCost = rates.chargeCost(key, caller.kind !== 'anonymous');
      answering = execute({
        request: graphqlRequest(request, body),
        caller,
        requestId: id,
        deadline,
        chargeCost,
        onOperation,
      });
      return send(request.headers.accept, reply, await within(requestTimeoutMs, answering));
    } finally {
      afterBoth(reply, answering, () => {
        share.giveBack();
        endTurn();
      });
    }
  });
  done();
};

/** Calls `end` when the work is done and the answer sent: a client that went away may have left work behind, which holds the body. */
function afterBoth({ raw }: FastifyReply, work: Promise<unknown> | undefined, end: () => void): void {
  let left = 2;
  const oneIsOver = (): void => {
    left -= 1;
    if (left === 0) end();
  };
  if (raw.destroyed) oneIsOver();
  else raw.once('close', oneIsOver);
  if (work === undefined) oneIsOver();
  else void work.then(oneIsOver, oneIsOver);
}

function checkGateway(request: FastifyRequest, isGateway: (values: readonly string[]) => boolean): void {
  if (isGateway(request.raw.headersDistinct['x-gateway-secret'] ?? [])) return;
  throw new HttpProblem(401, 'UNAUTHENTICATED', 'This needs the x-gateway-secret header of the gateway.', {
    'www-authenticate': 'Gateway-Secret realm="clone-service"',
  });
}

/** `headersDistinct`, since Node's `headers` hides a second Authorization header. */
async function identify(request: FastifyRequest, verify: Verify): Promise<Caller> {
  const verdict = await verify(request.raw.headersDistinct['authorization'] ?? []);
  if (verdict.ok) return verdict.caller;
  if (verdict.reason === 'keysUnavailable') {
    throw new HttpProblem(
      503,
      'SERVICE_UNAVAILABLE',
      'The server with the keys of tokens cannot be reached; try again.',
      { 'retry-after': '5' },
    );
  }
  throw new HttpProblem(
    401,
    'UNAUTHENTICATED',
    'The Authorization header holds no valid bearer token.',
    unauthenticated,
  );
}

function checkMethod({ method }: FastifyRequest): void {
  if (method === 'GET' || method === 'POST') return;
  throw new HttpProblem(405, 'BAD_REQUEST', 'GraphQL is asked with GET or POST.', { allow: 'GET, POST' });
}

function checkAccept({ headers }: FastifyRequest): void {
  if (acceptedType(headers.accept) !== null) return;
  throw new HttpProblem(
    406,
    'BAD_REQUEST',
    'An answer is application/json or application/graphql-response+json, in UTF-8; the Accept header takes neither.',
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
      'A POST needs the content type application/json, in UTF-8 and not compressed.',
    );
  }
}

/** Whether the client holds its body back until it is told to go on. */
function waitsToBeAsked({ raw }: FastifyRequest): boolean {
  return raw.headers.expect !== undefined && raw.httpVersion === '1.1';
}

/** A body in chunks, which doesn't say its size, is counted as the largest. */
async function checkRate(
  { raw, method, headers, ip }: FastifyRequest,
  caller: Caller,
  { bytes }: BodyLimits,
  rates: Rates,
): Promise<void> {
  const size = method === 'POST' && headers['transfer-encoding'] !== undefined ? bytes : declaredBytes(raw);
  const seconds = await rates.take(callerKey(caller, ip), caller.kind !== 'anonymous', size);
  if (seconds > 0)
    throw rateLimited('This caller has sent more than a minute allows (RATE_REQUESTS, RATE_BODY_BYTES).', seconds);
}

function rateLimited(message: string, seconds: number): HttpProblem {
  return new HttpProblem(429, 'RATE_LIMITED', message, { 'retry-after': String(seconds) });
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

/** Looked at here: the parser counts tokens, but a comment is none, and a text of any length is one. */
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
  );
}

/** The work itself ends by the database's time-outs, which keep to the same deadline; this is for all that isn't SQL. */
function within<T>(ms: number, answering: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(new HttpProblem(503, 'TIMEOUT', `The request took longer than ${ms} ms (REQUEST_TIMEOUT_MS).`));
    const timer = setTimeout(late, ms);
    answering.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

function send(
  accept: string | undefined,
  reply: FastifyReply,
  { status = 200, headers, body }: HTTPGraphQLResponse,
): FastifyReply {
  if (body.kind !== 'complete') throw new Error('an answer in parts');
  // Apollo Server writes `errors` first.
  if (status !== 200 || body.string.startsWith('{"errors"')) forbidCaching(reply);
  for (const [name, value] of headers) reply.header(name, value);
  return reply.code(status).type(answerType(accept)).send(body.string);
}

/** Answers to requests with a token, and answers with errors, may not be cached: doc/behaviour.md#errors. */
function forbidCaching(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
