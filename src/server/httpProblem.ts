import { topLevelErrors, type TopLevelCode } from '../errors/apiError.ts';
import type { LimitName } from '../errors/limitName.ts';

/** A request rejected before GraphQL sees it. The message never quotes what the caller sent. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: TopLevelCode;
  readonly headers: Readonly<Record<string, string>>;
  /** The limit that it is about; null if it is about none. */
  readonly limit: LimitName | null;
  constructor(
    status: number,
    code: TopLevelCode,
    message: string = topLevelErrors[code],
    headers: Readonly<Record<string, string>> = {},
    limit: LimitName | null = null,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.limit = limit;
  }
}

/** The problem as a GraphQL response, so that clients read all errors the same way. */
export function problemBody({ message, code }: HttpProblem, requestId: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
}
