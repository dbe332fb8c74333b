import type { TraceParent } from './traceparent.ts';

/** Where a request is in a trace: for its line in the log. */
export interface TraceIds {
  readonly traceId: string;
  /** This service's span of the request, if it is recorded. */
  readonly spanId?: string;
  /** The caller's span. */
  readonly parentSpanId?: string;
}

/** The spans of the service's requests. Only an implementation that is switched on loads OpenTelemetry. */
export interface Tracing {
  /** Begins the span of a request to /graphql. `parent`: the trace that it belongs to. */
  beginRequest(method: string, parent: TraceParent | null): RequestSpan;
  /** Sends what is left, for a second at most. */
  close(): Promise<void>;
}

export interface RequestSpan {
  readonly ids: TraceIds;
  /** Runs the operation in a span of its own, with a span for each statement. `describe` is asked at the end. */
  runOperation<Answer>(work: () => Promise<Answer>, describe: () => OperationFacts): Promise<Answer>;
  /** `status`: the answer's, null if it was not sent. */
  end(outcome: Outcome, status: number | null): void;
}

/** How a request ended. */
export interface Outcome {
  readonly code: string;
  /** Whose doing it is. */
  readonly kind: string;
}

/** What a span tells of an operation: names of the schema, codes, numbers. Nothing of a caller. */
export interface OperationFacts extends Outcome {
  readonly root: { readonly operation: string; readonly field: string };
  readonly documentHash: string | null;
  readonly cost: number | null;
}
