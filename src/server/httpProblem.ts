import { topLevelErrors, type TopLevelCode } from '../errors/apiError.ts';

/** A request rejected before GraphQL sees it. The message never quotes what the caller sent. */
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

/** The problem as a GraphQL response, so that clients read all errors the same way. */
export function problemBody({ message, code }: HttpProblem, requestId: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
}
