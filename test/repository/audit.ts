/**
 * `npm run vulnerabilities`: asks the registry for known vulnerabilities of what runs. Exit 1 if there are some, 2 if the registry
 * gave no answer, which `npm audit` itself doesn't tell apart.
 */
import { spawnSync } from 'node:child_process';
import { readOptions } from '../readOptions.ts';

interface Report {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

readOptions(
  {},
  {
    usage: 'npm run vulnerabilities',
    help: 'Asks the registry what is known against the packages that run. Exit code 1: something; 2: it gave no answer.',
  },
);

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });

function readReport(): Report {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    return { message: stderr.trim().split('\n', 1)[0] || 'npm audit said nothing' };
  }
}

const { vulnerabilities, message } = readReport();
if (vulnerabilities === undefined) {
  console.log(`Not checked, the registry gave no answer: ${message}`);
  process.exitCode = 2;
} else {
  const found = Object.entries(vulnerabilities).map(([name, { severity }]) => `${name}: ${severity}`);
  console.log(found.length === 0 ? 'No known vulnerabilities.' : ['Known vulnerabilities:', ...found].join('\n'));
  process.exitCode = found.length === 0 ? 0 : 1;
}
