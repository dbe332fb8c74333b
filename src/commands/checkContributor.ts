import { reporter, type CheckReport, type ContributorReport } from '../contributorKit/checkReport.ts';
import { readContract } from '../contributorKit/contract.ts';
import { readCheckArguments, type CheckArguments } from '../contributorKit/readCheckArguments.ts';
import { runChecks, type Stop } from '../contributorKit/runChecks.ts';
import { openSubgraph } from '../contributorKit/subgraph.ts';
import { checkLines, countLine } from '../contributorKit/textLines.ts';
import { StartError } from '../errors/startError.ts';

/**
 * `npm run check-contributor`: checks whether another team's subgraph keeps the lifecycle contract. Reports each check as
 * it ends, then the counts; with `--json`, one document. True when nothing is wrong. Throws UsageError for other
 * arguments; without `--json`, StartError when the subgraph can't be reached or wants a token.
 */
export async function checkContributor(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (text: string) => void,
): Promise<boolean> {
  const read = readCheckArguments(args, env);
  if (read.json) {
    const report = await check(read, () => {});
    print(JSON.stringify(report, null, 2));
    return report.outcome === 'KEPT';
  }
  print(`Checking ${read.source} at ${read.url.origin}${read.url.pathname}`);
  const { counts, outcome, message } = await check(read, (one) => checkLines(one).forEach(print));
  print(countLine(counts));
  if (message !== null) throw new StartError(message);
  return outcome === 'KEPT';
}

async function check(read: CheckArguments, ended: (check: CheckReport) => void): Promise<ContributorReport> {
  const { source, url, clones, headers } = read;
  const { place, checkOf, messageOf } = reporter(read);
  const subgraph = openSubgraph(url, headers);
  const checks: CheckReport[] = [];
  let stop: Stop | null = null;
  try {
    for await (const result of runChecks({ contract: readContract(source), subgraph, clones })) {
      const one = checkOf(result);
      checks.push(one);
      // Of the checks that a stop cuts short, only the first is printed.
      if (stop === null) ended(one);
      ({ stop } = result);
    }
  } finally {
    subgraph.close();
  }
  const count = (status: CheckReport['status']) => checks.filter((one) => one.status === status).length;
  const counts = { passed: count('PASSED'), failed: count('FAILED'), notRun: count('NOT_RUN') };
  const outcome = stop?.outcome ?? (counts.failed > 0 ? 'BROKEN' : 'KEPT');
  return { formatVersion: 1, source, url: place, outcome, message: stop && messageOf(stop), counts, checks };
}
