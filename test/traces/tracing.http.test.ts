import { request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedSpan } from './readSpans.ts';
import { startTraced, type TracedService } from './startTraced.ts';

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const [server, internal, client] = [2, 1, 3];
const create = 'mutation { createClone(input: { name: "Traced" }) { created clone { id } } }';
const read = '{ myClones(first: 2) { nodes { id strategyDraft { revision } } } }';

let service: TracedService;
beforeAll(async () => {
  service = await startTraced();
});
afterAll(() => service.stop());

/** The spans of what `work` asks for, once as many requests as it sends are there. */
async function spansOf(work: () => Promise<unknown>, requests = 1): Promise<readonly ReceivedSpan[]> {
  const before = service.collector.spans.length;
  const since = (spans: readonly ReceivedSpan[]) => spans.slice(before);
  await work();
  const all = await service.collector.until(
    (spans) => since(spans).filter(({ kind }) => kind === server).length === requests,
  );
  return since(all);
}

const only = (spans: readonly ReceivedSpan[], kind: number) => spans.filter((span) => span.kind === kind);

describe('a request', () => {
  it("belongs to its caller's trace: its span, below it the operation, below that each statement", async () => {
    const spans = await spansOf(() => service.ask(read, { traceparent: `00-${traceId}-${spanId}-01` }));
    const [[asked], [operation], statements] = [only(spans, server), only(spans, internal), only(spans, client)];
    expect(asked).toMatchObject({ name: 'POST /graphql', traceId, parentSpanId: spanId, isError: false });
    expect(asked?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'url.path': '/graphql',
      'url.scheme': 'http',
      'clone_service.outcome': 'ok',
    });
    expect(operation).toMatchObject({ name: 'query myClones', traceId, parentSpanId: asked?.spanId });
    expect(operation?.attributes).toMatchObject({
      'graphql.operation.type': 'query',
      'clone_service.root_field': 'myClones',
      'clone_service.document_hash': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      expect(statement).toMatchObject({ traceId, parentSpanId: operation?.spanId, isError: false });
      expect(statement.attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT' });
      expect(statement.attributes['db.query.summary']).toBe(statement.name);
    }
    expect(service.lines().at(-1)).toMatchObject({ traceId, spanId: asked?.spanId, parentSpanId: spanId });
  });

  it('that writes has the statements of its transaction, from BEGIN', async () => {
    const spans = await spansOf(() => service.ask(create));
    const [operation] = only(spans, internal);
    expect(operation?.name).toBe('mutation createClone');
    const names = only(spans, client).map(({ name, parentSpanId }) => [name, parentSpanId === operation?.spanId]);
    expect(names).toContainEqual(['BEGIN', true]);
    expect(names.filter(([name]) => /^INSERT .*\bclones\b/.test(String(name)))).toHaveLength(1);
    expect(names.every(([, isBelow]) => isBelow)).toBe(true);
  });

  it.each([undefined, 'canary', `00-${traceId}-${spanId}-01-more`, `ff-${traceId}-${spanId}-01`])(
    'begins a trace of its own with the traceparent %j',
    async (traceparent) => {
      const [span] = only(await spansOf(() => service.ask(read, traceparent ? { traceparent } : {})), server);
      expect(span).toMatchObject({ parentSpanId: '', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(span?.traceId).not.toBe(traceId);
      expect(service.lines().at(-1)).toMatchObject({ traceId: span?.traceId, spanId: span?.spanId });
      expect(service.lines().at(-1)).not.toHaveProperty('parentSpanId');
    },
  );

  it('whose caller does not record its trace has no span', async () => {
    const unrecorded = { traceparent: `00-${traceId}-${spanId}-00` };
    const spans = await spansOf(async () => {
      await service.ask(read, unrecorded);
      expect(service.lines().at(-1)).toMatchObject({ traceId, parentSpanId: spanId });
      expect(service.lines().at(-1)).not.toHaveProperty('spanId');
      await service.ask(read);
    });
    expect(spans.filter((span) => span.traceId === traceId)).toEqual([]);
  });

  it('that is refused says the code, and is no failure', async () => {
    const [asked, operation] = (await spansOf(() => service.ask('{ nothing }'))).toReversed();
    for (const span of [asked, operation]) {
      expect(span?.attributes).toMatchObject({
        'error.type': 'GRAPHQL_VALIDATION_FAILED',
        'clone_service.outcome': 'refused',
      });
      expect(span?.isError).toBe(false);
    }
    expect(asked?.attributes['http.response.status_code']).toBe(400);
  });

  it('of a probe has no span', async () => {
    const spans = await spansOf(async () => {
      await fetch(`${service.url}/health/ready`);
      await service.ask(read);
    });
    expect(only(spans, server)).toHaveLength(1);
  });
});

describe('nothing that a caller sends', () => {
  it('reaches the collector but the ids of a valid traceparent', async () => {
    const canary = 'canary-7f3a';
    const token = await service.token(`${canary}-subject`);
    const headers = {
      authorization: `Bearer ${token}`,
      baggage: `user=${canary}`,
      tracestate: `vendor=${canary}`,
      traceparent: `01-${traceId}-${spanId}-01-${canary}`,
      'x-request-id': canary,
      'user-agent': canary,
      'x-forwarded-for': canary,
      cookie: canary,
    };
    const id = '0190a0a0-0000-7000-8000-00000000cafe';
    const prompt = JSON.stringify({
      query: `mutation ${canary.replace('-', '_')}($input: SaveStrategyDraftInput!) { alias_${canary.replace('-', '_')}: saveStrategyDraft(input: $input) { userErrors { code } } }`,
      variables: {
        input: {
          cloneId: id,
          graph: {
            dataStreams: [],
            assets: [],
            connections: [],
            tradingPrompts: [{ blockId: canary, prompt: canary }],
          },
        },
      },
    });
    const sends: [method: string, path: string, body: string][] = [
      [
        'POST',
        '/graphql',
        JSON.stringify({
          query: `mutation ${canary.replace('-', '_')} { createClone(input: { name: "${canary}" }) { clone { id } } }`,
        }),
      ],
      [
        'POST',
        '/graphql',
        JSON.stringify({ query: `# ${canary}\n{ clone(id: "${id}") { id } }`, operationName: null }),
      ],
      ['POST', '/graphql', JSON.stringify({ query: `{ ${canary.replace('-', '_')} }` })],
      [
        'POST',
        '/graphql',
        JSON.stringify({ query: '{ publicClones(first: 1, filter: { search: "canary-7f3a" }) { nodes { id } } }' }),
      ],
      ['POST', '/graphql', `${canary}`],
      ['POST', `/graphql?${canary}`, prompt],
      ['PUT', `/graphql?${canary}`, ''],
      ['GET', `/graphql?query=${encodeURIComponent('{ __typename }')}&operationName=${canary}`, ''],
      ['POST', `/graphql/${canary}`, '{}'],
    ];
    const spans = await spansOf(async () => {
      for (const [method, path, body] of sends) {
        const sent = request(`${service.url}${path}`, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
        });
        sent.end(body);
        const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
        await text(response);
      }
    }, sends.length - 1);
    expect(only(spans, server).map(({ traceId: id }) => id)).toEqual(sends.slice(1).map(() => traceId));
    expect(spans.map(({ name }) => name)).toContain('HTTP /graphql');
    const bytes = service.collector.received
      .map(({ headers: sent, body }) => `${JSON.stringify(sent)} ${body.toString('latin1')}`)
      .join('\n');
    expect(bytes).toContain('POST /graphql');
    for (const secret of [
      canary,
      'canary',
      token,
      token.slice(-20),
      id,
      'alice',
      'Traced',
      'vendor',
      'PUT',
      'CREATE TABLE',
      'FROM ',
    ])
      expect(bytes.includes(secret), secret).toBe(false);
    for (const { attributes } of service.collector.spans)
      for (const [name, value] of Object.entries(attributes))
        expect(`${name} ${value}`).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});

describe('a collector', () => {
  it('that hangs or fails delays no request; a failure is logged once, without what the collector said', async () => {
    const traced = await startTraced({
      OTEL_EXPORTER_OTLP_TIMEOUT: '200',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=the%20key',
    });
    try {
      for (const answer of ['never', 400, 503] as const) {
        traced.collector.answer(answer);
        const before = traced.collector.received.length;
        for (let count = 0; count < 3; count += 1) expect(await traced.ask('{ __typename }')).not.toBeNull();
        while (traced.collector.received.length === before) await pause(10);
        await pause(300);
      }
      expect(traced.log().split('spans could not be exported')).toHaveLength(2);
      expect(traced.log()).not.toContain(traced.collector.url);
      expect(traced.collector.received[0]).toMatchObject({
        path: '/v1/traces',
        headers: { 'x-key': 'the key', 'content-encoding': 'gzip', 'content-type': 'application/x-protobuf' },
      });
    } finally {
      await traced.stop();
    }
  });

  it('that is away for long costs the spans beyond the queue, no memory', async () => {
    const queue = {
      OTEL_BSP_MAX_QUEUE_SIZE: '20',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10',
      OTEL_BSP_SCHEDULE_DELAY: '10',
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
    };
    const traced = await startTraced(queue);
    try {
      traced.collector.answer('never');
      await Promise.all(Array.from({ length: 60 }, () => traced.ask('{ __typename }')));
      traced.collector.answer(200);
      await traced.collector.until((spans) => spans.length > 0);
      await pause(1_500);
      // 120 spans were made: ten are lost with the export that got no answer, at most twenty waited.
      expect(traced.collector.spans.length).toBeLessThanOrEqual(20);
    } finally {
      await traced.stop();
    }
  });
});
