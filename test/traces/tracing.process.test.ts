import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askProcess, makeProcessHome, type ProcessHome, startProcess } from '../startProcess.ts';
import { type Collector, startCollector } from './startCollector.ts';

let home: ProcessHome;
let collector: Collector;
beforeAll(async () => {
  [home, collector] = await Promise.all([makeProcessHome(), startCollector()]);
});
afterAll(async () => {
  await collector.close();
  await home.remove();
});

/** Prints each module that is loaded, by import or require. */
const listing = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) { console.error('loads ' + url); return next(url, context); } });`)}`;

/** Which of OpenTelemetry's packages and of our files for traces a process loads, with one request. */
async function loadedWith(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const service = await startProcess({ ...home.settings, ...env, NODE_OPTIONS: `--import=${listing}` });
  await askProcess(service.url, await home.token('alice'), '{ __typename }');
  await service.end('SIGTERM');
  const found = service.output().matchAll(/loads \S+\/(@opentelemetry\/[\w-]+|src\/traces\/\w+)/g);
  return [...new Set([...found].map(([, name = '']) => name))].toSorted();
}

describe('tracing', () => {
  it.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' }])(
    'that is off loads nothing: only what prom-client loads itself, and what reads a traceparent (%j)',
    async (env) => {
      expect(await loadedWith(env)).toEqual(['@opentelemetry/api', 'src/traces/traceparent']);
    },
  );

  it('that is on loads what it needs', async () => {
    const loaded = await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    expect(loaded).toEqual(expect.arrayContaining(['@opentelemetry/sdk-trace', 'src/traces/startTracing']));
  });
});

describe('a process that is told to stop', () => {
  it('sends its last spans', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '600000' };
    const service = await startProcess({ ...home.settings, ...env });
    const before = collector.spans.length;
    await askProcess(service.url, await home.token('alice'), '{ __typename }');
    expect(collector.spans.length).toBe(before);
    await service.end('SIGTERM');
    expect(collector.spans.slice(before).map(({ name }) => name)).toEqual(['query __typename', 'POST /graphql']);
  });

  it('does not wait long for a collector that hangs', async () => {
    collector.answer('never');
    const service = await startProcess({ ...home.settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await askProcess(service.url, await home.token('alice'), '{ __typename }');
    const began = performance.now();
    await service.end('SIGTERM');
    collector.answer(200);
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  it('or whose exporter is unknown, does not even start', async () => {
    const started = startProcess({ ...home.settings, OTEL_TRACES_EXPORTER: 'zipkin' });
    await expect(started).rejects.toThrow('OTEL_TRACES_EXPORTER is "zipkin"; allowed: one of otlp, none.');
  });

  it.each(['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'])('nor one whose %s cannot be read', async (which) => {
    const env = { OTEL_TRACES_EXPORTER: 'otlp', [`OTEL_EXPORTER_OTLP_${which}`]: '/nowhere.pem' };
    await expect(startProcess({ ...home.settings, ...env })).rejects.toThrow(
      `The file of OTEL_EXPORTER_OTLP_${which} (or OTEL_EXPORTER_OTLP_TRACES_${which}) cannot be read.`,
    );
  });
});
