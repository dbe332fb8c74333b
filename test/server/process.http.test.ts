import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askProcess, makeProcessHome, type ProcessHome, type ServiceProcess, startProcess } from '../startProcess.ts';

const query = '{ publicClones(first: 1) { nodes { id } } }';
let home: ProcessHome;
let service: ServiceProcess;
beforeAll(async () => {
  home = await makeProcessHome();
  service = await startProcess(home.settings);
});
afterAll(() => home.remove());

it.each(['PORT', 'METRICS_PORT'])('a %s in use is reported before a database is created', async (name) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'port-in-use-'));
  const { port } = new URL(name === 'PORT' ? service.url : service.metricsUrl);
  await expect(startProcess({ DATA_DIR: dataDir, [name]: port })).rejects.toThrow(
    `${name} ${port} on 127.0.0.1 is in use`,
  );
  expect(readdirSync(dataDir)).toEqual(['dev-keys.json']);
  rmSync(dataDir, { recursive: true });
});

it('requests do not wait for a stalled reader of the log', async () => {
  const token = await home.token('alice');
  service.stopReading();
  for (let round = 0; round < 40; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => askProcess(service.url, token, query)));
    expect(answers.filter(({ errors }) => errors.length > 0)).toEqual([]);
  }
});

it('shutdown waits neither for that reader nor for a connection that never sent a request', async () => {
  const { hostname, port } = new URL(service.url);
  await once(connect(Number(port), hostname), 'connect');
  const before = performance.now();
  await service.end('SIGTERM');
  expect(performance.now() - before).toBeLessThan(5_000);
});
