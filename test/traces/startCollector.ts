import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { readSpans, type ReceivedSpan } from './readSpans.ts';

export interface Collector {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** All that it was sent: every header, every byte. */
  readonly received: readonly { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }[];
  /** From now on: answers this status, or not at all. */
  answer(status: number | 'never'): void;
  /** Resolves once it has spans that `suffice`; rejects after ten seconds. */
  until(suffice: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
}

/** A server that takes spans as OTLP's HTTP transport sends them. */
export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const received: { path: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  let answer: number | 'never' = 200;
  const server = createServer(async (request, response) => {
    const sent = await buffer(request);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    received.push({ path: request.url ?? '', headers: request.headers, body });
    if (answer === 'never') return;
    if (answer === 200) spans.push(...readSpans(body));
    response.writeHead(answer, { 'content-type': 'application/x-protobuf' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    received,
    answer: (next) => {
      answer = next;
    },
    until: async (suffice) => {
      for (const end = Date.now() + 10_000; !suffice(spans); await pause(20)) {
        if (Date.now() > end)
          throw new Error(`the collector has only ${spans.map(({ name }) => name).join(', ') || 'no spans'}`);
      }
      return spans;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
