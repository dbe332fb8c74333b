import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import type { Selection } from '../database/readSelections.ts';
import { writeAll } from '../database/writeAll.ts';
import { cloneNotActive, type UserError } from '../errors/userError.ts';
import type { DraftCause } from '../strategy/checkpoint.ts';
import { draftMoved, isSameDraft, sizeErrors, type DraftBesideClone, type DraftContent } from '../strategy/draft.ts';
import { draftOf, draftUpdate } from '../strategy/store.ts';

export interface Replacement {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly cause: Exclude<DraftCause, 'EDITED'>;
  /** What the draft becomes; an Error in place of content that must not be served. */
  readonly source: Selection<DraftContent | Error | null>;
  /** The input's member that names it. */
  readonly place: 'cloneId' | 'versionId' | 'toRevision';
  /** What the draft becomes if there is no such thing, or why that is refused. */
  readonly withoutSource: DraftContent | UserError;
}

/**
 * Replaces graph and layout as a whole: what has no layout leaves the draft without one. It needs the current revision even
 * when nothing would change, and is never refused for the entitlement: doc/behaviour.md#discard-restore-and-revert. What the draft was
 * becomes a checkpoint.
 */
export async function replaceDraft(
  context: ActionContext,
  replacement: Replacement,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  const { cloneId, expectedRevision, cause, source, place, withoutSource } = replacement;
  return onClone(
    context,
    cloneId,
    { stored: draftOf(cloneId), source },
    async ({ clone, stored, source }, { client, now }) => {
      if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
      if (source instanceof Error) throw source;
      const content = source ?? withoutSource;
      if ('code' in content) return refuse(content);
      if (stored.revision !== expectedRevision) return refuse(draftMoved);
      if (isSameDraft(content, stored)) return { done: { clone, draft: stored } };
      // The content may be older than the limit.
      const tooLarge = sizeErrors(content, place);
      if (tooLarge.length > 0) return refuse(...tooLarge);
      const draft = { cloneId, revision: stored.revision + 1, ...content, updatedAt: now };
      const details = { revision: draft.revision };
      await writeAll(client, [
        draftUpdate(draft, cause),
        auditInsert({
          cloneId,
          action: auditActions[cause],
          actorKind: 'OWNER',
          actor: context.actor,
          at: now,
          details,
        }),
      ]);
      return { done: { clone, draft } };
    },
  );
}

const auditActions = {
  DISCARDED: 'draft.discarded',
  RESTORED: 'draft.restored',
  REVERTED: 'draft.reverted',
} as const;
