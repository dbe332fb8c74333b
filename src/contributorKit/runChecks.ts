import type { Check, Subject } from './check.ts';
import { checks } from './checks.ts';
import { Broken, type Finding } from './finding.ts';
import { Unreachable } from './subgraph.ts';

export interface CheckResult {
  readonly name: string;
  /** What is wrong; empty when the check passed, null when it was not run. */
  readonly findings: readonly Finding[] | null;
  /** Why it was not run. */
  readonly skipped?: string;
}

/** Runs every check, whatever the others found, and gives each result as it comes. Throws Unreachable when there is nothing to connect to. */
export async function* runChecks(subject: Subject): AsyncGenerator<CheckResult> {
  const [first, ...others] = checks;
  const findings = await findingsOf(first, subject);
  yield { name: first.name, findings };
  const answers = findings.length === 0;
  for (const check of others) {
    const skipped = reasonToSkip(check, answers, subject.clones);
    yield skipped === null ? { name: check.name, findings: await findingsOf(check, subject) } : { name: check.name, findings: null, skipped };
  }
}

function reasonToSkip({ needsClones = false }: Check, answers: boolean, clones: readonly string[]): string | null {
  if (!answers) return 'needs an endpoint that answers GraphQL';
  return needsClones && clones.length === 0 ? 'needs clones that you have facts of: --clone ID, any number of times' : null;
}

async function findingsOf(check: Check, subject: Subject): Promise<readonly Finding[]> {
  try {
    return await check.run(subject);
  } catch (error) {
    // What answered the first check and is gone at a later one was ended by what it was sent.
    if (error instanceof Broken && !(error instanceof Unreachable && check === checks[0])) return [error.finding];
    throw error;
  }
}
