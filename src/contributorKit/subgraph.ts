import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { Broken } from './finding.ts';

export interface GraphQLBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message?: unknown;
    readonly path?: readonly unknown[];
    readonly extensions?: Readonly<Record<string, unknown>> | null;
  }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Without parameters; empty if there is none. */
  readonly contentType: string;
  readonly text: string;
  /** null if the text isn't a JSON object. */
  readonly body: GraphQLBody | null;
  readonly milliseconds: number;
  readonly reusedConnection: boolean;
  /** The request as text, for a finding. */
  readonly sent: string;
  /** The response as text, for a finding. */
  readonly came: string;
}

export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it was sent, secrets included, and its response, or why there was none. */
export interface Exchange {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly answer: Answer | string;
}

/** The subgraph under test. */
export interface Subgraph {
  /** Throws Unreachable when it can't connect, and Broken when the connection breaks or no response arrives in time. */
  ask(asked: Asked): Promise<Answer>;
  /** The exchanges since the last call. */
  takeExchanges(): readonly Exchange[];
  close(): void;
}

/** There is nothing to connect to; the finding has the reason. */
export class Unreachable extends Broken {}

/** How long a response may take, in milliseconds, like the demo gateway's timeout. */
export const answerLimit = 3_000;

const json = { accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json' };

/** Talks to the subgraph at `url` over one keep-alive connection; `headers` go with every request and win over others of the same name. */
export function openSubgraph(url: URL, headers: Readonly<Record<string, string>>): Subgraph {
  const secure = url.protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  let exchanges: Exchange[] = [];
  const ask = async ({ query, variables = {}, headers: more = {} }: Asked): Promise<Answer> => {
    const others = Object.keys(more).filter((name) => !Object.hasOwn(headers, name));
    const sent = `${query} with ${JSON.stringify(variables)}${others.length > 0 ? ` and the headers ${others.join(', ')}` : ''}`;
    const before = performance.now();
    const body = JSON.stringify({ query, variables });
    const outgoing = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent,
      signal: AbortSignal.timeout(answerLimit),
      headers: { ...json, 'content-length': Buffer.byteLength(body), ...more, ...headers },
    });
    try {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.once('response', resolve).once('error', reject).end(body);
      });
      const answered = await text(incoming);
      const contentType = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const answer: Answer = {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        contentType,
        text: answered,
        body: parseBody(answered),
        milliseconds: performance.now() - before,
        reusedConnection: outgoing.reusedSocket,
        sent,
        came: `HTTP ${incoming.statusCode} ${contentType || 'without content type'}: ${answered}`,
      };
      exchanges.push({ headers: outgoing.getHeaders(), body, answer });
      return answer;
    } catch (error) {
      const broken = noAnswer(error, sent);
      exchanges.push({ headers: outgoing.getHeaders(), body, answer: broken.finding.came });
      throw broken;
    }
  };
  const takeExchanges = (): readonly Exchange[] => {
    const taken = exchanges;
    exchanges = [];
    return taken;
  };
  return { ask, takeExchanges, close: () => agent.destroy() };
}

function parseBody(answered: string): GraphQLBody | null {
  try {
    const body: unknown = JSON.parse(answered);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

function noAnswer(error: unknown, sent: string): Broken {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  if (error instanceof Error && error.name === 'AbortError') {
    const todo =
      'Answer in time, also when your own sources are slow: with null and an error. Gateways stop waiting, and then know nothing.';
    return new Broken({
      sent,
      expected: `an answer within ${answerLimit} ms`,
      came: `none within ${answerLimit} ms`,
      todo,
    });
  }
  const todo = 'Answer every request; your log should say what ended this one.';
  const finding = {
    sent,
    expected: 'an answer',
    came: `no connection, or one that ended without an answer (${code})`,
    todo,
  };
  return code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')
    ? new Broken(finding)
    : new Unreachable(finding);
}
