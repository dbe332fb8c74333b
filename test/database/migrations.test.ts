import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUnedited, readMigrations } from '../../src/database/migrations.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function folderOf(scripts: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'clone-service-migrations-'));
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(scripts)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

describe('the migrations of a checkout', () => {
  it('are read in the order of their names, whatever order the folder has', () => {
    const folder = folderOf({ '20270102_b': 'SELECT 2;\n', '20270101_a': 'SELECT 1;\n', '20270103_c': 'SELECT 3;\n' });
    expect(readMigrations(folder).map(({ name }) => name)).toEqual(['20270101_a', '20270102_b', '20270103_c']);
  });

  it('are the same whether the checkout has CRLF or LF', () => {
    const [unix] = readMigrations(folderOf({ a: 'SELECT 1;\nSELECT 2;\n' }));
    const [windows] = readMigrations(folderOf({ a: 'SELECT 1;\r\nSELECT 2;\r\n' }));
    expect(windows).toEqual(unix);
  });

  it('do not count as edited if they were applied with other line endings', () => {
    const [migration] = readMigrations(folderOf({ a: 'SELECT 1;\nSELECT 2;\n' }));
    if (migration === undefined) throw new Error('there is one');
    expect(isUnedited(migration, sha256('SELECT 1;\nSELECT 2;\n'))).toBe(true);
    expect(isUnedited(migration, sha256('SELECT 1;\r\nSELECT 2;\r\n'))).toBe(true);
  });

  it.each(['SELECT 1;\nSELECT 3;\n', 'SELECT 1;\nSELECT 2;', 'SELECT 1;\nSELECT 2; \n', ''])(
    'count as edited if %j was applied',
    (applied) => {
      const [migration] = readMigrations(folderOf({ a: 'SELECT 1;\nSELECT 2;\n' }));
      if (migration === undefined) throw new Error('there is one');
      expect(isUnedited(migration, sha256(applied))).toBe(false);
    },
  );
});
