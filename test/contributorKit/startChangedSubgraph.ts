import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface GivenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What is sent instead of the real answer: 'nothing' leaves the request waiting, 'reset' cuts the connection, 'end'
 * ends the server.
 */
export type Change = (
  answer: GivenAnswer,
  request: SeenRequest,
) => GivenAnswer | 'nothing' | 'reset' | 'end' | Promise<GivenAnswer>;

/** Starts a real subgraph whose answers are changed in transit, until the test ends; returns its URL. */
export async function startChangedSubgraph(upstream: string, change: Change): Promise<string> {
  const server = createServer(async (incoming, response) => {
    const sent = await text(incoming);
    const answer = await fetch(upstream, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: sent,
    });
    const given = { status: answer.status, headers: { 'content-type': 'application/json' }, body: await answer.text() };
    const { query, variables } = JSON.parse(sent) as Pick<SeenRequest, 'query' | 'variables'>;
    const changed = await change(given, { query, variables, headers: incoming.headers });
    if (changed === 'end') end();
    else if (changed === 'reset') incoming.socket.destroy();
    else if (changed !== 'nothing') response.writeHead(changed.status, changed.headers).end(changed.body);
  });
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(end);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
