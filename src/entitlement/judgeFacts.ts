import { userError, type UserError } from '../errors/userError.ts';
import { flawsOf, type EntitlementFact } from './fact.ts';
import { addFact, type GrantLedger } from './grantLedger.ts';

export type FactOutcome = 'APPLIED' | 'UNCHANGED' | 'CONFLICT' | 'INVALID' | 'NOT_APPLIED';

export interface FactResult {
  readonly index: number;
  readonly grantId: string;
  readonly outcome: FactOutcome;
}

export interface BatchJudgement {
  /** One for each fact, in order. */
  readonly results: readonly FactResult[];
  /** The new facts, in order; none when there are errors. */
  readonly added: readonly EntitlementFact[];
  readonly errors: readonly UserError[];
}

/**
 * The result of applying a batch, given what is stored under its grants. A batch with a bad fact applies none; the good
 * ones are then NOT_APPLIED.
 *
 * @param cloneIds the clones that exist
 */
export function judgeFacts(
  facts: readonly EntitlementFact[],
  cloneIds: ReadonlySet<string>,
  stored: ReadonlyMap<string, GrantLedger>,
): BatchJudgement {
  const ledgers = new Map(stored);
  const judged = facts.map((fact, index) => ({ fact, index, ...judgeFact(fact, index, cloneIds, ledgers) }));
  const errors = judged.flatMap((one) => one.errors);
  const results = judged.map(({ fact: { grantId }, index, outcome, errors: own }) => ({
    index,
    grantId,
    outcome: errors.length > 0 && own.length === 0 ? ('NOT_APPLIED' as const) : outcome,
  }));
  return {
    results,
    errors,
    added: judged.filter((one) => errors.length === 0 && one.outcome === 'APPLIED').map(({ fact }) => fact),
  };
}

/** Judges one fact and adds a good one to `ledgers`, against which the rest of the batch is judged. */
function judgeFact(
  fact: EntitlementFact,
  index: number,
  cloneIds: ReadonlySet<string>,
  ledgers: Map<string, GrantLedger>,
): { readonly outcome: FactOutcome; readonly errors: readonly UserError[] } {
  const flaws = flawsOf(fact, index);
  if (!cloneIds.has(fact.cloneId))
    flaws.push(userError('NOT_FOUND', 'There is no clone with this id.', 'facts', index, 'cloneId'));
  if (flaws.length > 0) return { outcome: 'INVALID', errors: flaws };
  const addition = addFact(ledgers.get(fact.grantId), fact);
  if (addition.outcome === 'APPLIED') ledgers.set(fact.grantId, addition.ledger);
  if (addition.outcome !== 'CONFLICT') return { outcome: addition.outcome, errors: [] };
  const message = `A fact is stored under this grant, and this one differs in: ${addition.differences.join(', ')}.`;
  return { outcome: 'CONFLICT', errors: [userError('GRANT_CONFLICT', message, 'facts', index, 'grantId')] };
}
