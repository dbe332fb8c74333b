import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import type { CloneRecord, CloneStatus } from '../clone/clone.ts';
import { mayBecome } from '../clone/mayBecome.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { invalid, type UserError } from '../errors/userError.ts';
import { checkReason } from '../profile/checkReason.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';

export interface SetStatusInput {
  readonly cloneId: string;
  readonly status: CloneStatus;
  readonly reason: string;
}

/** Changes a clone's row status, and with it what the public sees of its profile. The same status again changes nothing. */
export async function setCloneStatus(
  context: ActionContext,
  { cloneId, status, reason: text }: SetStatusInput,
): Promise<Outcome<{ readonly clone: CloneRecord }, Refusal>> {
  const { policy, actor } = context;
  return onClone(context, cloneId, {}, async ({ clone }, { client, now }) => {
    const reason = checkReason(text);
    const errors = [...('flaw' in reason ? [invalid(reason.flaw, 'reason')] : []), ...changeFlaws(clone, status, text)];
    if ('flaw' in reason || errors.length > 0) return refuse(...errors);
    if (clone.status === status) return { done: { clone } };
    const changed = stampVisibleChange(clone, { ...clone, status }, policy.moderationGate, now);
    const details = { before: clone.status, after: status, reason: reason.value };
    await writeAll(client, [
      cloneUpdate(changed),
      auditInsert({ cloneId, action: 'status.changed', actorKind: 'OPERATOR', actor, at: now, details }),
    ]);
    return { done: { clone: changed } };
  });
}

function changeFlaws(clone: CloneRecord, status: CloneStatus, reason: string): UserError[] {
  return [
    ...(reason.trim() === '' ? [invalid('A reason is needed.', 'reason')] : []),
    ...(mayBecome(clone.status, status) ? [] : [invalid('An archived clone can only become ACTIVE.', 'status')]),
  ];
}
