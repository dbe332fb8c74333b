import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/database/embedded.ts';
import { makeTemplate, readTemplate } from '../../src/database/embeddedTemplate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { startProcess } from '../startProcess.ts';

const root = mkdtempSync(join(tmpdir(), 'embedded-template-'));
const folder = join(root, 'templates');

beforeAll(() => makeTemplate(folder));
afterAll(() => rmSync(root, { recursive: true }));

async function expectWhole(dataDir: string, template: () => Promise<Blob | null>) {
  const { pglite, close } = await openEmbedded(dataDir, template);
  expect((await pglite.query('SELECT count(*)::int FROM _prisma_migrations')).rows).toEqual([
    { count: readMigrations().length },
  ]);
  expect((await pglite.query('SELECT count(*)::int FROM clones')).rows).toEqual([{ count: 0 }]);
  await close();
}

describe('a new embedded database', () => {
  it('is created from the installed template', async () => {
    const template = await readTemplate(folder);
    expect(template?.size).toBeGreaterThan(1_000_000);
    await expectWhole(join(root, 'from-template'), async () => template);
  });

  it('is created without a template, or with a damaged one, too', async () => {
    expect(await readTemplate(join(root, 'nowhere'))).toBeNull();
    await expectWhole(join(root, 'without'), async () => null);
    await expectWhole(join(root, 'damaged'), async () => new Blob(['no archive']));
    const damaged = mkdtempSync(join(root, 'damaged-'));
    cpSync(folder, damaged, { recursive: true });
    for (const name of readdirSync(damaged)) truncateSync(join(damaged, name), 100_000);
    expect(await readTemplate(damaged)).toBeNull();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes less than 500 MB to make, and less than 350 MB to open again',
    async () => {
      if ((await readTemplate()) === null) await makeTemplate();
      const settings = { DATA_DIR: join(root, 'measured') };
      async function peak(): Promise<number> {
        const service = await startProcess(settings);
        const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1]);
        await service.end('SIGTERM');
        return kilobytes / 1_024;
      }
      const [first, later] = [await peak(), await peak()];
      expect(first).toBeGreaterThan(100);
      expect(first).toBeLessThan(500);
      expect(later).toBeLessThan(350);
    },
  );
});
