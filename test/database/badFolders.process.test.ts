import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../runs.ts';
import { openEmbedded } from '../../src/database/embedded.ts';

const root = mkdtempSync(join(tmpdir(), 'bad-folders-'));
const complete = join(root, 'complete');
const startScript = fileURLToPath(new URL('../../src/start.mjs', import.meta.url));
let made = 0;

beforeAll(async () => {
  chmodSync(root, 0o755);
  await (await openEmbedded(complete)).close();
});

afterAll(() => rmSync(root, { recursive: true }));

/** What `npm start` prints to standard error, and how it ends. */
function startIn(
  dataDir: string,
  user: { uid?: number; gid?: number } = {},
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', startScript, 'start'], {
    env: { PATH: process.env['PATH'], PORT: '0', METRICS_PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
  // A service that listens has not refused, and a Node that loops for ever reacts to no other signal.
  const timeout = setTimeout(() => child.kill('SIGKILL'), 45_000);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timeout);
      resolve({ code, stderr });
    });
  });
}

function newFolder(): string {
  const folder = join(root, `data-${(made += 1)}`);
  mkdirSync(folder);
  return folder;
}

/** All but PostgreSQL's cache of its catalogs, which each start removes. */
const files = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !name.endsWith('pg_internal.init'))
    .toSorted();
const refusal = (dataDir: string, rest: string) => ({ code: 1, stderr: `DATA_DIR ${dataDir} ${rest}\n` });

describe('a DATA_DIR that cannot be used fails the start with one line', () => {
  it('when it is a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await startIn(file)).toEqual(
      refusal(file, 'cannot be made, read or written (ENOTDIR): set it to a folder that can.'),
    );
  });

  it.each(['/proc/clone-service', '/proc/clone-service/data', '/dev/null/data'])('when it is %s', async (folder) => {
    const { code, stderr } = await startIn(folder);
    expect([code, stderr.split('\n').length]).toEqual([1, 2]);
    expect(stderr).toMatch(
      /^DATA_DIR \S+ cannot be made, read or written \((ENOENT|ENOTDIR|EACCES|EPERM)\): set it to a folder that can\.\n$/,
    );
  });

  it.each([0o000, 0o555])('when its mode is %i, which keeps others out', async (mode) => {
    const folder = newFolder();
    chmodSync(folder, mode);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, 65_534, 65_534);
    expect(await startIn(folder, isRoot ? { uid: 65_534, gid: 65_534 } : {})).toEqual(
      refusal(folder, 'cannot be made, read or written (EACCES): set it to a folder that can.'),
    );
    chmodSync(folder, 0o755);
  });
});

describe('a database that cannot be opened fails the start with one line and is left as it is', () => {
  async function startOnDamaged(damage: (database: string) => void) {
    const folder = newFolder();
    cpSync(complete, folder, { recursive: true });
    const database = join(folder, 'database');
    damage(database);
    const before = files(folder).filter((name) => name.startsWith('database'));
    const said = await startIn(folder);
    const after = files(folder);
    expect(after).toEqual(expect.arrayContaining(before));
    return { folder, said };
  }

  it("when it is another PostgreSQL's", async () => {
    const { folder, said } = await startOnDamaged((database) => writeFileSync(join(database, 'PG_VERSION'), '17\n'));
    const rest =
      'holds a database of PostgreSQL 17; this release reads 18. It is left as it is: start the release that made it, or set DATA_DIR to another folder.';
    expect(said).toEqual(refusal(folder, rest));
  });

  const damages: readonly [string, (database: string) => void][] = [
    ['its version is missing', (database) => rmSync(join(database, 'PG_VERSION'))],
    ['its version is not a number', (database) => writeFileSync(join(database, 'PG_VERSION'), '\0\0')],
    ['it is a file', (database) => (rmSync(database, { recursive: true }), writeFileSync(database, ''))],
    ['it is empty', (database) => (rmSync(database, { recursive: true }), mkdirSync(database))],
    ['its control file is missing', (database) => rmSync(join(database, 'global', 'pg_control'))],
    ['its control file is truncated', (database) => truncateSync(join(database, 'global', 'pg_control'), 10)],
    ['its tables are missing', (database) => rmSync(join(database, 'base'), { recursive: true })],
    [
      'its log is truncated',
      (database) =>
        readdirSync(join(database, 'pg_wal'))
          .filter((name) => /^[0-9A-F]{24}$/.test(name))
          .forEach((name) => truncateSync(join(database, 'pg_wal', name), 100)),
    ],
  ];

  it.each(sampleOf(damages))('when %s', async (_, damage) => {
    const { folder, said } = await startOnDamaged(damage);
    expect(said).toEqual(
      refusal(
        folder,
        'holds a database that is damaged. It is left as it is: put a copy in its place, or set DATA_DIR to another folder.',
      ),
    );
  });
});
