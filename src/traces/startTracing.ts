import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { Logger } from 'pino';
import { type Cause, type EndStatement, withCause } from '../database/cause.ts';
import { sqlState } from '../database/sqlState.ts';
import { type StatementSummary, summarizeStatements } from '../database/summarizeStatement.ts';
import type { DatabaseSettings } from '../settings/databaseSettings.ts';
import type { TraceSettings } from '../settings/settings.ts';
import { openTracer } from './openTracer.ts';
import type { TraceParent } from './traceparent.ts';
import type { OperationFacts, Outcome, RequestSpan, Tracing } from './tracing.ts';

/** How many other operations a shared statement's span names. */
const mostLinks = 32;

/**
 * Switches tracing on: spans by OpenTelemetry's conventions for HTTP servers, GraphQL servers and SQL. What a caller sent is in
 * none of them: no text of a document or a statement, no name of an operation, no value, no header but the ids of `traceparent`.
 */
export function startTracing(settings: TraceSettings, database: DatabaseSettings, log: Logger): Tracing {
  const { tracer, close } = openTracer(settings, log);
  const statements: Statements = { tracer, summarize: summarizeStatements(), attributes: databaseAttributes(database) };
  return {
    beginRequest: (method, parent) => new TracedRequest(statements, method, parent),
    close,
  };
}

/** What the spans of statements are made with. */
interface Statements {
  readonly tracer: Tracer;
  readonly summarize: (sql: string) => StatementSummary;
  /** Those that all of them have. */
  readonly attributes: Attributes;
}

class TracedRequest implements RequestSpan {
  readonly ids: RequestSpan['ids'];
  readonly #statements: Statements;
  readonly #span: Span;
  readonly #context: Context;

  constructor(statements: Statements, method: string, parent: TraceParent | null) {
    // A method may be any word of the caller's.
    const known = method === 'GET' || method === 'POST';
    const above = parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote(parent));
    this.#statements = statements;
    this.#span = statements.tracer.startSpan(
      `${known ? method : 'HTTP'} /graphql`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': known ? method : '_OTHER',
          'http.route': '/graphql',
          'url.path': '/graphql',
          'url.scheme': 'http',
        },
      },
      above,
    );
    this.#context = trace.setSpan(above, this.#span);
    const { traceId, spanId } = this.#span.spanContext();
    this.ids = {
      traceId,
      ...(this.#span.isRecording() && { spanId }),
      ...(parent !== null && { parentSpanId: parent.spanId }),
    };
  }

  async runOperation<Answer>(work: () => Promise<Answer>, describe: () => OperationFacts): Promise<Answer> {
    if (!this.#span.isRecording()) return work();
    const span = this.#statements.tracer.startSpan('operation', { kind: SpanKind.INTERNAL }, this.#context);
    try {
      return await withCause(new OperationCause(this.#statements, trace.setSpan(this.#context, span)), work);
    } finally {
      describeOperation(span, describe());
      span.end();
    }
  }

  end(outcome: Outcome, status: number | null): void {
    if (status !== null) this.#span.setAttribute('http.response.status_code', status);
    setOutcome(this.#span, outcome);
    this.#span.end();
  }
}

/** Gives each statement a span below its operation's. */
class OperationCause implements Cause {
  readonly #statements: Statements;
  readonly #context: Context;

  constructor(statements: Statements, context: Context) {
    this.#statements = statements;
    this.#context = context;
  }

  begin(sql: string, sharers: readonly Cause[]): EndStatement {
    const { tracer, summarize, attributes } = this.#statements;
    const { text, operation, table } = summarize(sql);
    const span = tracer.startSpan(
      text,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          ...attributes,
          'db.operation.name': operation,
          'db.query.summary': text,
          ...(table !== null && { 'db.collection.name': table }),
        },
        links: sharers
          .slice(0, mostLinks)
          .flatMap((sharer) => (sharer instanceof OperationCause ? sharer.#link() : [])),
      },
      this.#context,
    );
    return (error) => {
      if (error !== undefined) setFailure(span, sqlState(error));
      span.end();
    };
  }

  #link() {
    const context = trace.getSpanContext(this.#context);
    return context === undefined ? [] : [{ context }];
  }
}

function remote({ traceId, spanId, sampled }: TraceParent) {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

function describeOperation(span: Span, facts: OperationFacts): void {
  const { root, documentHash, cost } = facts;
  if (root.operation !== 'none') {
    span.updateName(`${root.operation} ${root.field}`);
    span.setAttributes({ 'graphql.operation.type': root.operation, 'clone_service.root_field': root.field });
  }
  if (documentHash !== null) span.setAttribute('clone_service.document_hash', documentHash);
  if (cost !== null) span.setAttribute('clone_service.cost', cost);
  setOutcome(span, facts);
}

/** What the caller did wrong is an `error.type`, and no failed span. */
function setOutcome(span: Span, { code, kind }: Outcome): void {
  span.setAttribute('clone_service.outcome', kind);
  if (kind !== 'ok') span.setAttribute('error.type', code);
  if (kind === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
}

function setFailure(span: Span, state: string | null): void {
  span.setAttributes({ 'error.type': state ?? '_OTHER', ...(state !== null && { 'db.response.status_code': state }) });
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Where the database is, without user and password. */
function databaseAttributes(database: DatabaseSettings): Attributes {
  const system = { 'db.system.name': 'postgresql' };
  if (database.kind === 'embedded') return system;
  const { hostname, port, pathname } = new URL(database.connectionString);
  return {
    ...system,
    'db.namespace': `${decodeURIComponent(pathname.slice(1))}|${database.schema}`,
    'server.address': hostname,
    'server.port': Number(port || 5_432),
  };
}
