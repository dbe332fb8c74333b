/** Where a request comes from, as a `traceparent` header says. */
export interface TraceParent {
  readonly traceId: string;
  /** The caller's span. */
  readonly spanId: string;
  /** Whether the caller records the trace. */
  readonly sampled: boolean;
}

const format = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent` header (W3C Trace Context). Null if there is none, or several, which Node joins by commas, or one that
 * isn't valid. A later version than 00 may say more at its end.
 */
export function readTraceparent(header: string | readonly string[] | undefined): TraceParent | null {
  const [, version, traceId, spanId, flags, more] = format.exec(String(header ?? '')) ?? [];
  if (!traceId || !spanId || (version === '00' && more !== undefined)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags ?? '', 16) & 1) === 1 };
}

/** The header for whoever is asked next. */
export function writeTraceparent({ traceId, spanId, sampled }: TraceParent): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
