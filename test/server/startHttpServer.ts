import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServer } from '@apollo/server';
import { type Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { createVerifier } from '../../src/access/verifyToken.ts';
import { buildHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server/httpServer.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings, type LimitSettings } from '../../src/settings/settings.ts';

export const json = { 'content-type': 'application/json' };

const folder = mkdtempSync(join(tmpdir(), 'http-'));
mkdirSync(join(folder, 'page/assets'), { recursive: true });
writeFileSync(join(folder, 'page/index.html'), '<title>GraphiQL</title>');
writeFileSync(join(folder, 'page/assets/a.js'), '1');

export const keys = await openDevelopmentKeys(folder);
/** The Authorization header of a user. */
export const alice = `Bearer ${await signDevelopmentToken(keys, { sub: 'alice' })}`;

let endWait: () => void = () => {};
let reached: () => void = () => {};

/** Ends the `wait` query. */
export const release = (): void => endWait();

/** Resolves when the next `wait` query starts. */
export function untilReached(): Promise<void> {
  return new Promise((resolve) => (reached = resolve));
}

const apollo = new ApolloServer<{ subject: string | null }>({
  typeDefs:
    'type Query { me: String, fails: String, length(text: String): Int, wait: String } type Mutation { go: Int }',
  resolvers: {
    Query: {
      me: (_parent, _args, { subject }: { subject: string | null }) => subject ?? 'nobody',
      fails: () => Promise.reject(new Error('broken')),
      length: (_parent, { text }: { text: string }) => [...text].length,
      wait: () => {
        const waiting = new Promise<string>((resolve) => (endWait = () => resolve('done')));
        reached();
        return waiting;
      },
    },
    Mutation: { go: () => 1 },
  },
  includeStacktraceInErrorResponses: false,
  plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
});
apollo.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();

afterAll(async () => {
  await apollo.stop();
  rmSync(folder, { recursive: true });
});

const servers: HttpServer[] = [];
afterEach(async () => {
  release();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Options extends Partial<Omit<HttpServerOptions, 'settings'>> {
  readonly limits?: Partial<LimitSettings>;
  readonly gatewaySecrets?: readonly string[];
}

/** A server on a free port until the test ends, backed by a real Apollo Server; `lines` are its log. */
export async function serve({ limits, gatewaySecrets = [], ...options }: Options = {}) {
  const lines: string[] = [];
  const settings = readSettings({});
  const server = buildHttpServer({
    settings: { ...settings, port: 0, gatewaySecrets, limits: { ...settings.limits, stopDrainMs: 0, ...limits } },
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    verify: createVerifier(keys),
    rates: { take: () => null, chargeCost: () => undefined, close: () => {} },
    isReady: async () => ({ ok: true }),
    graphiqlDir: join(folder, 'page'),
    metrics: createMetrics(),
    execute: ({ request, caller, record }) => {
      record.root = { operation: 'query', field: 'me' };
      return apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: request,
        context: async () => ({ subject: caller.subject }),
      });
    },
    ...options,
  });
  servers.push(server);
  return { server, lines, url: await server.listen() };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly reused: boolean;
}

/** A raw request, for what `fetch` hides or forbids. */
export function ask(
  url: string,
  headers: OutgoingHttpHeaders | string[],
  body: string,
  agent?: Agent,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/graphql`, { method: 'POST', headers, ...(agent && { agent }) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          reused: request.reusedSocket,
        }),
      );
    });
    request.on('error', reject).end(body);
  });
}
