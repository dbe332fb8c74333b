import { onClone, refuse, type ActionContext, type Refusal } from './onClone.ts';
import { autosaveAuditInsert } from '../audit/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { effectiveEntitlement, type Capacity } from '../entitlement/effectiveEntitlement.ts';
import { grantsOf } from '../entitlement/store.ts';
import { violationsOf, type Used } from '../entitlement/violations.ts';
import { cloneNotActive, invalid, userError, type UserError } from '../errors/userError.ts';
import {
  draftMoved,
  draftsConflict,
  draftsUnmergeable,
  isSameDraft,
  sizeErrors,
  type DraftBesideClone,
  type DraftContent,
} from '../strategy/draft.ts';
import type { StrategyGraph } from '../strategy/graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { type DraftMerge, mergeDrafts } from '../strategy/mergeDrafts.ts';
import { graphLimits } from '../strategy/graphLimits.ts';
import { parseGraph, type GraphInput } from '../strategy/parseGraph.ts';
import { jsonRefusal } from '../strategy/storableJson.ts';
import { draftOf, draftUpdate } from '../strategy/store.ts';
import { usageOf } from '../strategy/usage.ts';
import type { Amounts } from '../entitlement/amounts.ts';
import { entitlementMessages } from '../strategy/validation/validateGraph.ts';

export interface DraftInput {
  readonly graph: GraphInput;
  readonly layout?: JsonObject | null | undefined;
}

/** A layout that is left out stays, null removes it. */
export interface SaveDraftInput extends DraftInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  /** What the draft was made from: with it, a save that comes too late is merged. */
  readonly base?: DraftInput | null | undefined;
}

export interface Saved extends DraftBesideClone {
  /** Of a late save, also where it changed nothing. */
  readonly merge: DraftMerge | null;
}

export interface SaveRefusal extends Refusal {
  readonly merge?: DraftMerge | null;
}

/**
 * Saves the draft of the actor's clone as a whole; a save that comes too late and has a base is merged with what was saved since.
 * Saving what is already saved changes nothing and succeeds whatever `expectedRevision` is, so that a save whose answer was
 * lost can be repeated: doc/behaviour.md#draft.
 */
export async function saveStrategyDraft(
  context: ActionContext,
  input: SaveDraftInput,
): Promise<Outcome<Saved, SaveRefusal>> {
  const { cloneId, expectedRevision } = input;
  return onClone(
    context,
    cloneId,
    { stored: draftOf(cloneId), grants: grantsOf(cloneId) },
    async ({ clone, stored, grants }, { client, now }): Promise<Outcome<Saved, SaveRefusal>> => {
      if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
      const sent = parseDraft(input, [], stored.layout);
      const base = input.base ? parseDraft(input.base, ['base'], null) : null;
      if ('errors' in sent) return refuse(...sent.errors, ...(base && 'errors' in base ? base.errors : []));
      if (base && 'errors' in base) return refuse(...base.errors);
      if (isSameDraft(sent, stored)) return { done: { clone, draft: stored, merge: null } };
      const isLate = stored.revision !== expectedRevision;
      const merge = isLate && base ? mergeDrafts(base, sent, stored) : null;
      if (isLate && merge === null) return refuse(base === null ? draftMoved : draftsUnmergeable);
      const content = merge === null ? sent : mergedOf(merge);
      if ('errors' in content) return { refused: { ...content, merge } };
      if (isSameDraft(content, stored)) return { done: { clone, draft: stored, merge } };
      const capacity = effectiveEntitlement(context.catalog.content.baseEntitlement, grants, now);
      const errors = newExcess(content.graph, usageOf(stored.graph), capacity);
      if (errors.length > 0) return { refused: { errors, merge } };
      const draft = { cloneId, revision: stored.revision + 1, ...content, updatedAt: now };
      const details = { revision: draft.revision };
      await writeAll(client, [
        draftUpdate(draft, 'EDITED'),
        autosaveAuditInsert({
          cloneId,
          action: 'draft.edited',
          actorKind: 'OWNER',
          actor: context.actor,
          at: now,
          details,
        }),
      ]);
      return { done: { clone, draft, merge } };
    },
  );
}

/**
 * @param place the member of the input that has it; none is the input itself
 * @param kept the layout if it is left out
 */
function parseDraft(
  { graph, layout }: DraftInput,
  place: readonly string[],
  kept: JsonObject | null,
): DraftContent | Refusal {
  const parsed = parseGraph(graph, [...place, 'graph']);
  const errors = [...('errors' in parsed ? parsed.errors : []), ...layoutErrors(layout, [...place, 'layout'])];
  if ('errors' in parsed || errors.length > 0) return { errors };
  const content = { graph: parsed.graph, layout: layout === undefined ? kept : layout };
  const tooLarge = sizeErrors(content, place[0] ?? 'graph');
  return tooLarge.length > 0 ? { errors: tooLarge } : content;
}

/** Both sides together may be more than a draft can hold. */
function mergedOf({ conflicts, merged }: DraftMerge): DraftContent | Refusal {
  return conflicts.length > 0 ? { errors: [draftsConflict] } : parseDraft(merged, [], null);
}

function layoutErrors(layout: JsonObject | null | undefined, place: readonly string[]): UserError[] {
  const refusal = layout ? jsonRefusal(layout, graphLimits.layout) : null;
  return refusal === null ? [] : [invalid(refusal, ...place)];
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
