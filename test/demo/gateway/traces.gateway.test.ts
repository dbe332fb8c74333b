import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDemo, startTestDemo } from '../../gateway/startTestDemo.ts';
import { type Collector, startCollector } from '../../traces/startCollector.ts';
import { traceTree } from '../../traces/traceTree.ts';

let collector: Collector;
let demo: TestDemo;
beforeAll(async () => {
  collector = await startCollector();
  demo = await startTestDemo(
    undefined,
    [],
    {},
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      DATABASE_URL: process.env['X_URL'] ?? '',
    },
  );
}, 60_000);
afterAll(async () => {
  await demo.close();
  await collector.close();
});

const query = `{ myClones(first: 3) { nodes { publicProfile { name } activeStrategyVersion { number } lifecycle { state nextAction } } } }`;

it('a trace', async () => {
  const ask = await demo.askAs('alice');
  await ask(query);
  const before = collector.spans.length;
  console.log(JSON.stringify(await ask(query)));
  await collector.until((spans) => spans.slice(before).some(({ name }) => name.startsWith('gateway')));
  const all = collector.spans;
  const root = all.findLast(({ name }) => name.startsWith('gateway'));
  console.log(traceTree(all.filter(({ traceId }) => traceId === root?.traceId)).join('\n'));
  expect(1).toBe(1);
});
