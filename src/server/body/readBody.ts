import type { IncomingMessage } from 'node:http';
import { HttpProblem } from '../httpProblem.ts';
import { smallBodyBytes, type BodyShare } from './bodyBudget.ts';
import { createGrowingBytes } from './growingBytes.ts';
import { createJsonScanner, sizeOfJson, type JsonScanner, type JsonSize } from './jsonScanner.ts';

/** What a body may be; each is a setting. */
export interface BodyLimits {
  readonly bytes: number;
  /** The name of the setting of `bytes`. */
  readonly setting: 'MAX_BODY_BYTES' | 'MAX_ANONYMOUS_BODY_BYTES';
  readonly depth: number;
  readonly values: number;
  readonly timeoutMs: number;
}

/**
 * Reads a JSON body within `limits`, which takes from the budget by `share` what it needs. Throws HttpProblem: 413 for a
 * larger one or one with more in it, 400 for one that breaks off or isn't JSON in UTF-8, 408 for one that is too slow, 503
 * when the budget is used up; in words that repeat none of it.
 */
export async function readBody(body: IncomingMessage, limits: BodyLimits, share: BodyShare): Promise<unknown> {
  if (!share.resize(declaredBytes(body), 0)) throw budgetUsedUp();
  const bytes = await readBytes(body, limits, share);
  const value = parse(bytes);
  if (bytes.length > smallBodyBytes) return value;
  const problem = tooMuchInside(sizeOfJson(value, limits.depth), limits);
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

/** The `content-length`; 0 where there is none. */
export function declaredBytes({ headers }: Pick<IncomingMessage, 'headers'>): number {
  return Number(headers['content-length'] ?? 0);
}

/** The problem of a body that is too large, naming the limit and its setting. */
export function bodyTooLarge({ bytes, setting }: BodyLimits): HttpProblem {
  return new HttpProblem(
    413,
    'LIMIT_EXCEEDED',
    `The body is larger than ${bytes} bytes, which is the limit (${setting}).`,
  );
}

function budgetUsedUp(): HttpProblem {
  const message = 'The requests under way take all the memory that bodies may have (MAX_BODIES_BYTES); try again.';
  return new HttpProblem(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' });
}

function timedOut(timeoutMs: number): HttpProblem {
  return new HttpProblem(408, 'TIMEOUT', `The body took longer than ${timeoutMs} ms (BODY_TIMEOUT_MS).`, {
    connection: 'close',
  });
}

function tooMuchInside({ depth, values }: JsonSize, limits: BodyLimits): HttpProblem | null {
  if (depth > limits.depth)
    return new HttpProblem(
      413,
      'LIMIT_EXCEEDED',
      `The body nests more deeply than MAX_BODY_DEPTH allows (${limits.depth}).`,
    );
  if (values > limits.values)
    return new HttpProblem(
      413,
      'LIMIT_EXCEEDED',
      `The body has more values than MAX_BODY_VALUES allows (${limits.values}).`,
    );
  return null;
}

/** By events, since iterating over a stream costs more than what else is done for a small body. */
function readBytes(body: IncomingMessage, limits: BodyLimits, share: BodyShare): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = declaredBytes(body);
    let scanner: JsonScanner | null = null;
    let kept = createGrowingBytes();
    let size = 0;
    let problem: HttpProblem | null = null;
    const problemWith = (chunk: Buffer): HttpProblem | null => {
      if (size > limits.bytes) return bodyTooLarge(limits);
      // What a small one is parsed to can't take much, and is looked at then.
      if (size <= smallBodyBytes) return null;
      if (scanner === null) {
        scanner = createJsonScanner();
        scanner.scan(kept.all());
      }
      scanner.scan(chunk);
      return (
        tooMuchInside(scanner, limits) ??
        (share.resize(Math.max(declared, size), scanner.values) ? null : budgetUsedUp())
      );
    };
    const drop = (): void => {
      kept = createGrowingBytes();
      share.giveBack();
    };
    const broken = (): void => reject(new HttpProblem(400, 'BAD_REQUEST', 'The body broke off.'));
    // Its client went away while its token was verified.
    if (body.destroyed) return broken();
    const timer = setTimeout(() => {
      problem = timedOut(limits.timeoutMs);
      drop();
      reject(problem);
    }, limits.timeoutMs);
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Dropped, but read to its end: a client that is still sending may lose the answer.
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
    body.on('error', broken);
    body.on('close', () => {
      clearTimeout(timer);
      if (!body.readableEnded) broken();
    });
  });
}
