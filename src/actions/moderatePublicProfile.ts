import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { invalid } from '../errors/userError.ts';
import { applyDecision, type ModerationDecision } from '../profile/moderationDecision.ts';
import { profileMoved } from '../profile/profileChange.ts';
import { checkReason } from '../profile/checkReason.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';

export interface ModerateInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly decision: ModerationDecision;
  readonly reason?: string | null | undefined;
}

/** Decides on the revision of the profile draft that was looked at; if it has moved on, REVISION_CONFLICT with the current profile. */
export async function moderatePublicProfile(
  context: ActionContext,
  input: ModerateInput,
): Promise<Outcome<{ readonly clone: CloneRecord }, Refusal>> {
  const { cloneId, expectedRevision, decision } = input;
  const { policy, actor } = context;
  return onClone(context, cloneId, {}, async ({ clone }, { client, now }) => {
    const reason = checkReason(input.reason);
    if ('flaw' in reason) return refuse(invalid(reason.flaw, 'reason'));
    if (expectedRevision !== clone.profileRevision) {
      return refuse(profileMoved);
    }
    const decided = applyDecision(clone, decision, reason.value, now);
    if (decided === clone) return { done: { clone } };
    const changed = stampVisibleChange(clone, decided, policy.moderationGate, now);
    const details = { decision, revision: expectedRevision };
    await writeAll(client, [
      cloneUpdate(changed),
      auditInsert({ cloneId, action: 'profile.moderated', actorKind: 'OPERATOR', actor, at: now, details }),
    ]);
    return { done: { clone: changed } };
  });
}
