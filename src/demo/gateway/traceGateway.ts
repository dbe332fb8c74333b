import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { TraceSettings } from '../../settings/settings.ts';
import { openTracer } from '../../traces/openTracer.ts';
import { readTraceparent, writeTraceparent } from '../../traces/traceparent.ts';
import type { SubgraphAddress } from './fetchSdl.ts';

/** A gateway's spans: one of each request, and below it one of each request to a subgraph, which gets its `traceparent`. */
export interface GatewayTracing {
  /** Runs `serve` in the span of a request. */
  trace(request: IncomingMessage, response: ServerResponse, serve: () => void): void;
  /** Adds the spans of what subgraphs are asked. */
  plugin(subgraphs: readonly SubgraphAddress[]): GatewayPlugin;
  close(): Promise<void>;
}

/** Hive has a plugin for it, which brings 215 packages (doc/decisions/dependencies.md). */
export function traceGateway(settings: TraceSettings, log: Logger): GatewayTracing {
  const { tracer, close } = openTracer({ ...settings, serviceName: 'demo-gateway' }, log);
  const current = new AsyncLocalStorage<Context>();
  return {
    trace: (request, response, serve) => {
      const parent = readTraceparent(request.headers['traceparent']);
      const above =
        parent === null
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: parent.sampled ? 1 : 0, isRemote: true });
      const attributes = { 'http.route': '/graphql' };
      const span = tracer.startSpan('gateway /graphql', { kind: SpanKind.SERVER, attributes }, above);
      response.once('close', () => end(span, response.statusCode, response.statusCode >= 500));
      current.run(trace.setSpan(above, span), serve);
    },
    plugin: (subgraphs) => ({
      onFetch: ({ url, fetchFn, setFetchFn }) => {
        const context = current.getStore();
        const subgraph = subgraphs.find((one) => one.url === url);
        if (context === undefined || subgraph === undefined) return;
        setFetchFn(async (asked, options, ...others) => {
          const span = tracer.startSpan(`subgraph ${subgraph.name}`, { kind: SpanKind.CLIENT }, context);
          const { traceId, spanId, traceFlags } = span.spanContext();
          const traceparent = writeTraceparent({ traceId, spanId, sampled: traceFlags === 1 });
          try {
            const response = await fetchFn(
              asked,
              { ...options, headers: { ...options?.headers, traceparent } },
              ...others,
            );
            end(span, response.status, !response.ok);
            return response;
          } catch (error) {
            end(span, null, true);
            throw error;
          }
        });
      },
    }),
    close,
  };
}

function end(span: Span, status: number | null, failed: boolean): void {
  if (status !== null) span.setAttribute('http.response.status_code', status);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
