/** The lifecycle facts that the other subgraphs contribute (their contract's enums), and who contributes each. */
export const factValues = {
  audition: ['NONE', 'RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'],
  queue: ['NONE', 'WAITING', 'PROMOTED', 'EXPIRED'],
  arena: ['NONE', 'COMPETING', 'RETIRED'],
} as const;

export type Source = keyof typeof factValues;
export const sources = ['audition', 'queue', 'arena'] as const satisfies readonly Source[];

/** Facts as the contract has them. */
export type KnownFacts = { readonly [S in Source]: (typeof factValues)[S][number] };
/** Facts as they arrive: null is unknown. */
export type Facts = { readonly [S in Source]: KnownFacts[S] | null };

export const noFacts: Facts = { audition: null, queue: null, arena: null };

/**
 * A fact is known only if it is one of the contract's enum values, as a string. Anything else is unknown: gateways differ in
 * what they send when a subgraph fails (Hive Gateway's default engine puts an error object in place of the enum).
 * doc/lifecycle.md#when-a-source-cant-be-read
 */
export function readFacts(representation: Readonly<Record<string, unknown>>): Facts {
  return {
    audition: known(factValues.audition, representation['auditionStatus']),
    queue: known(factValues.queue, representation['queueStatus']),
    arena: known(factValues.arena, representation['arenaStatus']),
  };
}

function known<Value extends string>(values: readonly Value[], candidate: unknown): Value | null {
  return values.find((value) => value === candidate) ?? null;
}
