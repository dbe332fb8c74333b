import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import { newId } from '../clone/id.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { effectiveEntitlement } from '../entitlement/effectiveEntitlement.ts';
import { grantsOf } from '../entitlement/store.ts';
import { idempotentCall, keyReused } from '../idempotency/idempotentCall.ts';
import { callInserts, earlierCall } from '../idempotency/store.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';
import { textFlaw } from '../text/characters.ts';
import { cloneNotActive, invalid, type UserError } from '../errors/userError.ts';
import { canonicalContent, contentHash, contentSchema } from '../strategy/canonicalContent.ts';
import { draftMoved, type DraftBesideClone } from '../strategy/draft.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { judgePublishing } from '../strategy/judgePublishing.ts';
import { graphLimits } from '../strategy/graphLimits.ts';
import { activeHashOf, draftOf, lastNumberOf, versionInsert } from '../strategy/store.ts';
import { usageOf } from '../strategy/usage.ts';
import type { NewVersion, VersionFacts } from '../strategy/version.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import type { PublishableStrategy } from '../strategy/validation/validateGraph.ts';

export interface PublishInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface Published extends DraftBesideClone {
  readonly versionId: string;
  /** The version, when it was made. */
  readonly version?: VersionFacts;
  /** False for a repeat of an earlier call, and for a draft without unpublished changes. */
  readonly created: boolean;
}

export interface PublishRefusal extends Refusal {
  /** The draft's issues, when they stood against publishing. */
  readonly issues?: readonly Issue[] | null;
}

/** Freezes the draft of the actor's clone under the next number and makes it the active version, or does neither. */
export async function publishStrategy(
  context: ActionContext,
  input: PublishInput,
): Promise<Outcome<Published, PublishRefusal>> {
  const { catalog, policy, actor } = context;
  const call = idempotentCall(`publish:${input.cloneId}`, input);
  if (call !== null && 'error' in call) return refuse(call.error);
  const { cloneId, expectedRevision } = input;
  const also = {
    earlier: earlierCall(call),
    draft: draftOf(cloneId),
    active: activeHashOf(cloneId),
    grants: grantsOf(cloneId),
    lastNumber: lastNumberOf(cloneId),
  };
  await context.keepCatalog();
  return onClone(
    context,
    cloneId,
    also,
    async (known, { client, now }): Promise<Outcome<Published, PublishRefusal>> => {
      const { clone, earlier, draft, active, grants, lastNumber } = known;
      // The key is looked up after access and before status, revision and validation: doc/behaviour.md#idempotency.
      if (earlier.kind === 'repeat') return { done: { clone, draft, versionId: earlier.resultId, created: false } };
      if (earlier.kind === 'reused') return refuse(keyReused);
      if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
      const note = readNote(input.note);
      if (note !== null && typeof note === 'object') return refuse(note);
      if (draft.revision !== expectedRevision) return refuse(draftMoved);
      const capacity = effectiveEntitlement(catalog.content.baseEntitlement, grants, now);
      const judgement = judgePublishing({
        clone,
        draft,
        active,
        capacity,
        catalog,
        moderationGate: policy.moderationGate,
      });
      if (judgement.kind === 'refused') return { refused: judgement };
      if (judgement.kind === 'unchanged') {
        if (call !== null) await writeAll(client, callInserts(call, judgement.versionId, now));
        return { done: { clone, draft, versionId: judgement.versionId, created: false } };
      }
      const version = freeze(judgement.strategy, draft.layout, {
        cloneId,
        number: lastNumber + 1,
        note,
        publishedBy: actor,
        publishedAt: now,
        catalogVersion: catalog.content.version,
      });
      const { id, number } = version.facts;
      // A trigger writes the activation, as it does for processes of the release before.
      const moved = { ...clone, activeVersionId: id, activation: (clone.activation ?? 0) + 1 };
      const published = stampVisibleChange(clone, moved, policy.moderationGate, now);
      const details = { number, draftRevision: draft.revision };
      await writeAll(client, [
        versionInsert(version),
        cloneUpdate(published),
        auditInsert({ cloneId, action: 'strategy.published', actorKind: 'OWNER', actor, at: now, details }),
        ...callInserts(call, id, now),
      ]);
      return { done: { clone: published, draft, version: version.facts, versionId: id, created: true } };
    },
  );
}

/** A blank note is null. */
function readNote(note: string | null | undefined): string | null | UserError {
  if (typeof note !== 'string' || note.trim() === '') return null;
  const flaw = textFlaw(note, graphLimits.noteCharacters);
  return flaw === null ? note : invalid(flaw, 'note');
}

type Circumstances = Pick<
  VersionFacts,
  'cloneId' | 'number' | 'note' | 'publishedBy' | 'publishedAt' | 'catalogVersion'
>;

function freeze(
  { graph, model }: PublishableStrategy,
  layout: JsonObject | null,
  circumstances: Circumstances,
): NewVersion {
  const content = canonicalContent(graph, model.id);
  return {
    facts: {
      ...circumstances,
      id: newId(),
      contentHash: contentHash(content),
      contentSchema,
      model,
      usage: usageOf(graph),
    },
    content,
    layout,
  };
}
