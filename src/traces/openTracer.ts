import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { StartError } from '../errors/startError.ts';
import type { TraceSettings } from '../settings/settings.ts';

/** An enum whose values are these words. */
type Compression = NonNullable<NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>['compression']>;

export interface OpenTracer {
  readonly tracer: Tracer;
  /** Sends the spans that wait, for `mostFlushMs` at most. */
  close(): Promise<void>;
}

/** A stopping process sends its last spans no longer than this. */
const mostFlushMs = 1_000;

/** Failures are logged no more often than this: a collector may be away for days. */
const quietMs = 60_000;

/**
 * A tracer that sends its spans to a collector. Nothing waits for that: spans beyond the queue are dropped, and so are those of
 * an export that fails. Throws StartError when a certificate can't be read.
 */
export function openTracer(settings: TraceSettings, log: Logger): OpenTracer {
  const { url, resource, serviceName, scheduleDelayMs, exportTimeoutMs, maxQueueSize, maxBatchSize } = settings;
  const { headers, timeoutMs, compression, certificate, clientCertificate, clientKey } = settings.export;
  const exporter = new OTLPTraceExporter({
    url,
    headers,
    timeoutMillis: timeoutMs ?? 10_000,
    compression: (compression ?? 'none') as Compression,
    httpAgentOptions: {
      keepAlive: true,
      ...contentOf('ca', certificate, 'CERTIFICATE'),
      ...contentOf('cert', clientCertificate, 'CLIENT_CERTIFICATE'),
      ...contentOf('key', clientKey, 'CLIENT_KEY'),
    },
  });
  const provider = new TracerProvider({
    sampler: samplerOf(settings),
    resource: defaultResource().merge(resourceFromAttributes({ ...resource, 'service.name': serviceName })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: reporting(exporter, log),
        scheduledDelayMillis: scheduleDelayMs,
        exportTimeoutMillis: exportTimeoutMs,
        maxQueueSize,
        maxExportBatchSize: maxBatchSize,
      }),
    ],
  });
  return {
    tracer: provider.getTracer('clone-service'),
    close: async () => {
      const flushed = provider.shutdown().catch(() => {});
      await Promise.race([flushed, pause(mostFlushMs, undefined, { ref: false })]);
    },
  };
}

function samplerOf({ sampler, ratio }: TraceSettings): Sampler {
  const root = sampler.endsWith('always_on')
    ? new AlwaysOnSampler()
    : sampler.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

/** OpenTelemetry's exporter would go on without a file that it can't read. */
function contentOf<Name extends string>(name: Name, file: string | null, setting: string): { [N in Name]?: Buffer } {
  if (file === null) return {};
  try {
    return { [name]: readFileSync(file) } as { [N in Name]: Buffer };
  } catch {
    throw new StartError(
      `The file of OTEL_EXPORTER_OTLP_${setting} (or OTEL_EXPORTER_OTLP_TRACES_${setting}) cannot be read.`,
    );
  }
}

/** The exporter, whose failures are logged now and then: how it failed, never what the collector answered. */
function reporting(exporter: SpanExporter, log: Logger): SpanExporter {
  let quietUntil = 0;
  return {
    export: (spans, onResult) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0 && Date.now() >= quietUntil) {
          quietUntil = Date.now() + quietMs;
          log.warn({ reason: reasonOf(result.error) }, 'spans could not be exported; they are lost');
        }
        onResult(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

/** An HTTP status, or a code of the operating system. */
function reasonOf(error: unknown): string | number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : 'no usable answer';
}
