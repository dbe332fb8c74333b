import { refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import { type ModelDefinition } from '../catalog/catalog.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { newId } from '../clone/id.ts';
import { cloneCountOf, cloneInsert } from '../clone/store.ts';
import { inCloneTransaction, type Outcome } from '../database/inCloneTransaction.ts';
import { readSelections } from '../database/readSelections.ts';
import { writeAll } from '../database/writeAll.ts';
import { idempotentCall, keyReused } from '../idempotency/idempotentCall.ts';
import { callInserts, earlierCall } from '../idempotency/store.ts';
import {
  applyProfileChange,
  readProfileChange,
  type ProfileChange,
  type ProfileInput,
} from '../profile/profileChange.ts';
import { noContent } from '../clone/moderatedFields.ts';
import { emptyGraph } from '../strategy/graph.ts';
import type { DraftRecord } from '../strategy/draft.ts';
import { draftInsert } from '../strategy/store.ts';
import { entitlementMessages } from '../strategy/validation/validateGraph.ts';
import { exceedsTier } from '../catalog/modelTier.ts';
import { modelNotOffered, userError, type UserError } from '../errors/userError.ts';

export interface CreateCloneInput extends Pick<ProfileInput, 'name' | 'description' | 'imageUrl'> {
  readonly idempotencyKey?: string | null | undefined;
  readonly modelId?: string | null | undefined;
}

export interface CreatedClone {
  readonly cloneId: string;
  /** False for a repeat of an earlier call. */
  readonly created: boolean;
  /** The rows of a new clone. */
  readonly clone?: CloneRecord;
  readonly draft?: DraftRecord;
}

/** Creates a clone for the actor, with an empty draft, or finds the one that the same call created before. */
export async function createClone(
  context: ActionContext,
  input: CreateCloneInput,
): Promise<Outcome<CreatedClone, Refusal>> {
  const { database, deadline, actor } = context;
  const call = idempotentCall(`create:${actor}`, input);
  if (call !== null && 'error' in call) return refuse(call.error);
  return inCloneTransaction<CreatedClone, Refusal>(
    database,
    { newCloneOf: actor },
    deadline,
    async ({ client, now }) => {
      const { earlier, count } = await readSelections(client, {
        earlier: earlierCall(call),
        count: cloneCountOf(actor),
      });
      if (earlier.kind === 'repeat') return { done: { cloneId: earlier.resultId, created: false } };
      if (earlier.kind === 'reused') return refuse(keyReused);
      const parts = readParts(context, input);
      if ('errors' in parts) return refuse(...parts.errors);
      const most = context.policy.maxClonesPerOwner;
      if (count >= most) {
        return refuse(userError('LIMIT_REACHED', `A creator may have ${most} clones; archived ones count.`));
      }
      const excess = tierExcess(context, parts.model);
      if (excess !== null) return refuse(excess);
      const clone = newClone(actor, parts, now);
      const draft = { cloneId: clone.id, revision: 0, graph: emptyGraph, layout: null, updatedAt: now };
      const details = { fields: Object.keys(parts.profile), model: parts.model?.id ?? null };
      await writeAll(client, [
        cloneInsert(clone),
        draftInsert(draft),
        auditInsert({ cloneId: clone.id, action: 'clone.created', actorKind: 'OWNER', actor, at: now, details }),
        ...callInserts(call, clone.id, now),
      ]);
      return { done: { cloneId: clone.id, created: true, clone, draft } };
    },
  );
}

interface Parts {
  readonly profile: ProfileChange;
  readonly model: ModelDefinition | null;
}

/** The new clone's content, or everything that is wrong with the input. */
function readParts(
  { catalog, policy }: ActionContext,
  { idempotencyKey: _, modelId = null, ...content }: CreateCloneInput,
): Parts | { readonly errors: readonly UserError[] } {
  // A new clone has nothing to clear: null is the same as leaving out.
  const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
  const profile = readProfileChange(given, policy.imageHosts);
  const model = modelId === null ? null : (catalog.model(modelId) ?? 'unknown');
  const errors = [...('errors' in profile ? profile.errors : []), ...(model === 'unknown' ? [modelNotOffered] : [])];
  return 'errors' in profile || model === 'unknown' ? { errors } : { profile, model };
}

/** A new clone has no grants: the base entitlement decides. */
function tierExcess({ catalog }: ActionContext, model: ModelDefinition | null): UserError | null {
  const base = catalog.content.baseEntitlement;
  return model !== null && exceedsTier(model.tier, base.modelTier)
    ? userError('ENTITLEMENT_EXCEEDED', entitlementMessages.MODEL_TIER(base), 'modelId')
    : null;
}

/** With moderated content it starts at revision 1 and waits; without, at 0 and outside the queue: doc/behaviour.md#moderation. */
function newClone(ownerId: string, { profile, model }: Parts, now: Date): CloneRecord {
  const shell: CloneRecord = {
    id: newId(),
    ownerId,
    status: 'ACTIVE',
    createdAt: now,
    updatedAt: now,
    draft: noContent,
    shownCapabilities: [],
    profileRevision: 0,
    profileUpdatedAt: now,
    moderation: { status: 'PENDING', lastDecision: null, reason: null, moderatedAt: null, waitingSince: null },
    approved: null,
    model: model && { id: model.id, name: model.displayName, tier: model.tier },
    activeVersionId: null,
    activation: null,
    paused: false,
  };
  return applyProfileChange(shell, profile, now);
}
