import { topLevelErrors, type TopLevelCode } from '../errors/apiError.ts';

/** A request that is answered before GraphQL sees it: status, code, headers, and a message without anything the caller sent. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: TopLevelCode;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: TopLevelCode,
    message: string = topLevelErrors[code],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The problem as a GraphQL answer: a client that reads `errors` needs no second way to understand it. */
export function problemBody({ message, code }: HttpProblem, requestId: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
}
