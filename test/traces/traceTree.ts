import type { ReceivedSpan } from './readSpans.ts';

/** The spans of one trace as lines, children below their parents in the order in which they began. */
export function traceTree(spans: readonly ReceivedSpan[]): string[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const childrenOf = (parent: string | null) =>
    spans
      .filter(({ parentSpanId }) => (parent === null ? !ids.has(parentSpanId) : parentSpanId === parent))
      .toSorted((one, other) => one.start - other.start);
  const linesOf = (span: ReceivedSpan, depth: number): string[] => {
    const { service, name, start, end, spanId } = span;
    const above = spans.find((one) => one.spanId === span.parentSpanId);
    const label = `${'  '.repeat(depth)}${above?.service === service ? '' : `[${service}] `}${name}`;
    const line = `${label.padEnd(72)} ${(end - start).toFixed(1).padStart(6)} ms`;
    return [line, ...childrenOf(spanId).flatMap((child) => linesOf(child, depth + 1))];
  };
  return childrenOf(null).flatMap((root) => linesOf(root, 0));
}
