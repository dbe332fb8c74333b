/**
 * All codes of top-level errors, a closed list, with their default messages. A mutation's expected failures are data
 * instead: `UserError` in schema.graphql. No message contains a value that a caller sent.
 */
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { LimitName } from './limitName.ts';

export const topLevelErrors = {
  // Extended with the tokens that would do: src/access/refusal.ts.
  UNAUTHENTICATED: 'This needs a bearer token.',
  FORBIDDEN: 'This needs another token.',
  NOT_FOUND: 'There is nothing with this id.',
  BAD_USER_INPUT: 'An argument or a variable does not fit the schema.',
  CURSOR_LOST: 'The database does not know this cursor any more: read anew what you keep.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The request does not name one operation of its document.',
  LIMIT_EXCEEDED: 'The request is larger than a limit allows.',
  RATE_LIMITED: 'Too many requests.',
  TIMEOUT: 'The request took longer than allowed.',
  SERVICE_UNAVAILABLE: 'Something this service depends on cannot be reached; try again.',
  INTERNAL_SERVER_ERROR: 'Something went wrong here. The log has it under this request id.',
  // Defined by @apollo/server:
  BAD_REQUEST: 'The HTTP request is not a GraphQL request.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are off.',
} as const;

export type TopLevelCode = keyof typeof topLevelErrors;

/** An error for the response's `errors`, with the code's default message unless another is given. */
export function apiError(code: TopLevelCode, message?: string, options: GraphQLErrorOptions = {}): ApiError {
  return new ApiError(code, message ?? topLevelErrors[code], options);
}

/** An error about a limit, which metrics count by its name. */
export function limitError(limit: LimitName, message: string, code: TopLevelCode = 'LIMIT_EXCEEDED'): ApiError {
  return new ApiError(code, message, {}, limit);
}

/** An error whose message is safe to show; the formatter masks all others. */
export class ApiError extends GraphQLError {
  readonly code: TopLevelCode;
  /** The limit that it is about; null if it is about none. */
  readonly limit: LimitName | null;
  constructor(code: TopLevelCode, message: string, options: GraphQLErrorOptions = {}, limit: LimitName | null = null) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.code = code;
    this.limit = limit;
  }
}
