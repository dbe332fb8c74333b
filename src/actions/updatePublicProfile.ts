import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { cloneNotActive, invalid } from '../errors/userError.ts';
import {
  applyProfileChange,
  changedFields,
  profileMoved,
  readProfileChange,
  type ProfileInput,
} from '../profile/profileChange.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';

export interface UpdateProfileInput extends ProfileInput {
  readonly cloneId: string;
  /** null or left out: not checked. */
  readonly expectedRevision?: number | null | undefined;
}

/** Changes the profile draft of the actor's clone; a change that changes nothing leaves no trace. */
export async function updatePublicProfile(
  context: ActionContext,
  input: UpdateProfileInput,
): Promise<Outcome<{ readonly clone: CloneRecord }, Refusal>> {
  const { cloneId, expectedRevision = null, ...fields } = input;
  const { imageHosts, moderationGate } = context.policy;
  return onClone(context, cloneId, {}, async ({ clone }, { client, now }) => {
    if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
    const change = readProfileChange(fields, imageHosts);
    if ('errors' in change) return refuse(...change.errors);
    if (change.name === null && clone.draft.name !== null && clone.activeVersionId !== null) {
      return refuse(invalid("A clone with a published version can't clear its name.", 'name'));
    }
    if (expectedRevision !== null && expectedRevision !== clone.profileRevision) {
      return refuse(profileMoved);
    }
    const applied = applyProfileChange(clone, change, now);
    if (applied === clone) return { done: { clone } };
    const changed = stampVisibleChange(clone, applied, moderationGate, now);
    const details = { fields: changedFields(clone, changed), revision: changed.profileRevision };
    await writeAll(client, [
      cloneUpdate(changed),
      auditInsert({ cloneId, action: 'profile.updated', actorKind: 'OWNER', actor: context.actor, at: now, details }),
    ]);
    return { done: { clone: changed } };
  });
}
