import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchByIds } from '../../src/database/batchReads.ts';
import { beginStatement } from '../../src/database/cause.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startTracing } from '../../src/traces/startTracing.ts';
import type { OperationFacts, Tracing } from '../../src/traces/tracing.ts';
import { type Collector, startCollector } from './startCollector.ts';

const facts: OperationFacts = {
  code: 'OK',
  kind: 'ok',
  root: { operation: 'query', field: 'clones' },
  documentHash: null,
  cost: null,
};

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

async function spansOf(work: (tracing: Tracing) => Promise<unknown>, env: Readonly<Record<string, string>> = {}) {
  const { traces, database } = readSettings({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    DATABASE_URL: 'postgresql://a-user:a-password@db.example:6432/our%20clones?schema=own',
    ...env,
  });
  const before = collector.spans.length;
  if (traces === null) throw new Error('tracing is off');
  const tracing = startTracing(traces, database, pino({ level: 'silent' }));
  await work(tracing);
  await tracing.close();
  return collector.spans.slice(before);
}

it('a statement that operations share is below the first, and links to the others', async () => {
  const read = batchByIds(async () => {
    beginStatement('SELECT id FROM clones')?.();
    return new Map<string, never>();
  });
  const spans = await spansOf((tracing) =>
    Promise.all(
      Array.from({ length: 50 }, async () => {
        const request = tracing.beginRequest('POST', null);
        await request.runOperation(
          () => read(['a']),
          () => facts,
        );
        request.end(facts, 200);
      }),
    ),
  );
  const operations = spans.filter(({ name }) => name === 'query clones').map(({ spanId }) => spanId);
  const [statement, ...others] = spans.filter(({ name }) => name === 'SELECT clones');
  expect([operations.length, others]).toEqual([50, []]);
  expect(operations).toContain(statement?.parentSpanId);
  expect(statement?.links).toHaveLength(32);
  expect(operations).toEqual(expect.arrayContaining([...(statement?.links ?? [])]));
  expect(statement?.links).not.toContain(statement?.parentSpanId);
});

it('a statement says which database, and how it failed, without the message', async () => {
  const failure = Object.assign(new Error('canary'), { code: '23505' });
  const spans = await spansOf(async (tracing) => {
    const request = tracing.beginRequest('POST', null);
    await request.runOperation(
      async () => {
        beginStatement('INSERT INTO clones')?.(failure);
        beginStatement('COMMIT')?.(new Error('canary'));
      },
      () => ({ ...facts, code: 'INTERNAL_SERVER_ERROR', kind: 'failed' }),
    );
    request.end({ code: 'CONNECTION_CLOSED', kind: 'abandoned' }, null);
  });
  const [insert, commit, operation, request] = spans;
  expect(insert).toMatchObject({ isError: true });
  expect(insert?.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.namespace': 'our clones|own',
    'server.address': 'db.example',
    'server.port': 6_432,
    'db.operation.name': 'INSERT',
    'db.query.summary': 'INSERT clones',
    'db.collection.name': 'clones',
    'error.type': '23505',
    'db.response.status_code': '23505',
  });
  expect(commit?.attributes['error.type']).toBe('_OTHER');
  expect(operation).toMatchObject({ isError: true, attributes: { 'error.type': 'INTERNAL_SERVER_ERROR' } });
  expect(request).toMatchObject({ isError: false, attributes: { 'error.type': 'CONNECTION_CLOSED' } });
  const bytes = collector.received.map(({ body }) => body.toString('latin1')).join('');
  for (const secret of ['canary', 'a-user', 'a-password']) expect(bytes).not.toContain(secret);
});

it.each([
  ['always_on', '1', { unrecorded: 1, recorded: 1, none: 1 }],
  ['always_off', '1', { unrecorded: 0, recorded: 0, none: 0 }],
  ['traceidratio', '0', { unrecorded: 0, recorded: 0, none: 0 }],
  ['traceidratio', '1', { unrecorded: 1, recorded: 1, none: 1 }],
  ['parentbased_always_on', '1', { unrecorded: 0, recorded: 1, none: 1 }],
  ['parentbased_always_off', '1', { unrecorded: 0, recorded: 1, none: 0 }],
  ['parentbased_traceidratio', '0', { unrecorded: 0, recorded: 1, none: 0 }],
])('the sampler %s (%s) decides which traces are recorded', async (sampler, ratio, expected) => {
  const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  const parents = { unrecorded: { ...ids, sampled: false }, recorded: { ...ids, sampled: true }, none: null };
  for (const [name, parent] of Object.entries(parents)) {
    const env = { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio };
    const spans = await spansOf(async (tracing) => tracing.beginRequest('GET', parent).end(facts, 200), env);
    expect(spans.length, name).toBe(expected[name as keyof typeof parents]);
  }
});

it('spans carry the resource: the name of the service and what else is set', async () => {
  const env = { OTEL_SERVICE_NAME: 'clones', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=try%20out' };
  const [span] = await spansOf(async (tracing) => tracing.beginRequest('GET', null).end(facts, 200), env);
  expect(span?.service).toBe('clones');
  expect(collector.received.at(-1)?.body.toString('latin1')).toContain('try out');
});
