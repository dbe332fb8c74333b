import type { IncomingMessage } from 'node:http';
import { HttpProblem } from '../httpProblem.ts';
import { smallBodyBytes, type BodyShare } from './bodyBudget.ts';
import { createGrowingBytes } from './growingBytes.ts';
import { createJsonScanner, sizeOfJson, type JsonScanner, type JsonSize } from './jsonScanner.ts';

/** Each limit is a setting. */
export interface BodyLimits {
  readonly bytes: number;
  /** The setting that `bytes` comes from. */
  readonly setting: 'MAX_BODY_BYTES' | 'MAX_ANONYMOUS_BODY_BYTES';
  readonly depth: number;
  readonly values: number;
  readonly timeoutMs: number;
}

/**
 * Reads a JSON body within `limits`, charging its memory to `share`. Throws HttpProblem: 413 when it is too large, too deep
 * or has too many values, 400 when it is cut off or isn't JSON in UTF-8, 408 when it is too slow, 503 when the budget is
 * used up. No message quotes the body.
 */
export async function readBody(body: IncomingMessage, limits: BodyLimits, share: BodyShare): Promise<unknown> {
  if (!share.resize(declaredBytes(body), 0)) throw budgetUsedUp();
  const bytes = await readBytes(body, limits, share);
  const value = parse(bytes);
  if (bytes.length > smallBodyBytes) return value;
  const problem = contentProblem(sizeOfJson(value, limits.depth), limits);
  if (problem) throw problem;
  return value;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new HttpProblem(400, 'BAD_REQUEST', 'The body is not JSON in UTF-8.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The `content-length`; 0 without one. */
export function declaredBytes({ headers }: Pick<IncomingMessage, 'headers'>): number {
  return Number(headers['content-length'] ?? 0);
}

export function bodyTooLarge({ bytes, setting }: BodyLimits): HttpProblem {
  const message = `The body is larger than the limit of ${bytes} bytes (${setting}).`;
  return new HttpProblem(413, 'LIMIT_EXCEEDED', message, {}, setting);
}

function budgetUsedUp(): HttpProblem {
  const message = 'Requests in flight use all the memory reserved for bodies (MAX_BODIES_BYTES); try again.';
  return new HttpProblem(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' }, 'MAX_BODIES_BYTES');
}

function timedOut(timeoutMs: number): HttpProblem {
  const message = `The body took longer than ${timeoutMs} ms (BODY_TIMEOUT_MS).`;
  return new HttpProblem(408, 'TIMEOUT', message, { connection: 'close' }, 'BODY_TIMEOUT_MS');
}

function contentProblem({ depth, values }: JsonSize, limits: BodyLimits): HttpProblem | null {
  if (depth > limits.depth)
    return new HttpProblem(
      413,
      'LIMIT_EXCEEDED',
      `The body nests more deeply than MAX_BODY_DEPTH allows (${limits.depth}).`,
      {},
      'MAX_BODY_DEPTH',
    );
  if (values > limits.values)
    return new HttpProblem(
      413,
      'LIMIT_EXCEEDED',
      `The body has more values than MAX_BODY_VALUES allows (${limits.values}).`,
      {},
      'MAX_BODY_VALUES',
    );
  return null;
}

/** Uses events: iterating over the stream costs more than everything else done for a small body. */
function readBytes(body: IncomingMessage, limits: BodyLimits, share: BodyShare): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = declaredBytes(body);
    let scanner: JsonScanner | null = null;
    let kept = createGrowingBytes();
    let size = 0;
    let problem: HttpProblem | null = null;
    const problemWith = (chunk: Buffer): HttpProblem | null => {
      if (size > limits.bytes) return bodyTooLarge(limits);
      // A small body can't take much memory: it is measured once parsed.
      if (size <= smallBodyBytes) return null;
      if (scanner === null) {
        scanner = createJsonScanner();
        scanner.scan(kept.all());
      }
      scanner.scan(chunk);
      return (
        contentProblem(scanner, limits) ??
        (share.resize(Math.max(declared, size), scanner.values) ? null : budgetUsedUp())
      );
    };
    const drop = (): void => {
      kept = createGrowingBytes();
      share.release();
    };
    const onCutOff = (): void => reject(new HttpProblem(400, 'BAD_REQUEST', 'The body was cut off.'));
    // The client disconnected while its token was verified.
    if (body.destroyed) return onCutOff();
    const timer = setTimeout(() => {
      problem = timedOut(limits.timeoutMs);
      drop();
      reject(problem);
    }, limits.timeoutMs);
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Drain the rest: a client that is still sending might not see the response otherwise.
      if (problem) return;
      problem = problemWith(chunk);
      if (problem) drop();
      else kept.add(chunk);
    });
    body.on('end', () => {
      clearTimeout(timer);
      if (problem) reject(problem);
      else resolve(kept.all());
    });
    body.on('error', onCutOff);
    body.on('close', () => {
      clearTimeout(timer);
      if (!body.readableEnded) onCutOff();
    });
  });
}
