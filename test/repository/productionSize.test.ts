import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, { readonly dev?: boolean }>>;
};

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== 'node_modules');
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
  }, 0);
}

it('what `npm ci --omit=dev` installs takes less than 200 MB', () => {
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const folders = installed.map(([path]) => join(root, path)).filter((folder) => existsSync(folder));
  expect(folders.length).toBeGreaterThan(150);
  expect(folders.reduce((sum, folder) => sum + bytesIn(folder), 0) / 1e6).toBeLessThan(200);
});
