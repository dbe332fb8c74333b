import type { EntitlementFact, GrantedFact } from './fact.ts';

/** All facts under one grantId; the database keeps their result (`clone_service_keep_terms`). A revocation may arrive before its grant. */
export interface GrantLedger {
  /** A grant id belongs to one clone. */
  readonly cloneId: string;
  readonly granted: GrantedFact | null;
  /** The times of its revocations, each once. */
  readonly revocations: readonly Date[];
}

export type Addition =
  | { readonly outcome: 'APPLIED'; readonly ledger: GrantLedger }
  | { readonly outcome: 'UNCHANGED' }
  /** The names of the fields in which the fact differs from what is stored. */
  | { readonly outcome: 'CONFLICT'; readonly differences: readonly string[] };

/**
 * The result of adding a fact to its grant's ledger (undefined: nothing is known under its grantId). The same fact twice
 * changes nothing; of GRANTED facts that differ, the first one stored counts.
 */
export function addFact(ledger: GrantLedger | undefined, fact: EntitlementFact): Addition {
  const known = ledger ?? { cloneId: fact.cloneId, granted: null, revocations: [] };
  if (known.cloneId !== fact.cloneId) return { outcome: 'CONFLICT', differences: ['cloneId'] };
  if (fact.kind === 'GRANTED') {
    const differences = known.granted === null ? [] : differencesOf(known.granted, fact);
    if (differences.length > 0) return { outcome: 'CONFLICT', differences };
    return known.granted === null
      ? { outcome: 'APPLIED', ledger: { ...known, granted: fact } }
      : { outcome: 'UNCHANGED' };
  }
  if (known.revocations.some((time) => time.getTime() === fact.occurredAt.getTime())) return { outcome: 'UNCHANGED' };
  return { outcome: 'APPLIED', ledger: { ...known, revocations: [...known.revocations, fact.occurredAt] } };
}

/** The ledgers of stored facts by grantId. */
export function ledgersOf(facts: readonly EntitlementFact[]): Map<string, GrantLedger> {
  const ledgers = new Map<string, GrantLedger>();
  for (const fact of facts) {
    const addition = addFact(ledgers.get(fact.grantId), fact);
    if (addition.outcome === 'APPLIED') ledgers.set(fact.grantId, addition.ledger);
  }
  return ledgers;
}

function differencesOf(a: GrantedFact, b: GrantedFact): string[] {
  const fields = Object.keys(b) as (keyof GrantedFact)[];
  return fields.filter((field) => a[field]?.valueOf() !== b[field]?.valueOf());
}
