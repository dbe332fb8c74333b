import { judgeActivation, type Asked } from '../activation/judgeActivation.ts';
import { newestActivationOf } from '../activation/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { effectiveEntitlement } from '../entitlement/effectiveEntitlement.ts';
import { grantsOf } from '../entitlement/store.ts';
import { versionFactsOf } from '../strategy/store.ts';
import { moveActivation, type Activated } from './moveActivation.ts';
import { onClone, type ActionContext, type Refusal } from './onClone.ts';

export interface ActivateInput extends Asked {
  readonly cloneId: string;
  readonly versionId: string;
}

/** Makes a published version of the actor's clone the active one: a way back that makes no new version. */
export async function activateStrategyVersion(
  context: ActionContext,
  { cloneId, versionId, ...asked }: ActivateInput,
): Promise<Outcome<Activated, Refusal>> {
  const { catalog, policy } = context;
  const also = {
    version: versionFactsOf(cloneId, versionId),
    grants: grantsOf(cloneId),
    newest: newestActivationOf(cloneId),
  };
  return onClone(context, cloneId, also, (known, transaction) => {
    const { clone, version, grants } = known;
    const capacity = effectiveEntitlement(catalog.content.baseEntitlement, grants, transaction.now);
    const { moderationGate } = policy;
    const judgement = judgeActivation({ clone, asked, version, capacity, moderationGate });
    const named = version === null ? {} : { number: version.number };
    return moveActivation(judgement, known, named, context, transaction);
  });
}
