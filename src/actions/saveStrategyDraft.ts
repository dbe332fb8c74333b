import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { autosaveAuditInsert } from '../audit/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { effectiveEntitlement, type Capacity } from '../entitlement/effectiveEntitlement.ts';
import { grantsOf } from '../entitlement/store.ts';
import { violationsOf, type Used } from '../entitlement/violations.ts';
import { cloneNotActive, invalid, userError, type UserError } from '../errors/userError.ts';
import { draftMoved, isSameDraft, sizeErrors, type DraftBesideClone } from '../strategy/draft.ts';
import type { StrategyGraph } from '../strategy/graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { graphLimits } from '../strategy/graphLimits.ts';
import { parseGraph, type GraphInput } from '../strategy/parseGraph.ts';
import { jsonRefusal } from '../strategy/storableJson.ts';
import { draftOf, draftUpdate } from '../strategy/store.ts';
import { usageOf } from '../strategy/usage.ts';
import type { Amounts } from '../entitlement/amounts.ts';
import { entitlementMessages } from '../strategy/validation/validateGraph.ts';

export interface SaveDraftInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly graph: GraphInput;
  /** Left out it stays, null removes it. */
  readonly layout?: JsonObject | null | undefined;
}

/**
 * Saves the draft of the actor's clone as a whole. Saving what is already saved changes nothing and succeeds whatever
 * `expectedRevision` is, so that a save whose answer was lost can be repeated: doc/behaviour.md#draft.
 */
export async function saveStrategyDraft(
  context: ActionContext,
  input: SaveDraftInput,
): Promise<Outcome<DraftBesideClone, Refusal>> {
  const { cloneId, expectedRevision } = input;
  return onClone(
    context,
    cloneId,
    { stored: draftOf(cloneId), grants: grantsOf(cloneId) },
    async ({ clone, stored, grants }, { client, now }) => {
      if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
      const parsed = parseGraph(input.graph);
      const errors = [...('errors' in parsed ? parsed.errors : []), ...layoutErrors(input.layout)];
      if ('errors' in parsed || errors.length > 0) return refuse(...errors);
      const { graph } = parsed;
      const layout = input.layout === undefined ? stored.layout : input.layout;
      const tooLarge = sizeErrors({ graph, layout }, 'graph');
      if (tooLarge.length > 0) return refuse(...tooLarge);
      if (isSameDraft({ graph, layout }, stored)) return { done: { clone, draft: stored } };
      if (stored.revision !== expectedRevision) return refuse(draftMoved);
      const capacity = effectiveEntitlement(context.catalog.content.baseEntitlement, grants, now);
      const excess = newExcess(graph, usageOf(stored.graph), capacity);
      if (excess.length > 0) return refuse(...excess);
      const draft = { cloneId, revision: stored.revision + 1, graph, layout, updatedAt: now };
      const details = { revision: draft.revision };
      await writeAll(client, [
        draftUpdate(draft),
        autosaveAuditInsert({
          cloneId,
          action: 'draft.edited',
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

function layoutErrors(layout: JsonObject | null | undefined): UserError[] {
  const refusal = layout ? jsonRefusal(layout, graphLimits.layout) : null;
  return refusal === null ? [] : [invalid(refusal, 'layout')];
}

/**
 * A save is refused only where it raises usage above a limit: over the limit and over the stored draft's. Otherwise a
 * revocation would keep the creator from trimming. The model isn't part of a save.
 */
function newExcess(graph: StrategyGraph, before: Amounts, capacity: Capacity): UserError[] {
  const used: Used = { ...usageOf(graph), modelTier: null };
  const raised = {
    DATA_STREAMS: used.dataStreams > before.dataStreams,
    ASSETS: used.assets > before.assets,
    PROMPT_CHARACTERS: used.promptCharacters > before.promptCharacters,
    MODEL_TIER: false,
  };
  const places = {
    DATA_STREAMS: 'dataStreams',
    ASSETS: 'assets',
    PROMPT_CHARACTERS: 'tradingPrompts',
    MODEL_TIER: 'model',
  };
  return violationsOf(used, capacity)
    .filter(({ limit }) => raised[limit])
    .map(({ limit }) =>
      userError('ENTITLEMENT_EXCEEDED', entitlementMessages[limit](capacity), 'graph', places[limit]),
    );
}
