import type { IncomingMessage } from 'node:http';
import type { PageFile } from '../../graphiql/pageFiles.ts';

const mostBytes = 1_024;

/**
 * Whether the page of this very server asks. A page of another site has another Origin, and one that had its name point
 * here (DNS rebinding) another Host.
 */
export function isOwnRequest({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const { host = '', origin, 'sec-fetch-site': site = 'same-origin' } = headers;
  // Browsers leave the Origin out of a GET to their own server.
  return hosts.includes(host) && site === 'same-origin' && (origin ?? `http://${host}`) === `http://${host}`;
}

/** The body's JSON; undefined if it has none, or one that is too large. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** An answer that no cache keeps. */
export function json(status: number, body: object): PageFile {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(body),
  };
}
