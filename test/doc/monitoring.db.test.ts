import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { dashboard, withVariables } from '../monitoring/dashboard.ts';
import {
  monitoringExamples as folder,
  prometheusIsInstalled as isInstalled,
  startPrometheus,
  type RunningPrometheus,
} from '../monitoring/startPrometheus.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { scrape, sumOf } from '../server/scrape.ts';
import { makeProcessHome, type ProcessHome } from '../startProcess.ts';

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }) => ({ title: `${title}: ${legendFormat}`, expr })),
);
const alerts = [...read('alerts.yaml').matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
/** The names of the service's metrics in an expression, those of a histogram's parts too. */
const metricsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:clone_service|nodejs|process)_\w+/g)].map(([name]) => name);
const familyOf = (name: string): string => name.replace(/_(?:bucket|count|sum)$/, '');

describe('the dashboard', () => {
  it('has panels beside each other, none over another, and variables for all that its queries take', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const known = new Set(['__rate_interval', ...dashboard.templating.list.map(({ name }) => name)]);
    const taken = queries.flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
    expect(taken.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the alerts', () => {
  it('have a situation each in which they fire, and one in which they do not', () => {
    const cases = readFileSync(new URL('alerts.cases.yaml', import.meta.url), 'utf8');
    const named = (what: string) =>
      [...cases.matchAll(new RegExp(`- name: (\\w+) ${what}$`, 'gm'))].map(([, name]) => name);
    expect(named('fires')).toEqual(alerts);
    expect(named('is quiet')).toEqual(alerts);
  });
});

const title = 'with a real Prometheus';
describe.skipIf(!isInstalled)(isInstalled ? title : `${title} (prometheus is not installed)`, () => {
  let home: ProcessHome;
  let service: RunningService;
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    home = await makeProcessHome();
    service = await startService(readSettings({ ...home.settings, PORT: '0', METRICS_PORT: '0' }), createLog('silent'));
    prometheus = await startPrometheus(service.metricsUrl, '250ms');
    const sees = (expr: string) =>
      vi.waitUntil(async () => (await prometheus.query(expr)).length > 0, { timeout: 30_000 });
    // A series that is new has no rate yet.
    await traffic();
    await sees('clone_service_requests_total{field="moderationQueueCount"}');
    await traffic();
  });
  afterAll(async () => {
    await prometheus.stop();
    await service.close();
    await home.remove();
  });

  /** A little of everything that the dashboard shows. */
  async function traffic(): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await home.token('alice')}` };
    const ask = async (document: string, variables: object = {}) => {
      const body = JSON.stringify({ query: document, variables });
      return (await (await fetch(`${service.url}/graphql`, { method: 'POST', headers, body })).json()) as {
        data: Record<string, { clone: { id: string } }>;
      };
    };
    const createClone = async () => {
      const { data: created } = await ask(
        'mutation { createClone(input: { name: "Seen", modelId: "swift-1" }) { clone { id } } }',
      );
      return created['createClone']?.clone.id ?? expect.fail('no clone');
    };
    const cloneId = await createClone();
    await ask('mutation ($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }', {
      input: { cloneId, expectedRevision: 0, graph: sampleGraph() },
    });
    await ask('mutation ($input: PublishStrategyInput!) { publishStrategy(input: $input) { errors { code } } }', {
      input: { cloneId, expectedRevision: 1 },
    });
    const select = 'mutation ($input: SelectModelInput!) { selectModel(input: $input) { errors { code } } }';
    const waits = async () => sumOf(await scrape(service.metricsUrl), 'clone_service_lock_wait_seconds_count');
    const before = await waits();
    // The first writes of a clone wait for its owner to be read, and so meet.
    const meet = async () => {
      const input = { cloneId: await createClone(), modelId: 'swift-1' };
      await Promise.all(Array.from({ length: 20 }, () => ask(select, { input })));
      return (await waits()) > before;
    };
    await vi.waitUntil(meet, { timeout: 30_000 });
    await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { state } } }', {
      r: [
        { __typename: 'LifecycleSummary', cloneId, auditionStatus: 'RUNNING', queueStatus: 'NONE', arenaStatus: null },
      ],
    });
    await ask('{ unknown }');
    await ask('{ publicClones(first: 100) { nodes { id owner { id } } } }');
    await ask('{ moderationQueueCount }');
  }

  it('the rules and the configuration are valid, and each alert fires when it should, and only then', () => {
    const promtool = (...args: readonly string[]): string => execFileSync('promtool', args, { encoding: 'utf8' });
    expect(promtool('check', 'rules', join(folder, 'alerts.yaml'))).toContain(`SUCCESS: ${alerts.length} rules found`);
    expect(promtool('check', 'config', join(folder, 'prometheus.yaml'))).toContain('is valid prometheus config');
    expect(promtool('test', 'rules', fileURLToPath(new URL('alerts.cases.yaml', import.meta.url)))).toContain(
      'SUCCESS',
    );
  });

  it('every alert is loaded and evaluated, and none fires for a healthy service', async () => {
    interface Rule {
      readonly name: string;
      readonly health: string;
      readonly state: string;
      readonly lastError?: string;
    }
    const rules = async (): Promise<readonly Rule[]> =>
      (await prometheus.api<{ groups: readonly { rules: readonly Rule[] }[] }>('rules')).groups.flatMap(
        (group) => group.rules,
      );
    await expect.poll(async () => (await rules()).every(({ health }) => health === 'ok')).toBe(true);
    expect((await rules()).map(({ name, lastError }) => ({ name, lastError }))).toEqual(
      alerts.map((name) => ({ name, lastError: undefined })),
    );
    expect((await rules()).filter(({ state }) => state === 'firing')).toEqual([]);
  });

  it.each(queries)('a query of the dashboard has data: $title', async ({ expr }) => {
    const asked = withVariables(expr, '1m');
    await expect
      .poll(async () => (await prometheus.query(asked)).filter(({ value }) => Number.isFinite(value)).length, {
        message: asked,
      })
      .toBeGreaterThan(0);
  });

  it('the dashboard shows every metric of the service, and names none that the service lacks; so do the alerts', async () => {
    const served = new Set((await scrape(service.metricsUrl)).map(({ name }) => familyOf(name)));
    const shown = new Set(queries.flatMap(({ expr }) => metricsIn(expr)).map(familyOf));
    const ours = [...served].filter((name) => name.startsWith('clone_service_'));
    expect(ours.filter((name) => !shown.has(name))).toEqual([]);
    expect([...shown].filter((name) => !served.has(name))).toEqual([]);
    expect(metricsIn(read('alerts.yaml')).filter((name) => !served.has(familyOf(name)))).toEqual([]);
  });
});
