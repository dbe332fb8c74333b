import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../runs.ts';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Runs what package.json says, as npm does, with this Node, and without settings: nothing is started. */
function run(command: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [node, ...others] = (scripts[command] ?? '').replace(/^exec /, '').split(' ');
  expect(node).toBe('node');
  return new Promise((resolve) => {
    execFile(process.execPath, [...others, ...args], { cwd: root, env: {} }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const commands: Readonly<Record<string, readonly string[]>> = {
  start: [],
  demo: ['--fail SOURCE', '--slow', '--<source> URL'],
  token: ['--sub USER', '--scope "A B"'],
  supergraph: ['--public', '--api', '--<name> URL', '--ask'],
  'check-contributor': ['--source', '--url', '--clone', '--header-env', '--header "', '--verbose', '--json'],
  migrate: [],
  events: ['--follow', '--after CURSOR', '--kinds A,B', '--url URL', '--token-env VARIABLE'],
  bench: [
    '--ops',
    '--servers',
    '--clones',
    '--slices',
    '--requests',
    '--warmup',
    '--connections',
    '--before',
    '--json',
  ],
  'bench:hostile': ['--only', '--before'],
  'bench:merge': [],
  'bench:metrics': [],
  'bench:neighbour': ['--concurrent', '--requests'],
  'bench:traces': ['--before'],
  day: ['--picture'],
  'test:faults': ['--short', 'SCENARIO'],
  'test:cluster': ['--kills', '--short', '--direct'],
  screenshot: [],
  licences: [],
  sbom: [],
  vulnerabilities: [],
};

describe('every command that takes arguments', () => {
  it('is one of these: the others run a tool', () => {
    const ours = Object.keys(scripts).filter((name) =>
      /src\/start\.mjs|node .*test\/.*\.ts$/.test(scripts[name] ?? ''),
    );
    expect(Object.keys(commands).toSorted()).toEqual(ours.filter((name) => name !== 'generate').toSorted());
  });

  it.for(sampleOf(Object.entries(commands)))('answers --help with its options: %s', async ([command, options]) => {
    const { code, stdout, stderr } = await run(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: npm (run )?(--silent )?${command}( |\n)`));
    expect(options.filter((option) => !stdout.includes(`\n  ${option}`))).toEqual([]);
  });

  it.for(sampleOf(Object.keys(commands)))(
    'names an unknown option and says how it is called, no more: %s',
    async (command) => {
      const { code, stdout, stderr } = await run(command, '--token=secret');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^Unknown option '--token'\\.\nUsage: npm [^\n]*${command}[^\n]*\n$`));
    },
  );
});
