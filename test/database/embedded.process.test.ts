import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { openEmbedded } from '../../src/database/embedded.ts';
import { askGraph } from '../../src/demo/askGraph.ts';
import { startNpm, type NpmRun } from '../gateway/startNpm.ts';
import { sampleOf } from '../runs.ts';

const root = mkdtempSync(join(tmpdir(), 'embedded-'));
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data-'));
});

afterAll(() => rmSync(root, { recursive: true }));

const start = () => startNpm(['start'], { PORT: '0', DATA_DIR: dataDir });

async function addressOf(service: NpmRun): Promise<string> {
  await service.shows('"listening"');
  return /"url":"([^"]+)"/.exec(service.output.stdout)?.[1] ?? '';
}

describe('the embedded database', () => {
  const moments = [
    ['is begun', 'database.unfinished'],
    ['has its first file', join('database.unfinished', 'PG_VERSION')],
    ['has its tables', join('database.unfinished', 'base', '5')],
    ['has its name', 'database'],
  ] as const;

  it.each(sampleOf(moments))(
    'is made by the next start when the first one is killed as soon as it %s',
    async (_, path) => {
      const first = start();
      const isThere = () => existsSync(join(dataDir, path)) || existsSync(join(dataDir, 'database'));
      await expect.poll(isThere, { timeout: 60_000, interval: 1 }).toBe(true);
      first.signalGroup('SIGKILL');
      await first.ended;
      const readiness = await fetch(`${await addressOf(start())}/health/ready`);
      expect(readiness.status).toBe(200);
    },
  );

  it('is never created again once it is complete, whatever files lie beside it', async () => {
    const first = await openEmbedded(dataDir);
    await first.pglite.exec(`CREATE TABLE kept (text text); INSERT INTO kept VALUES ('as it was')`);
    await first.close();
    mkdirSync(join(dataDir, 'database.unfinished', 'base'), { recursive: true });
    const second = await openEmbedded(dataDir);
    expect((await second.pglite.query('SELECT text FROM kept')).rows).toEqual([{ text: 'as it was' }]);
    await second.close();
  });

  it('is refused to a second process with an error that names its folder', async () => {
    await addressOf(start());
    await expect(openEmbedded(dataDir)).rejects.toMatchObject({
      name: 'StartError',
      message: `DATA_DIR ${dataDir} is in use by another process: stop it, or set DATA_DIR to another folder.`,
    });
  });

  it('opens after its process was killed, with every acknowledged write', async () => {
    const service = start();
    const url = await addressOf(service);
    const token = await signDevelopmentToken(await openDevelopmentKeys(dataDir), {
      sub: 'alice',
      scope: [],
      lifetimeSeconds: 60,
    });
    await askGraph(`${url}/graphql`, token)('mutation { createClone(input: { name: "Kept" }) { clone { id } } }');
    service.signalGroup('SIGKILL');
    await service.ended;
    const { pglite, close } = await openEmbedded(dataDir);
    expect((await pglite.query('SELECT count(*)::int FROM clones')).rows).toEqual([{ count: 1 }]);
    await close();
  });
});
