/**
 * The right lifecycle answers, written from the table in doc/lifecycle.md alone: the suite shares no code with
 * src/lifecycle.
 */
export interface Facts {
  readonly audition: string;
  readonly queue: string;
  readonly arena: string;
}

export type Source = keyof Facts;

export const sources: readonly Source[] = ['audition', 'queue', 'arena'];

const contractValues: Readonly<Record<Source, readonly string[]>> = {
  audition: ['NONE', 'RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'],
  queue: ['NONE', 'WAITING', 'PROMOTED', 'EXPIRED'],
  arena: ['NONE', 'COMPETING', 'RETIRED'],
};

/** Every combination of the three facts: 6 × 4 × 3. */
export const allFacts: readonly Facts[] = contractValues.audition.flatMap((audition) =>
  contractValues.queue.flatMap((queue) => contractValues.arena.map((arena) => ({ audition, queue, arena }))),
);

export interface TrueLifecycle {
  readonly state: string | null;
  readonly nextAction: string | null;
}

function ofKnownFacts(
  { audition, queue, arena }: Facts,
  complete: boolean,
): readonly [state: string, nextAction: string] {
  if (arena === 'RETIRED') return ['RETIRED', 'VIEW_CAREER'];
  if (arena === 'COMPETING') return ['COMPETING', 'COMPETE'];
  if (['RUNNING', 'EVALUATING'].includes(audition)) return ['AUDITION_RUNNING', 'WAIT_FOR_AUDITION'];
  if (audition === 'PASSED' || queue === 'WAITING') return ['COMPETITION_ELIGIBLE', 'WAIT_FOR_ARENA'];
  if (['FAILED', 'VOIDED'].includes(audition))
    return ['AUDITION_FAILED', complete ? 'RETRY_AUDITION' : 'COMPLETE_SETUP'];
  return complete ? ['CONFIGURED', 'SUBMIT_FOR_AUDITION'] : ['SETUP_REQUIRED', 'COMPLETE_SETUP'];
}

/** The right answer without the facts of `unknown`: only what is the same whatever those are. */
export function trueLifecycle(facts: Facts, complete: boolean, unknown: readonly Source[]): TrueLifecycle {
  const possible = allFacts
    .filter((each) => sources.every((source) => unknown.includes(source) || each[source] === facts[source]))
    .map((each) => ofKnownFacts(each, complete));
  const only = (values: Set<string>): string | null => (values.size === 1 ? ([...values][0] ?? null) : null);
  return {
    state: only(new Set(possible.map(([state]) => state))),
    nextAction: only(new Set(possible.map(([, action]) => action))),
  };
}
