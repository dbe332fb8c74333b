import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert, type AuditAction } from '../audit/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { Selection } from '../database/readSelections.ts';
import { writeAll } from '../database/writeAll.ts';
import { cloneNotActive, type UserError } from '../errors/userError.ts';
import { draftMoved, isSameDraft, sizeErrors, type DraftBesideClone } from '../strategy/draft.ts';
import { draftOf, draftUpdate } from '../strategy/store.ts';
import { servedContent, type FrozenVersion, type VersionContent } from '../strategy/version.ts';

export interface Replacement {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly action: AuditAction;
  /** The version that the draft becomes. */
  readonly source: Selection<FrozenVersion | null>;
  /** The input's member that names it. */
  readonly place: 'cloneId' | 'versionId';
  /** What the draft becomes without such a version, or why that is refused. */
  readonly withoutSource: VersionContent | UserError;
}

/**
 * Replaces graph and layout as a whole: a version without a layout leaves the draft without one. It needs the current
 * revision even when nothing would change, and is never refused for the entitlement: doc/behaviour.md#restore-and-discard.
 */
export async function replaceDraft(
  context: ActionContext,
  replacement: Replacement,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  const { cloneId, expectedRevision, action, source, place, withoutSource } = replacement;
  return onClone(
    context,
    cloneId,
    { stored: draftOf(cloneId), source },
    async ({ clone, stored, source }, { client, now }) => {
      if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
      const content = source === null ? withoutSource : servedContent(source);
      if ('code' in content) return refuse(content);
      if (stored.revision !== expectedRevision) return refuse(draftMoved);
      if (isSameDraft(content, stored)) return { done: { clone, draft: stored } };
      // The version may be older than the limit.
      const tooLarge = sizeErrors(content, place);
      if (tooLarge.length > 0) return refuse(...tooLarge);
      const draft = { cloneId, revision: stored.revision + 1, ...content, updatedAt: now };
      const details = { revision: draft.revision };
      await writeAll(client, [
        draftUpdate(draft),
        auditInsert({ cloneId, action, actorKind: 'OWNER', actor: context.actor, at: now, details }),
      ]);
      return { done: { clone, draft } };
    },
  );
}
