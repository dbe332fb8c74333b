import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  judgeLicence,
  licenceProblems,
  scriptProblems,
  sourceProblems,
  type Lock,
  type LockedPackage,
} from './supplyChain.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as Lock;
const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Readonly<Record<string, boolean>> };

const lockWith = (more: Partial<LockedPackage>): Lock => ({
  packages: { '': { version: '1.0.0' }, 'node_modules/a/node_modules/@b/new': { version: '2.0.0', ...more } },
});

describe('licences', () => {
  it('of everything installed are allowed where it is used', () => {
    expect(licenceProblems(lock)).toEqual([]);
  });

  it.each([
    ['MIT', 'runs'],
    ['(MIT AND BSD-3-Clause)', 'runs'],
    ['(GPL-3.0-only OR MIT)', 'runs'],
    ['(MIT AND MPL-2.0)', 'development'],
    ['Elastic-2.0', 'development'],
    ['(MIT AND GPL-3.0-only)', 'refused'],
    ['EPL-2.0 OR GPL-3.0-or-later', 'refused'],
    ['SEE LICENSE IN LICENSE.md', 'refused'],
    ['UNLICENSED', 'refused'],
    ['(GPL-3.0-only AND (MIT OR ISC))', 'refused'],
  ])('%s: %s', (expression, verdict) => {
    expect(judgeLicence(expression)).toBe(verdict);
  });

  it('that are new, or allowed in development only, are named with their package', () => {
    expect(licenceProblems(lockWith({ license: 'GPL-3.0-only', dev: true }))).toEqual([
      '@b/new 2.0.0: GPL-3.0-only, in development',
    ]);
    expect(licenceProblems(lockWith({ license: 'MPL-2.0', dev: true }))).toEqual([]);
    expect(licenceProblems(lockWith({ license: 'MPL-2.0' }))).toEqual(['@b/new 2.0.0: MPL-2.0, in production']);
    expect(licenceProblems(lockWith({}))).toEqual(['@b/new 2.0.0: none, in production']);
  });

  it('of what the pages consist of, workers included, are passed on with it and are allowed to run', () => {
    const bundled = [
      ...(read('dist/graphiql/licences.md') + read('dist/demo/licences.md')).matchAll(/^## (\S+) \S+ \((.*)\)$/gm),
    ];
    const names = bundled.map(([, name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['graphiql', 'react', '@apollo/client', 'monaco-editor', 'picomatch-browser']),
    );
    expect(bundled.filter(([, , licence = '']) => judgeLicence(licence) !== 'runs').map(([line]) => line)).toEqual([]);
  });
});

describe('install scripts', () => {
  it('are all decided about in allowScripts, and only Node’s may run', () => {
    expect(scriptProblems(lock, allowScripts)).toEqual([]);
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
  });

  it('that nobody decided about are named, and decisions about nothing', () => {
    expect(scriptProblems(lockWith({ hasInstallScript: true }), { old: false })).toEqual([
      expect.stringMatching(/^@b\/new has an install script: .*npm install-scripts deny @b\/new/),
      expect.stringMatching(/^old has no install script any more/),
    ]);
    // An alias has its real name there, as in npm's own list.
    expect(scriptProblems(lockWith({ name: 'real', hasInstallScript: true }), { real: false })).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('names only files of the registry, each with a hash, so that every install gets the same', () => {
    expect(sourceProblems(lock)).toEqual([]);
    const integrity = 'sha512-x';
    for (const more of [{}, { integrity, resolved: 'git+ssh://git@github.com/b/new.git#1' }])
      expect(sourceProblems(lockWith(more))).toHaveLength(1);
  });
});
