import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { makeProcessHome, type ProcessHome } from '../startProcess.ts';
import { type Collector, startCollector } from './startCollector.ts';
import { traceTree } from './traceTree.ts';

let home: ProcessHome;
let collector: Collector;
let service: RunningService;
beforeAll(async () => {
  home = await makeProcessHome();
  collector = await startCollector();
  service = await startService(
    readSettings({
      ...home.settings,
      PORT: '0',
      METRICS_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    }),
    pino({ level: 'info' }),
  );
});
afterAll(async () => {
  await service.close();
  await collector.close();
  await home.remove();
});
it('x', async () => {
  const ask = async (query: string) =>
    (
      await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await home.token('alice')}`,
          traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
        },
        body: JSON.stringify({ query }),
      })
    ).json();
  console.log(
    JSON.stringify(
      await ask('mutation { createClone(input: { name: "Used" }) { created clone { id draft {revision} } } }'),
    ),
  );
  console.log(
    JSON.stringify(
      await ask(
        '{ myClones(first: 3) { nodes { id name setup { complete } draft { revision } versions(first: 2) {nodes {number}} } } }',
      ),
    ),
  );
  await collector.until((spans) => spans.filter(({ kind }) => kind === 2).length === 2);
  console.log(traceTree(collector.spans).join('\n'));
  console.log(JSON.stringify(collector.spans, null, 1).slice(0, 6000));
  expect(1).toBe(1);
});
