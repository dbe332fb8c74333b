import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { faults, type Fault, type HttpAnswer } from './faults.ts';

/** One request that a gateway sent to a subgraph. */
export interface SubgraphRequest {
  readonly subgraph: string;
  readonly requestId: string;
  readonly document: string;
  /**
   * The representations of each `_entities` field, by alias (the Hive router sends two in one document); empty for a
   * root operation.
   */
  readonly asked: Readonly<Record<string, readonly Representation[]>>;
}

export type Representation = Readonly<Record<string, unknown>>;

export interface FaultFront {
  readonly name: string;
  /** The URL that gateways use for the subgraph. */
  readonly url: string;
  readonly requests: SubgraphRequest[];
  /** From now on the `_entities` answers to requests with this `x-request-id` have the fault; root answers never do. */
  fail(requestId: string, fault: Fault): void;
  /** Refuses connections: from now on, or (Clone's last hop) as soon as the next root answer is ready. */
  refuse(from: 'now' | 'rootAnswer'): void;
  /** Listens again, on the same port. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a server in front of a real subgraph that passes everything on, records the requests, and breaks answers on
 * demand: only those to certain requests, so that tests can share it. Refused connections affect every request.
 */
export async function startFaultFront(name: string, upstream: string): Promise<FaultFront> {
  const requests: SubgraphRequest[] = [];
  const failing = new Map<string, Fault>();
  let refuseAfterRoot = false;

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(incoming);
    const request = readRequest(name, incoming, body);
    requests.push(request);
    const whole = await passOn(upstream, incoming, body);
    const isRoot = Object.keys(request.asked).length === 0;
    if (isRoot && refuseAfterRoot) {
      if (server.listening) server.close();
      response.setHeader('connection', 'close').once('finish', () => server.closeAllConnections());
    }
    const fault = isRoot ? undefined : failing.get(request.requestId);
    const sent = fault === undefined ? whole : faults[fault.kind](whole, request.asked, fault);
    // null: no answer is sent, and the gateway times out.
    if (sent !== null) response.writeHead(sent.status, { 'content-type': sent.type }).end(sent.body);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  const stop = () => {
    if (server.listening) server.close();
    server.closeAllConnections();
  };
  const port = await listenOnSomePort(server);
  return {
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    fail: (requestId, fault) => void failing.set(requestId, fault),
    refuse: (from) => {
      if (from === 'rootAnswer') refuseAfterRoot = true;
      else stop();
    },
    recover: async () => {
      refuseAfterRoot = false;
      if (!server.listening) await listen(server, port);
    },
    close: async () => stop(),
  };
}

function readRequest(subgraph: string, { headers }: IncomingMessage, body: string): SubgraphRequest {
  const { query, variables } = JSON.parse(body) as {
    readonly query: string;
    readonly variables?: Readonly<Record<string, readonly Representation[]>>;
  };
  const entityFields = [...query.matchAll(/(?:(\w+)\s*:\s*)?_entities\(representations:\s*\$(\w+)\)/g)];
  const asked = entityFields.map(
    ([, alias = '_entities', variable = '']) => [alias, variables?.[variable] ?? []] as const,
  );
  return {
    subgraph,
    requestId: String(headers['x-request-id'] ?? ''),
    document: query,
    asked: Object.fromEntries(asked),
  };
}

async function passOn(upstream: string, { headers }: IncomingMessage, body: string): Promise<HttpAnswer> {
  const { authorization, 'x-request-id': requestId } = headers;
  const sent = {
    'content-type': 'application/json',
    ...(authorization !== undefined && { authorization }),
    ...(typeof requestId === 'string' && { 'x-request-id': requestId }),
  };
  const answer = await fetch(upstream, { method: 'POST', headers: sent, body });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
}

/** A port that operating systems don't assign by themselves, so that it is still free after `refuse`. */
async function listenOnSomePort(server: Server): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      await listen(server, port);
      return port;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
