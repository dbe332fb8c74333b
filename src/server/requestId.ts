import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * The request's id in the log, in its response and in errors: the caller's `x-request-id` if it is short and safe to
 * log, else a new one.
 */
export function requestId(request: Pick<IncomingMessage, 'headersDistinct'>): string {
  const [id = '', ...others] = request.headersDistinct['x-request-id'] ?? [];
  return others.length === 0 && /^[A-Za-z0-9._-]{1,64}$/.test(id) ? id : randomUUID();
}
