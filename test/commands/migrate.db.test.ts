import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { createEmptyDatabase } from '../database/openEmptyDatabase.ts';
import { testServer, urlOf } from '../database/testServer.ts';

const isEmbedded = testServer === null;

/** The environment of a job that migrates: a database and nothing else. */
async function makeEnvironment(): Promise<Record<string, string>> {
  if (isEmbedded) {
    const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return { DATA_DIR: folder };
  }
  const { name, drop } = await createEmptyDatabase();
  onTestFinished(drop);
  return { NODE_ENV: 'production', DATABASE_URL: urlOf(name) };
}

it(`a job that migrates needs only a database, ${isEmbedded ? 'the embedded one' : 'in production too'}, whatever else is set for a service`, async () => {
  const env = { ...(await makeEnvironment()), HOST: '0.0.0.0', PORT: 'x', AUTH_ISSUER: 'half of it' };
  const migrate = () =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../src/start.mjs'), 'migrate'], { env });
  expect(await migrate()).toEqual({
    stdout: expect.stringMatching(/^Applied 2|^The embedded database is up to date/),
    stderr: '',
  });
  expect(await migrate()).toEqual({ stdout: expect.stringMatching(/is up to date\.\n$/), stderr: '' });
});
