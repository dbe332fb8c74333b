import { moveOn, type Move } from '../activation/activation.ts';
import type { Judgement } from '../activation/judgeActivation.ts';
import { activationInsert, type ActivationFacts } from '../activation/store.ts';
import { auditInsert, type AuditAction, type AuditEntry } from '../audit/store.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { CloneTransaction, Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';
import type { ActionContext, Refusal } from './onClone.ts';

export interface Activated {
  readonly clone: CloneRecord;
  /** The new activation; absent if it was so already. */
  readonly activation?: ActivationFacts;
}

/**
 * Writes the clone's next activation, if the judgement allows one.
 *
 * @param known the clone as it was judged, and when its newest activation began
 * @param named what the audit trail names beside the activation
 */
export async function moveActivation(
  judgement: Judgement,
  { clone, newest }: { readonly clone: CloneRecord; readonly newest: Date | null },
  named: AuditEntry['details'],
  { policy, actor }: ActionContext,
  { client, now }: CloneTransaction,
): Promise<Outcome<Activated, Refusal>> {
  if (judgement.kind === 'refused') return { refused: judgement };
  if (judgement.kind === 'unchanged') return { done: { clone } };
  const { move } = judgement;
  const { clone: moved, activation } = moveOn(clone, newest, move, { actor, now });
  const changed = stampVisibleChange(clone, moved, policy.moderationGate, now);
  const { cloneId, sequence } = activation;
  const details = { activation: sequence, ...named };
  await writeAll(client, [
    activationInsert(activation),
    cloneUpdate(changed),
    auditInsert({ cloneId, action: actions[move.cause], actorKind: 'OWNER', actor, at: now, details }),
  ]);
  const { actor: _, ...facts } = activation;
  return { done: { clone: changed, activation: { ...facts, until: null } } };
}

const actions: Record<Move['cause'], AuditAction> = {
  ACTIVATED: 'strategy.activated',
  PAUSED: 'clone.paused',
  RESUMED: 'clone.resumed',
};
