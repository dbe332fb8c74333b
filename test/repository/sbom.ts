/**
 * `npm run sbom`: a CycloneDX list of what `npm ci --omit=dev` installs, with licences and hashes, as package-lock.json says. It is
 * npm's own, asked in a copy of the project without development dependencies: `npm sbom --omit=dev` here leaves out whatever
 * development needs as well, two thirds of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../readOptions.ts';
import type { Lock } from './supplyChain.ts';

readOptions(
  {},
  {
    usage: 'npm run --silent sbom',
    help: 'Prints what `npm ci --omit=dev` installs as a CycloneDX document, from package.json and package-lock.json.',
  },
);

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { devDependencies: _, ...project } = read('package.json') as { name: string; devDependencies: unknown };
const lock = read('package-lock.json') as Lock;
const { devDependencies: __, ...top } = lock.packages[''] as { devDependencies?: unknown };
const packages = {
  ...Object.fromEntries(Object.entries(lock.packages).filter(([, { dev }]) => dev !== true)),
  '': top,
};

const temporary = mkdtempSync(join(tmpdir(), 'sbom-'));
try {
  // npm names the project after its folder.
  const folder = join(temporary, project.name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages }));
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  process.exitCode = spawnSync('npm', args, { cwd: folder, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(temporary, { recursive: true });
}
