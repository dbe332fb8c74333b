/** Who contributes a lifecycle fact, and the values that their contract gives it: the one list of sources. */
export const factValues = {
  audition: ['NONE', 'RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'],
  queue: ['NONE', 'WAITING', 'PROMOTED', 'EXPIRED'],
  arena: ['NONE', 'COMPETING', 'RETIRED'],
} as const;

export type Source = keyof typeof factValues;
export const sources = Object.keys(factValues) as readonly Source[];

/** Facts as the contract has them. */
export type KnownFacts = { readonly [S in Source]: (typeof factValues)[S][number] };
/** Facts as they arrive: null is unknown. */
export type Facts = { readonly [S in Source]: KnownFacts[S] | null };

/** The field of LifecycleSummary that holds a source's fact. */
export type StatusField<S extends Source = Source> = `${S}Status`;

export function statusField<S extends Source>(source: S): StatusField<S> {
  return `${source}Status`;
}

/** Something for each source. */
export function forEachSource<Value>(valueOf: (source: Source) => Value): Readonly<Record<Source, Value>> {
  return Object.fromEntries(sources.map((source) => [source, valueOf(source)])) as Record<Source, Value>;
}

export const noFacts = forEachSource(() => null);

/**
 * A fact is known only if it is one of the contract's enum values, as a string. Anything else is unknown: gateways differ in
 * what they send when a subgraph fails (Hive Gateway's default engine puts an error object in place of the enum).
 * doc/lifecycle.md#when-a-source-cant-be-read
 */
export function readFacts(representation: Readonly<Record<string, unknown>>): Facts {
  return forEachSource((source) => known(factValues[source], representation[statusField(source)])) as Facts;
}

function known<Value extends string>(values: readonly Value[], candidate: unknown): Value | null {
  return values.find((value) => value === candidate) ?? null;
}
