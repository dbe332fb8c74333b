/** `npm run licences`: which licences there are, and exit 1 if one of them isn't allowed. */
import { readFileSync } from 'node:fs';
import { readOptions } from '../readOptions.ts';
import { licenceProblems, licenceTable, type Lock } from './supplyChain.ts';

readOptions(
  {},
  {
    usage: 'npm run licences',
    help: 'Prints how many packages have which licence. Exit code 1: one of them is not allowed where it is used; it is named.',
  },
);

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as Lock;
const problems = licenceProblems(lock);
console.log([licenceTable(lock), ...(problems.length > 0 ? ['', 'Not allowed:', ...problems] : [])].join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
