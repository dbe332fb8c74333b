import { onClone, refuse, type ActionContext, type Refusal } from '../../action.ts';
import { appendAudit, type AuditAction } from '../../audit/store.ts';
import type { CloneRecord } from '../../clone/clone.ts';
import type { Outcome } from '../../database/inCloneTransaction.ts';
import type { Client } from '../../database/openDatabase.ts';
import { cloneNotActive, type UserError } from '../../userError.ts';
import { draftMoved, isSameDraft } from '../draft.ts';
import { readDraft, updateDraft } from '../store.ts';
import type { VersionContent } from '../version.ts';

export interface Replacement {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly action: AuditAction;
  /** What the draft becomes, read inside the transaction; or why there is no such thing. */
  readonly source: (client: Client, clone: CloneRecord) => Promise<VersionContent | UserError>;
}

/**
 * Replaces graph and layout as a whole: absent stays absent. "Both need the current revision, also where nothing would
 * change", and neither is ever refused for the entitlement.
 */
export async function replaceDraft(context: ActionContext, replacement: Replacement): Promise<Outcome<null, Refusal>> {
  const { cloneId, expectedRevision, action } = replacement;
  return onClone(context, cloneId, async (clone, { client, now }) => {
    if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
    const content = await replacement.source(client, clone);
    if ('code' in content) return refuse(content);
    const stored = await readDraft(client, cloneId);
    if (stored.revision !== expectedRevision) return refuse(draftMoved);
    if (isSameDraft(content, stored)) return { done: null };
    const revision = stored.revision + 1;
    await updateDraft(client, { cloneId, revision, ...content, updatedAt: now });
    await appendAudit(client, { cloneId, action, actorKind: 'OWNER', actor: context.actor, at: now, details: { revision } });
    return { done: null };
  });
}
