/**
 * Every limit that can refuse a request. A setting is named as it is set, and stands for the one for callers without a token
 * too, where both are rates; the others are fixed.
 */
export const limitNames = [
  'MAX_BODY_BYTES',
  'MAX_ANONYMOUS_BODY_BYTES',
  'MAX_BODIES_BYTES',
  'MAX_BODY_DEPTH',
  'MAX_BODY_VALUES',
  'BODY_TIMEOUT_MS',
  'MAX_DOCUMENT_CHARACTERS',
  'MAX_TOKENS',
  'MAX_DEPTH',
  'MAX_ALIASES',
  'MAX_ROOT_FIELDS',
  'MAX_LIST_ITEMS',
  'MAX_REPRESENTATIONS',
  'MAX_COST',
  'MAX_ANSWER_BYTES',
  'MAX_CONCURRENT_PER_CALLER',
  'MAX_CLONES_PER_OWNER',
  'RATE_REQUESTS',
  'RATE_BODY_BYTES',
  'RATE_COST',
  'REQUEST_TIMEOUT_MS',
  /** The parser's and the validator's own: nesting, introspection's depth, fields selected too often, too many problems. */
  'document',
  /** Drafts, versions and audit details that one request reads. */
  'content_of_request',
  /** The same of all requests under way. */
  'content_of_all',
] as const;

export type LimitName = (typeof limitNames)[number];
