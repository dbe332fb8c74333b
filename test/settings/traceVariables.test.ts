import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../src/settings/settings.ts';

const traces = (env: Record<string, string>) => readSettings(env).traces;
const on = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('tracing', () => {
  it.each([
    {},
    { OTEL_SERVICE_NAME: 'clones', OTEL_TRACES_SAMPLER: 'always_on' },
    { ...on, OTEL_SDK_DISABLED: 'true' },
    { ...on, OTEL_SDK_DISABLED: 'True' },
    { ...on, OTEL_TRACES_EXPORTER: 'none' },
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  ])('is off with %j', (env) => {
    expect(traces(env)).toBeNull();
  });

  it.each([
    [on, 'http://collector:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/' }, 'https://collector/otlp/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector/own' }, 'http://collector/own'],
    [{ ...on, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector/own' }, 'http://collector/own'],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
    [{ ...on, OTEL_SDK_DISABLED: 'false' }, 'http://collector:4318/v1/traces'],
  ])('is on with %j, and sends to %s', (env, url) => {
    expect(traces(env)).toMatchObject({
      url,
      serviceName: 'clone-service',
      sampler: 'parentbased_always_on',
      ratio: 1,
    });
  });

  it('takes what is for traces before what is for all signals', () => {
    const env = {
      OTEL_EXPORTER_OTLP_HEADERS: 'key=a%20b, other = 1=2',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'key=c',
      OTEL_EXPORTER_OTLP_TIMEOUT: '5000',
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '2000',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    };
    expect(traces({ ...on, ...env })?.export).toMatchObject({
      headers: { key: 'c', other: '1=2' },
      timeoutMs: 2_000,
      compression: 'gzip',
    });
  });

  it('takes the name of the service from its own variable, then from the resource', () => {
    const resource = { ...on, OTEL_RESOURCE_ATTRIBUTES: 'service.name=clones%20a,zone=1' };
    expect(traces(resource)).toMatchObject({ serviceName: 'clones a', resource: { zone: '1' } });
    expect(traces({ ...resource, OTEL_SERVICE_NAME: 'b' })).toMatchObject({ serviceName: 'b' });
  });

  it.each([
    ['OTEL_SDK_DISABLED', 'yes', 'OTEL_SDK_DISABLED is "yes"; allowed: true or false.'],
    ['OTEL_TRACES_EXPORTER', 'zipkin', 'OTEL_TRACES_EXPORTER is "zipkin"; allowed: one of otlp, none.'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', 'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"; allowed: one of http/protobuf.'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/json', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is "http/json"'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317', 'OTEL_EXPORTER_OTLP_ENDPOINT is "collector:4317"'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no-value', 'OTEL_EXPORTER_OTLP_HEADERS has a value that is not allowed'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%0d%0ab', 'OTEL_EXPORTER_OTLP_HEADERS has a value that is not allowed'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%', 'OTEL_EXPORTER_OTLP_HEADERS has a value that is not allowed'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zstd', 'allowed: one of gzip, none.'],
    ['OTEL_TRACES_SAMPLER', 'jaeger_remote', 'OTEL_TRACES_SAMPLER is "jaeger_remote"; allowed: one of always_on'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5', 'OTEL_TRACES_SAMPLER_ARG is "1.5"; allowed: a number from 0 to 1.'],
    ['OTEL_TRACES_SAMPLER_ARG', '.', 'OTEL_TRACES_SAMPLER_ARG is "."'],
    ['OTEL_BSP_MAX_QUEUE_SIZE', '0', 'OTEL_BSP_MAX_QUEUE_SIZE is "0"'],
    ['OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '4096', 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE is 4096; allowed: at most'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'zone', 'OTEL_RESOURCE_ATTRIBUTES is "zone"'],
  ])('is a start error with %s=%s', (name, value, message) => {
    const read = () => traces({ ...on, [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(message);
  });
});
