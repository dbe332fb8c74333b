import { isSameJson } from '../text/canonicalText.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { isLongerThan } from '../text/characters.ts';
import { invalid, userError, type UserError } from '../errors/userError.ts';
import { blockKinds, type StrategyGraph } from './graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { graphLimits } from './graphLimits.ts';

/** What a draft's row says without its content. */
export interface DraftFacts {
  readonly cloneId: string;
  readonly revision: number;
  readonly updatedAt: Date;
}

/** What a creator has drawn. */
export interface DraftContent {
  readonly graph: StrategyGraph;
  readonly layout: JsonObject | null;
}

/** The mutable strategy of a clone, private to its owner. */
export interface DraftRecord extends DraftFacts, DraftContent {}

/** A draft and its clone, with whose model and active version it is compared. The loaders read its content. */
export interface CloneDraft extends DraftFacts {
  readonly clone: CloneRecord;
}

/** A clone and its draft, each as its row says. */
export interface DraftBesideClone {
  readonly clone: CloneRecord;
  readonly draft: DraftRecord;
}

/** `expectedRevision` isn't current; the payload has the current draft. */
export const draftMoved: UserError = userError(
  'REVISION_CONFLICT',
  'The draft was changed since this revision: start from the one in this answer.',
  'expectedRevision',
);

/** The same of a save with a base, if ids don't say which block or connection is which. */
export const draftsUnmergeable: UserError = userError(
  'REVISION_CONFLICT',
  'The draft was changed since this revision, and can’t be merged: this save, its base or the stored draft has a block id or a connection twice.',
  'expectedRevision',
);

/** Both the save and what was saved since its base changed the same; the payload's `merge` has what. */
export const draftsConflict: UserError = userError(
  'REVISION_CONFLICT',
  'The draft was changed since this revision, and this save changes the same things in other ways: `merge.conflicts` has each.',
  'expectedRevision',
);

/**
 * What is wrong with the size of a draft, each part of which is within its own limits. Counted as the API shows it.
 *
 * @param place the member of the input that it came with
 */
export function sizeErrors({ graph, layout }: DraftContent, place: string): UserError[] {
  const text = JSON.stringify(graph) + (layout === null ? '' : JSON.stringify(layout));
  const most = graphLimits.draftCharacters;
  return isLongerThan(text, most)
    ? [invalid(`Graph and layout have at most ${most} characters of JSON together.`, place)]
    : [];
}

/** Two drafts are the same if their graphs, order included, and their layouts are. */
export function isSameDraft(a: DraftContent, b: DraftContent): boolean {
  return graphLists.every((list) => isSameList(a.graph[list], b.graph[list])) && isSameLayout(a.layout, b.layout);
}

const graphLists = [...blockKinds, 'connections'] as const;

function isSameList(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((item, index) => isSameJson({ ...item }, { ...b[index] }));
}

export function isSameLayout(a: JsonObject | null, b: JsonObject | null): boolean {
  return a === null || b === null ? a === b : isSameJson(a, b);
}
