import type { Readable } from 'node:stream';
import { HttpProblem } from './httpProblem.ts';

/**
 * Reads a JSON body of at most `limit` bytes. Throws HttpProblem: 413 for a larger one, 400 for what isn't JSON in
 * UTF-8, in words that repeat none of it.
 *
 * What is over the limit is read on and dropped, by this or by Node: a connection closed on a client that is still
 * sending would lose it the answer.
 */
export async function readBody(body: Readable, limit: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) {
      body.resume();
      throw bodyTooLarge(limit);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new HttpProblem(400, 'BAD_REQUEST', 'The body is not JSON in UTF-8.');
  }
}

export function bodyTooLarge(limit: number): HttpProblem {
  return new HttpProblem(413, 'LIMIT_EXCEEDED', `The body is larger than ${limit} bytes, which is the limit (MAX_BODY_BYTES).`);
}
