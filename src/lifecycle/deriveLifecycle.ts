import { factValues, sources, type Facts, type KnownFacts, type Source } from './facts.ts';
import {
  lifecycleTable,
  type LifecycleAction,
  type LifecycleRow,
  type LifecycleState,
  type Situation,
} from './table.ts';

export interface Lifecycle {
  /** null when the facts that decide it are not all known. */
  readonly state: LifecycleState | null;
  readonly nextAction: LifecycleAction | null;
  /** Every source whose fact is unknown, also when the state was decided without it. */
  readonly unavailable: readonly Source[];
}

/**
 * Never a wrong state: "`state` and `nextAction` are each given exactly when every completion of the unknown facts leads
 * to the same value, else null".
 */
export function deriveLifecycle(facts: Facts, setupComplete: boolean): Lifecycle {
  return (derived[caseOf(facts, setupComplete)] ??= derive(facts, setupComplete));
}

/** What was derived before, by its case: a list of clones asks for it two or three times each. */
const derived: (Lifecycle | undefined)[] = [];

/** Each of the 280 cases as a number of its own, with a digit for each source: its fact's place in the contract, or 0. */
function caseOf(facts: Facts, setupComplete: boolean): number {
  let number = setupComplete ? 1 : 0;
  for (const source of sources)
    number = number * (factValues[source].length + 1) + placeOf(factValues[source], facts[source]);
  return number;
}

function placeOf(values: readonly unknown[], fact: unknown): number {
  return values.indexOf(fact) + 1;
}

function derive(facts: Facts, setupComplete: boolean): Lifecycle {
  const rows = completions(facts).map((known) => {
    const situation = { ...known, setupComplete };
    const row = rowOf(situation);
    return { state: row.state, nextAction: row.nextAction(situation) };
  });
  return {
    state: agreed(rows.map(({ state }) => state)),
    nextAction: agreed(rows.map(({ nextAction }) => nextAction)),
    unavailable: sources.filter((source) => facts[source] === null),
  };
}

function rowOf(situation: Situation): LifecycleRow {
  const row = lifecycleTable.find(({ applies }) => applies(situation));
  if (row === undefined) throw new Error('the last row of the lifecycle table always applies');
  return row;
}

/** Every way in which the unknown facts could turn out: at most 6 × 4 × 3. */
function completions(facts: Facts): KnownFacts[] {
  return possible(facts, 'audition').flatMap((audition) =>
    possible(facts, 'queue').flatMap((queue) => possible(facts, 'arena').map((arena) => ({ audition, queue, arena }))),
  );
}

function possible<S extends Source>(facts: Facts, source: S): readonly KnownFacts[S][] {
  const fact = facts[source];
  return fact === null ? (factValues[source] as readonly KnownFacts[S][]) : [fact];
}

function agreed<Value>(values: readonly Value[]): Value | null {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => value === first) ? first : null;
}
