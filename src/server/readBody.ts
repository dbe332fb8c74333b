import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './httpProblem.ts';

/**
 * Reads a JSON body of at most `limit` bytes. Throws HttpProblem: 413 for a larger one, 400 for one that breaks off or
 * isn't JSON in UTF-8, in words that repeat none of it.
 */
export async function readBody(body: IncomingMessage, limit: number): Promise<unknown> {
  const bytes = await readBytes(body, limit);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new HttpProblem(400, 'BAD_REQUEST', 'The body is not JSON in UTF-8.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The problem of a body that is too large, naming the limit and its setting. */
export function bodyTooLarge(limit: number): HttpProblem {
  return new HttpProblem(413, 'LIMIT_EXCEEDED', `The body is larger than ${limit} bytes, which is the limit (MAX_BODY_BYTES).`);
}

/** By events, since iterating over a stream costs more than what else is done for a small body. */
function readBytes(body: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const broken = (): void => reject(new HttpProblem(400, 'BAD_REQUEST', 'The body broke off.'));
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Dropped, but read to its end: a client that is still sending may lose the answer.
      if (size > limit) chunks = [];
      else chunks.push(chunk);
    });
    body.on('end', () => (size > limit ? reject(bodyTooLarge(limit)) : resolve(Buffer.concat(chunks))));
    body.on('error', broken);
    body.on('close', () => body.readableEnded || broken());
  });
}
