import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * The id that a request has in the log, in its answer and in error messages: the caller's `x-request-id` where it is
 * short and plain enough to be written into a log, else a new one.
 */
export function requestId(request: Pick<IncomingMessage, 'headersDistinct'>): string {
  const [id = '', ...others] = request.headersDistinct['x-request-id'] ?? [];
  return others.length === 0 && /^[A-Za-z0-9._-]{1,64}$/.test(id) ? id : randomUUID();
}
