export const issueCodes = [
  'EMPTY_GRAPH',
  'DUPLICATE_BLOCK_ID',
  'UNKNOWN_BLOCK',
  'INVALID_CONNECTION',
  'DUPLICATE_CONNECTION',
  'UNCONNECTED_BLOCK',
  'MISSING_TRADING_PROMPT',
  'MULTIPLE_TRADING_PROMPTS',
  'EMPTY_PROMPT',
  'EMPTY_ASSET_BLOCK',
  'MISSING_ASSET_BLOCK',
  'MISSING_DATA_STREAM',
  'UNKNOWN_STREAM',
  'UNKNOWN_INTERVAL',
  'INVALID_PARAMETERS',
  'UNKNOWN_ASSET',
  'DUPLICATE_ASSET',
  'MISSING_MODEL',
  'UNKNOWN_MODEL',
  'ENTITLEMENT_EXCEEDED',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** One flaw of a graph. The message is for the creator and never quotes what they wrote. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: 'ERROR' | 'WARNING';
  readonly message: string;
  readonly blockId: string | null;
  /** Member names and indexes within the graph, or `model`. */
  readonly path: readonly string[];
}

export function issue(
  code: IssueCode,
  message: string,
  blockId: string | null,
  ...path: readonly (string | number)[]
): Issue {
  return { code, severity: 'ERROR', message, blockId, path: path.map(String) };
}
