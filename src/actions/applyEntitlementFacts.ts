import type { ActionContext, Refusal } from './onClone.ts';
import { auditInsert, type AuditEntry } from '../audit/store.ts';
import { isId } from '../clone/id.ts';
import { inCloneTransaction, type Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { invalid } from '../errors/userError.ts';
import { effectiveEntitlement } from '../entitlement/effectiveEntitlement.ts';
import { factOf, isGrantId, type EntitlementFact, type FactInput } from '../entitlement/fact.ts';
import { judgeFacts, type FactResult } from '../entitlement/judgeFacts.ts';
import type { Client } from '../database/client.ts';
import { claimGrants, insertFacts, readGrants, readLedgers } from '../entitlement/store.ts';

export interface AppliedFacts {
  /** One for each fact, in order. */
  readonly results: readonly FactResult[];
  /** The clones that the facts are about and that exist. */
  readonly cloneIds: readonly string[];
}

export type FactsRefusal = Refusal & AppliedFacts;

const mostFacts = 500;

/**
 * Stores EconomyService's facts, all of a batch or none. Like everything that judges an entitlement it locks the clones:
 * once a revocation is acknowledged, nothing that it forbids is published.
 */
export async function applyEntitlementFacts(
  context: ActionContext,
  inputs: readonly FactInput[],
): Promise<Outcome<AppliedFacts, FactsRefusal>> {
  if (inputs.length > mostFacts) {
    return {
      refused: { errors: [invalid(`At most ${mostFacts} facts are allowed.`, 'facts')], results: [], cloneIds: [] },
    };
  }
  const facts = inputs.map(factOf);
  const clones = [...new Set(facts.map(({ cloneId }) => cloneId))].filter(isId);
  return inCloneTransaction<AppliedFacts, FactsRefusal>(
    context.database,
    { clones },
    context.deadline,
    async ({ client, now, locked }) => {
      const cloneIds = clones.filter((id) => locked.has(id));
      const { results, errors, added } = judgeFacts(facts, locked, await claimedLedgers(client, facts, locked));
      if (errors.length > 0) return { refused: { errors, results, cloneIds } };
      if (added.length > 0) {
        await insertFacts(client, added, now);
        await writeAll(client, [auditInsert(...(await auditOf(context, client, added, now)))]);
      }
      return { done: { results, cloneIds } };
    },
  );
}

/** What is stored under the grants of these facts; until this transaction ends nobody else can add to it. */
async function claimedLedgers(client: Client, facts: readonly EntitlementFact[], cloneIds: ReadonlySet<string>) {
  const storable = facts.filter((fact) => cloneIds.has(fact.cloneId) && isGrantId(fact.grantId));
  await claimGrants(client, storable);
  return readLedgers(client, storable);
}

/** A batch of facts is one row for each clone: which grants, and the limits that the clone has since. */
async function auditOf(
  { catalog, actor }: ActionContext,
  client: Client,
  added: readonly EntitlementFact[],
  now: Date,
): Promise<AuditEntry[]> {
  const byClone = Map.groupBy(added, ({ cloneId }) => cloneId);
  const grants = await readGrants(client, [...byClone.keys()]);
  return [...byClone].map(([cloneId, facts]) => {
    const idsOf = (kind: EntitlementFact['kind']) =>
      facts.filter((fact) => fact.kind === kind).map(({ grantId }) => grantId);
    const limits = effectiveEntitlement(catalog.content.baseEntitlement, grants.get(cloneId)?.grants ?? [], now);
    const details = { granted: idsOf('GRANTED'), revoked: idsOf('REVOKED'), ...limits };
    return { cloneId, action: 'entitlement.changed', actorKind: 'SERVICE', actor, at: now, details };
  });
}
