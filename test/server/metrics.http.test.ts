import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPGlite } from '../../src/database/embedded.ts';
import { askGraph } from '../../src/demo/askGraph.ts';
import { createLog } from '../../src/server/log.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { sampleGraph } from '../sampleStrategy.ts';

const loopback = { host: '127.0.0.1', port: 0 };

async function start(dataDir: string): Promise<RunningService> {
  const settings = { ...readSettings({ DATA_DIR: dataDir }), port: 0, metricsPort: 0 };
  return startService(settings, createLog('silent'));
}

const mismatches = async (metricsUrl: string) => {
  const response = await fetch(`${metricsUrl}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  return /^clone_service_content_mismatches_total (\d+)$/m.exec(await response.text())?.[1];
};

describe('/metrics', () => {
  it('has its own port and the default metrics of a process', async () => {
    const metrics = createMetrics();
    onTestFinished(() => metrics.close());
    const url = await metrics.listen(loopback);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect((await fetch(`${url}/graphql`)).status).toBe(404);
  });

  it('has no counter that doc/operations/health.md is silent about', async () => {
    const metrics = createMetrics();
    onTestFinished(() => metrics.close());
    const url = await metrics.listen(loopback);
    const served = await (await fetch(`${url}/metrics`)).text();
    const counters = [...served.matchAll(/^# TYPE (clone_service_\w+) /gm)].map(([, name]) => name ?? '');
    const documented = readFileSync(new URL('../../doc/operations/health.md', import.meta.url), 'utf8');
    expect(counters).not.toEqual([]);
    expect(counters.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });

  it('names its setting if the port is in use', async () => {
    const [first, second] = [createMetrics(), createMetrics()];
    onTestFinished(async () => void (await Promise.all([first.close(), second.close()])));
    const port = Number(new URL(await first.listen(loopback)).port);
    await expect(second.listen({ ...loopback, port })).rejects.toMatchObject({
      name: 'StartError',
      message: `METRICS_PORT ${port} on 127.0.0.1 is in use: stop what listens there, or set another METRICS_PORT.`,
    });
  });

  it('counts each read of a version whose stored bytes do not match its hash', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'metrics-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    copyEmbedded(dataDir);
    const first = await start(dataDir);
    const id = await publishVersion(first);
    expect(await mismatches(first.metricsUrl)).toBe('0');
    await first.close();
    await alterStoredContent(dataDir);

    const second = await start(dataDir);
    const token = await second.signToken?.({ sub: 'engine', scope: ['strategy:read'] });
    const read = () =>
      askGraph(`${second.url}/graphql`, token ?? null)(
        'query ($id: ID!) { strategyVersion(id: $id) { graph { assets { blockId } } changesSince { subjectId } } }',
        { id },
      );
    await expect(read()).rejects.toThrow();
    expect(await mismatches(second.metricsUrl)).toBe('1');
    await expect(read()).rejects.toThrow();
    expect(await mismatches(second.metricsUrl)).toBe('2');
    await second.close();
    await expect(fetch(`${second.metricsUrl}/metrics`)).rejects.toThrow();
  });
});

/** Publishes a version of a new clone; returns its id. */
async function publishVersion({ url, signToken }: RunningService): Promise<string> {
  const ask = askGraph(`${url}/graphql`, (await signToken?.({ sub: 'alice' })) ?? null);
  const { createClone } = await ask<{ createClone: { clone: { id: string } } }>(
    'mutation { createClone(input: { name: "Counted", modelId: "swift-1" }) { clone { id } } }',
  );
  const { publish } = await ask<{ publish: { strategyVersion: { id: string } } }>(
    `mutation ($cloneId: ID!, $graph: StrategyGraphInput!) {
      saveStrategyDraft(input: { cloneId: $cloneId, expectedRevision: 0, graph: $graph }) { errors { code } }
      publish: publishStrategy(input: { cloneId: $cloneId, expectedRevision: 1 }) { strategyVersion { id } }
    }`,
    { cloneId: createClone.clone.id, graph: sampleGraph() },
  );
  return publish.strategyVersion.id;
}

/** Only the tables' owner, or a broken disk, can do this. */
async function alterStoredContent(dataDir: string): Promise<void> {
  const database = await openPGlite({ dataDir: join(dataDir, 'database') });
  await database.exec('ALTER TABLE clone_strategy_versions DISABLE TRIGGER USER');
  const { rows } = await database.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = 'clone_strategy_versions'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%sha256%'`,
  );
  for (const { name } of rows) await database.exec(`ALTER TABLE clone_strategy_versions DROP CONSTRAINT ${name}`);
  await database.exec(`UPDATE clone_strategy_versions SET content = replace(content, '"schema":1', '"schema": 1')`);
  await database.close();
}
