import type { LifecycleState } from '../generated/graphql.ts';

export interface Group<Clone> {
  readonly title: string;
  readonly clones: readonly Clone[];
}

/** The states that each heading stands over, what waits for the creator first. */
const groups: readonly { readonly title: string; readonly states: readonly (LifecycleState | undefined)[] }[] = [
  { title: 'Needs you', states: ['SETUP_REQUIRED', 'AUDITION_FAILED'] },
  { title: 'State unknown', states: [undefined] },
  { title: 'Under way', states: ['AUDITION_RUNNING', 'COMPETITION_ELIGIBLE'] },
  { title: 'Competing', states: ['COMPETING'] },
  { title: 'Ready', states: ['CONFIGURED'] },
  { title: 'Career', states: ['RETIRED'] },
];

/** Clones under their headings, most urgent first. A state that this page doesn't know comes last, and nothing is left out. */
export function byUrgency<Clone>(
  clones: readonly Clone[],
  stateOf: (clone: Clone) => LifecycleState | null | undefined,
): readonly Group<Clone>[] {
  const indexOf = (clone: Clone) => {
    const index = groups.findIndex(({ states }) => states.includes(stateOf(clone) ?? undefined));
    return index < 0 ? groups.length : index;
  };
  const byIndex = Map.groupBy(clones, indexOf);
  return [...groups.map(({ title }) => title), 'Others'].flatMap((title, index) => {
    const found = byIndex.get(index);
    return found === undefined ? [] : [{ title, clones: found }];
  });
}
