import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { auditInsert } from '../audit/store.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { cloneUpdate } from '../clone/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { effectiveEntitlement } from '../entitlement/effectiveEntitlement.ts';
import { grantsOf } from '../entitlement/store.ts';
import { stampVisibleChange } from '../profile/publicTrace.ts';
import { cloneNotActive, modelNotOffered, userError } from '../errors/userError.ts';
import { exceedsTier } from '../catalog/modelTier.ts';
import { entitlementMessages } from '../strategy/validation/validateGraph.ts';

export interface SelectModelInput {
  readonly cloneId: string;
  readonly modelId: string;
}

/** Selects the model that the next version freezes. The same model again changes nothing, even if it now exceeds the entitlement. */
export async function selectModel(
  context: ActionContext,
  { cloneId, modelId }: SelectModelInput,
): Promise<Outcome<{ readonly clone: CloneRecord }, Refusal>> {
  const { catalog, policy, actor } = context;
  return onClone(context, cloneId, { grants: grantsOf(cloneId) }, async ({ clone, grants }, { client, now }) => {
    if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
    if (clone.model?.id === modelId) return { done: { clone } };
    const model = catalog.model(modelId);
    if (!model) return refuse(modelNotOffered);
    const capacity = effectiveEntitlement(catalog.content.baseEntitlement, grants, now);
    if (exceedsTier(model.tier, capacity.modelTier)) {
      return refuse(userError('ENTITLEMENT_EXCEEDED', entitlementMessages.MODEL_TIER(capacity), 'modelId'));
    }
    const selected = { ...clone, model: { id: model.id, name: model.displayName, tier: model.tier } };
    const changed = stampVisibleChange(clone, selected, policy.moderationGate, now);
    const details = { before: clone.model?.id ?? null, after: model.id };
    await writeAll(client, [
      cloneUpdate(changed),
      auditInsert({ cloneId, action: 'model.selected', actorKind: 'OWNER', actor, at: now, details }),
    ]);
    return { done: { clone: changed } };
  });
}
