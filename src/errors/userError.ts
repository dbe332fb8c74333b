/** Why a mutation changed nothing: data, in the payload's `errors`. No message contains what was sent. */
export type UserErrorCode =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'REVISION_CONFLICT'
  | 'STRATEGY_INVALID'
  | 'ENTITLEMENT_EXCEEDED'
  | 'MODERATION_REQUIRED'
  | 'CLONE_NOT_ACTIVE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'GRANT_CONFLICT'
  | 'LIMIT_REACHED';

export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** Member names and indexes, starting at "input". */
  readonly path: readonly string[];
}

export function userError(code: UserErrorCode, message: string, ...path: readonly (string | number)[]): UserError {
  return { code, message, path: ['input', ...path.map(String)] };
}

export function invalid(message: string, ...path: readonly (string | number)[]): UserError {
  return userError('INVALID_INPUT', message, ...path);
}

export const cloneNotFound: UserError = userError('NOT_FOUND', 'There is no clone with this id.', 'cloneId');

export const modelNotOffered: UserError = userError(
  'NOT_FOUND',
  'The catalog offers no model with this id.',
  'modelId',
);

export const cloneNotActive: UserError = userError(
  'CLONE_NOT_ACTIVE',
  'This clone is suspended or archived: it cannot be changed.',
  'cloneId',
);
