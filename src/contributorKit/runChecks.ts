import type { Check, NotRun, Subject } from './check.ts';
import { checks } from './checks.ts';
import { denialIn } from './denialIn.ts';
import { Broken, type Finding } from './finding.ts';
import { Unreachable, type Exchange } from './subgraph.ts';

/** Why the run had to stop, and what the subgraph answered. */
export interface Stop {
  readonly outcome: 'UNREACHABLE' | 'WANTS_TOKEN';
  readonly came: string;
}

interface Outcome {
  /** What is wrong; empty if the check passed or was not run. */
  readonly findings: readonly Finding[];
  /** Why it was not run, or found nothing to check; null if it ran. */
  readonly notRun: string | null;
  /** What stopped the run, at this check or an earlier one. */
  readonly stop: Stop | null;
  readonly exchanges: readonly Exchange[];
}

export interface CheckResult extends Outcome {
  /** Its id in the JSON report. */
  readonly id: string;
  readonly name: string;
}

/**
 * Runs every check, whatever the others found, and yields each result at once. If the subgraph can't be reached or wants a
 * token, the run stops: this check and the rest count as not run, because they would only judge the refusal.
 */
export async function* runChecks(subject: Subject): AsyncGenerator<CheckResult> {
  let stop: Stop | null = null;
  let answers = true;
  for (const [id, check] of Object.entries<Check>(checks)) {
    const outcome: Outcome = stop ? stoppedBy(stop) : await outcomeOf(check, subject, answers);
    ({ stop } = outcome);
    if (check === checks.answersGraphQL) answers = outcome.findings.length === 0;
    yield { id, name: check.name, ...outcome };
  }
}

async function outcomeOf(check: Check, subject: Subject, answers: boolean): Promise<Outcome> {
  const skipped = reasonToSkip(check, answers, subject.clones);
  if (skipped !== null) return { findings: [], notRun: skipped, stop: null, exchanges: [] };
  const found = await run(check, subject);
  const exchanges = subject.subgraph.takeExchanges();
  const denial = check.asksPlainly
    ? exchanges.map(({ answer }) => denialIn(answer)).find((one) => one !== null)
    : undefined;
  if (denial !== undefined) return stoppedBy({ outcome: 'WANTS_TOKEN', came: denial }, exchanges);
  if ('outcome' in found) return stoppedBy(found, exchanges);
  return 'notRun' in found
    ? { findings: [], ...found, stop: null, exchanges }
    : { findings: found, notRun: null, stop: null, exchanges };
}

function stoppedBy(stop: Stop, exchanges: readonly Exchange[] = []): Outcome {
  return {
    findings: [],
    notRun: stop.outcome === 'UNREACHABLE' ? "it can't be reached" : 'it wants a token',
    stop,
    exchanges,
  };
}

function reasonToSkip({ needsClones = false }: Check, answers: boolean, clones: readonly string[]): string | null {
  if (!answers) return 'needs an endpoint that answers GraphQL';
  return needsClones && clones.length === 0
    ? 'needs clones that you have facts about: --clone ID, any number of times'
    : null;
}

async function run(check: Check, subject: Subject): Promise<readonly Finding[] | NotRun | Stop> {
  try {
    return await check.run(subject);
  } catch (error) {
    // A subgraph that answered the first check and can't be reached later crashed on what it was sent: that is a finding.
    if (error instanceof Unreachable && check === checks.answersGraphQL)
      return { outcome: 'UNREACHABLE', came: error.finding.came };
    if (error instanceof Broken) return [error.finding];
    throw error;
  }
}
