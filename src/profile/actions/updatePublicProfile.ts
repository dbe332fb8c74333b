import { onClone, refuse, type ActionContext, type Refusal } from '../../action.ts';
import { appendAudit } from '../../audit/store.ts';
import { updateClone } from '../../clone/store.ts';
import type { Outcome } from '../../database/inCloneTransaction.ts';
import { cloneNotActive, invalid, userError } from '../../userError.ts';
import { applyProfileChange, changedFields, readProfileChange, type ProfileInput } from '../profileChange.ts';
import { stampVisibleChange } from '../publicTrace.ts';

export interface UpdateProfileInput extends ProfileInput {
  readonly cloneId: string;
  /** null and left out: no check. */
  readonly expectedRevision?: number | null | undefined;
}

/** Changes the profile draft of the actor's clone; a change that changes nothing leaves no trace. */
export async function updatePublicProfile(context: ActionContext, input: UpdateProfileInput): Promise<Outcome<null, Refusal>> {
  const { cloneId, expectedRevision = null, ...fields } = input;
  const { imageHosts, moderationGate } = context.policy;
  return onClone(context, cloneId, async (clone, { client, now }) => {
    if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
    const change = readProfileChange(fields, imageHosts);
    if ('errors' in change) return refuse(...change.errors);
    if (change.name === null && clone.draft.name !== null && clone.activeVersionId !== null) {
      return refuse(invalid("A clone with a published version can't clear its name.", 'name'));
    }
    if (expectedRevision !== null && expectedRevision !== clone.profileRevision) {
      return refuse(userError('REVISION_CONFLICT', 'The profile changed since this revision.', 'expectedRevision'));
    }
    const changed = applyProfileChange(clone, change, now);
    if (changed === clone) return { done: null };
    await updateClone(client, stampVisibleChange(clone, changed, moderationGate, now));
    await appendAudit(client, {
      cloneId,
      action: 'profile.updated',
      actorKind: 'OWNER',
      actor: context.actor,
      at: now,
      details: { fields: changedFields(clone, changed), revision: changed.profileRevision },
    });
    return { done: null };
  });
}
