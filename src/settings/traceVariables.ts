import { z } from 'zod';
import { oneOf, type Setting, whole } from './settingKinds.ts';

/** OpenTelemetry's own variables, with the names, defaults and meanings of its specification. */
export const traceVariables = {
  OTEL_SDK_DISABLED: {
    meaning: 'whether tracing is off, whatever else is set',
    default: 'false',
    allowed: 'true or false',
    secret: false,
    schema: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['true', 'false'])),
  },
  OTEL_TRACES_EXPORTER: {
    meaning: 'where spans go; unset = otlp if one of the two endpoints below is set, else none',
    default: null,
    allowed: 'one of otlp, none',
    secret: false,
    schema: z.enum(['otlp', 'none']),
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint('the collector, without the path /v1/traces; unset = http://localhost:4318'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint('the same with its path; of each such pair the one with TRACES wins'),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol('how spans are sent; gRPC is not supported'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol('the same, for traces alone'),
  OTEL_EXPORTER_OTLP_HEADERS: headers('headers of each export, such as a key'),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers('the same, added for traces'),
  OTEL_EXPORTER_OTLP_TIMEOUT: optional(
    whole('milliseconds that an export may take, with what is tried again; unset = 10000', 10_000, 1, 600_000),
  ),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: optional(whole('the same, for traces alone', 10_000, 1, 600_000)),
  OTEL_EXPORTER_OTLP_COMPRESSION: optional(
    oneOf('how an export is compressed; unset = none', 'none', ['gzip', 'none']),
  ),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: optional(oneOf('the same, for traces alone', 'none', ['gzip', 'none'])),
  OTEL_EXPORTER_OTLP_CERTIFICATE: file('PEM file of the authority of the collector'),
  OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: file('the same, for traces alone'),
  OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: file('PEM file of the certificate of this client'),
  OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE: file('the same, for traces alone'),
  OTEL_EXPORTER_OTLP_CLIENT_KEY: file('PEM file of the key of this client'),
  OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY: file('the same, for traces alone'),
  OTEL_TRACES_SAMPLER: oneOf(
    'which traces are recorded; with `parentbased_` the caller decides for its own, and this only where a trace begins',
    'parentbased_always_on',
    [
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ],
  ),
  OTEL_TRACES_SAMPLER_ARG: {
    meaning: 'the part of the traces that a sampler with `traceidratio` records',
    default: '1.0',
    allowed: 'a number from 0 to 1',
    secret: false,
    schema: z
      .string()
      .regex(/^\d{0,3}(\.\d{1,15})?$/)
      .transform(Number)
      .pipe(z.number().min(0).max(1)),
  },
  OTEL_BSP_SCHEDULE_DELAY: whole('milliseconds between two exports', 5_000, 1, 600_000),
  OTEL_BSP_EXPORT_TIMEOUT: whole(
    'how long the next export waits for the previous one, in milliseconds',
    30_000,
    1,
    600_000,
  ),
  OTEL_BSP_MAX_QUEUE_SIZE: whole('spans that wait to be exported; further ones are dropped', 2_048, 1, 1_000_000),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: whole('spans of one export; not more than may wait', 512, 1, 1_000_000),
  OTEL_SERVICE_NAME: {
    meaning: '`service.name` of the spans; unset = that of OTEL_RESOURCE_ATTRIBUTES, else clone-service',
    default: null,
    allowed: 'a text',
    secret: false,
    schema: z.string(),
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    meaning: 'what else is known of this process, such as `deployment.environment.name=production`',
    default: null,
    allowed: 'name=value pairs with commas between, values percent-encoded',
    secret: false,
    schema: pairs(/^[^\s=,]+$/),
  },
} as const satisfies Record<string, Setting>;

function optional<Row extends Setting>(row: Row): Omit<Row, 'default'> & { readonly default: null } {
  return { ...row, default: null };
}

function endpoint(meaning: string) {
  return {
    meaning,
    default: null,
    allowed: 'an http or https URL',
    secret: false,
    schema: z.url({ protocol: /^https?$/ }),
  };
}

function protocol(meaning: string) {
  return optional(oneOf(meaning, 'http/protobuf', ['http/protobuf']));
}

function headers(meaning: string) {
  return {
    meaning,
    default: null,
    allowed: 'name=value pairs with commas between, values percent-encoded',
    secret: true,
    schema: pairs(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/),
  };
}

function file(meaning: string) {
  return { meaning, default: null, allowed: 'a path', secret: false, schema: z.string().regex(/^[^\0]+$/) };
}

/** `a=b,c=d` with percent-encoded values, which may not hold control characters. */
function pairs(name: RegExp) {
  return z.string().transform((text, context) => {
    const found = text.split(',').map((pair) => {
      const [key = '', value] = pair.split(/=(.*)/s, 2);
      return [key.trim(), decoded(value?.trim())] as const;
    });
    if (found.every(([key, value]) => name.test(key) && value !== null && !/\p{Cc}/u.test(value)))
      return Object.fromEntries(found) as Readonly<Record<string, string>>;
    context.addIssue('not pairs');
    return z.NEVER;
  });
}

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}
