import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDemo, startTestDemo } from '../../gateway/startTestDemo.ts';
import type { ReceivedSpan } from '../../traces/readSpans.ts';
import { type Collector, startCollector } from '../../traces/startCollector.ts';
import { traceTree } from '../../traces/traceTree.ts';

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const query = `{
  myClones(first: 3) {
    nodes { publicProfile { name } activeStrategyVersion { number } lifecycle { state nextAction } }
  }
}`;

let collector: Collector;
let demo: TestDemo;
beforeAll(async () => {
  collector = await startCollector();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '10' };
  demo = await startTestDemo(undefined, [], {}, env);
});
afterAll(async () => {
  await demo.close();
  await collector.close();
});

/** Sends the query to the public gateway; the spans of its trace, once the gateway's own is there. */
async function trace(id: string): Promise<readonly ReceivedSpan[]> {
  const response = await fetch(`${demo.gatewayUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await demo.token('alice')}`,
      traceparent: `00-${id}-${spanId}-01`,
    },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
  const spansOf = (spans: readonly ReceivedSpan[]) => spans.filter((span) => span.traceId === id);
  const services = (spans: readonly ReceivedSpan[]) => spansOf(spans).filter(({ name }) => name === 'POST /graphql');
  await collector.until(
    (spans) => services(spans).length === 2 && spansOf(spans).some(({ name }) => name === 'gateway /graphql'),
  );
  return spansOf(collector.spans);
}

it('one trace leads from the gateway through this service to the statement (TRACE=show prints it)', async () => {
  await trace('b'.repeat(32));
  const spans = await trace(traceId);
  const above = ({ parentSpanId }: ReceivedSpan) => spans.find((span) => span.spanId === parentSpanId);
  const statements = spans.filter(({ attributes }) => attributes['db.system.name'] !== undefined);
  const roads = statements.map((statement) => {
    const names: string[] = [];
    for (let span: ReceivedSpan | undefined = statement; span !== undefined; span = above(span))
      names.unshift(`${span.service}: ${span.name}`);
    return names;
  });
  const road = ['demo-gateway: gateway /graphql', 'demo-gateway: subgraph clone', 'clone-service: POST /graphql'];
  expect(roads.every((names) => names.slice(0, 3).join() === road.join())).toBe(true);
  expect(roads).toContainEqual([
    ...road,
    'clone-service: query myClones',
    'clone-service: SELECT clone_activations clones',
  ]);
  expect(spans.find(({ name }) => name === 'gateway /graphql')?.parentSpanId).toBe(spanId);
  const asked = spans.filter(({ name }) => name.startsWith('subgraph ')).map(({ name }) => name);
  expect(new Set(asked)).toEqual(new Set(['clone', 'audition', 'queue', 'arena'].map((name) => `subgraph ${name}`)));
  if (process.env['TRACE'] === 'show') console.log(traceTree(spans).join('\n'));
});
