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
 * Never a wrong state: `state` and `nextAction` are each given exactly when every completion of the unknown facts leads to
 * the same value, else null (doc/behaviour.md, "Lifecycle").
 */
export function deriveLifecycle(facts: Facts, setupComplete: boolean): Lifecycle {
  return (derived[caseOf(facts, setupComplete)] ??= derive(facts, setupComplete));
}

/** Memo by case: a list of clones asks two or three times for each clone. */
const derived: (Lifecycle | undefined)[] = [];

/** A number for each case, with a digit for each source: the fact's place in the contract, or 0 when it is unknown. */
function caseOf(facts: Facts, setupComplete: boolean): number {
  let number = setupComplete ? 1 : 0;
  for (const source of sources) {
    number = number * (factValues[source].length + 1) + placeOf(factValues[source], facts[source]);
  }
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

/** Every way in which the unknown facts could turn out. */
function completions(facts: Facts): KnownFacts[] {
  return sources.reduce<object[]>(
    (partly, source) => {
      const fact = facts[source];
      const possible = fact === null ? factValues[source] : [fact];
      return partly.flatMap((known) => possible.map((value) => ({ ...known, [source]: value })));
    },
    [{}],
  ) as KnownFacts[];
}

function agreed<Value>(values: readonly Value[]): Value | null {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => value === first) ? first : null;
}
