import type { Catalog } from '../catalog/loadCatalog.ts';
import type { CloneRecord } from '../clone/clone.ts';
import type { Capacity } from '../entitlement/effectiveEntitlement.ts';
import { gatesPublishing, type ModerationGate } from '../profile/moderationGate.ts';
import { cloneNotActive, userError, type UserError } from '../errors/userError.ts';
import { canonicalContent, contentHash } from './canonicalContent.ts';
import type { DraftRecord } from './draft.ts';
import { emptyGraph } from './graph.ts';
import type { Issue } from './validation/issue.ts';
import type { VersionFacts } from './version.ts';
import { validateGraph, type PublishableStrategy } from './validation/validateGraph.ts';

export type Judgement =
  /** The draft has no unpublished changes: publishing returns the active version. */
  | { readonly kind: 'unchanged'; readonly versionId: string }
  | { readonly kind: 'publishable'; readonly strategy: PublishableStrategy }
  | { readonly kind: 'refused'; readonly errors: readonly UserError[]; readonly issues: readonly Issue[] | null };

export interface PublishingCase {
  readonly clone: CloneRecord;
  readonly draft: DraftRecord;
  readonly active: Pick<VersionFacts, 'id' | 'contentHash'> | null;
  readonly capacity: Capacity;
  readonly catalog: Catalog;
  readonly moderationGate: ModerationGate;
}

/**
 * The result of publishing the draft, revision and key aside. One function serves publishStrategy and
 * `publishBlockers`, so that these are empty exactly when it would succeed. Order: row status, unchanged, moderation,
 * validation, entitlement (doc/behaviour.md#publishing).
 */
export function judgePublishing({
  clone,
  draft,
  active,
  capacity,
  catalog,
  moderationGate,
}: PublishingCase): Judgement {
  if (clone.status !== 'ACTIVE') return { kind: 'refused', errors: [cloneNotActive], issues: null };
  // Nothing is made, so neither entitlement nor gate is checked.
  if (active !== null && !differs(clone, draft, active)) return { kind: 'unchanged', versionId: active.id };
  if (gatesPublishing(moderationGate) && clone.approved === null) {
    const error = userError('MODERATION_REQUIRED', 'The profile has to be approved before publishing.', 'cloneId');
    return { kind: 'refused', errors: [error], issues: null };
  }
  const { issues, strategy } = validateGraph(draft.graph, clone.model, catalog, capacity);
  return strategy === null
    ? { kind: 'refused', errors: strategyErrors(issues), issues }
    : { kind: 'publishable', strategy };
}

/**
 * Whether publishing would make another version than the active one (null: whether the draft isn't empty), by hashes: the
 * layout and the order of blocks aside.
 */
export function differs(
  { model }: Pick<CloneRecord, 'model'>,
  { graph }: Pick<DraftRecord, 'graph'>,
  active: Pick<VersionFacts, 'contentHash'> | null,
): boolean {
  const published = active === null ? contentHash(canonicalContent(emptyGraph, null)) : active.contentHash;
  return contentHash(canonicalContent(graph, model?.id ?? null)) !== published;
}

/** ENTITLEMENT_EXCEEDED if every issue is about the entitlement, otherwise STRATEGY_INVALID. */
function strategyErrors(issues: readonly Issue[]): UserError[] {
  const onlyEntitlement = issues.every(({ code }) => code === 'ENTITLEMENT_EXCEEDED');
  if (onlyEntitlement) return issues.map(({ message }) => userError('ENTITLEMENT_EXCEEDED', message, 'cloneId'));
  return [
    userError('STRATEGY_INVALID', "The strategy isn't publishable yet: `validation` lists what is missing.", 'cloneId'),
  ];
}
