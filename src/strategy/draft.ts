import { canonicalText } from '../text/canonicalText.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { isLongerThan } from '../text/characters.ts';
import { invalid, userError, type UserError } from '../errors/userError.ts';
import type { JsonObject, StrategyGraph } from './graph.ts';
import { graphLimits } from './limits.ts';

/** What a draft's row says without its content. */
export interface DraftFacts {
  readonly cloneId: string;
  readonly revision: number;
  readonly updatedAt: Date;
}

/** The mutable strategy of a clone. Private to its owner. */
export interface DraftRecord extends DraftFacts {
  readonly graph: StrategyGraph;
  readonly layout: JsonObject | null;
}

/** A draft beside its clone, whose model and active version it is compared with. Its content comes from the loaders. */
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

type Drawn = Pick<DraftRecord, 'graph' | 'layout'>;

/**
 * What stands against a draft as a whole, each part of which is within its own limits. Counted as the API shows it.
 *
 * @param place the member of the input that brought it
 */
export function sizeErrors({ graph, layout }: Drawn, place: string): UserError[] {
  const text = JSON.stringify(graph) + (layout === null ? '' : JSON.stringify(layout));
  const most = graphLimits.draftCharacters;
  return isLongerThan(text, most)
    ? [invalid(`Graph and layout have at most ${most} characters of JSON together.`, place)]
    : [];
}

/** Two drafts are the same if their graphs, order included, and their layouts are. */
export function isSameDraft(a: Drawn, b: Drawn): boolean {
  return canonicalText({ ...a.graph }) === canonicalText({ ...b.graph }) && isSameLayout(a.layout, b.layout);
}

export function isSameLayout(a: JsonObject | null, b: JsonObject | null): boolean {
  if (a === null || b === null) return a === b;
  return canonicalText(a) === canonicalText(b);
}
