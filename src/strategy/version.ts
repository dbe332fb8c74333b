import type { CloneRecord } from '../clone/clone.ts';
import type { JsonObject, StrategyGraph } from './graph.ts';
import type { ModelTier } from '../catalog/modelTier.ts';
import type { Usage } from './usage.ts';

/** What a version's row says without its content: enough for lists, entitlement and readiness. */
export interface VersionFacts {
  readonly id: string;
  readonly cloneId: string;
  readonly number: number;
  readonly contentHash: string;
  readonly contentSchema: number;
  readonly model: { readonly id: string; readonly name: string; readonly tier: ModelTier };
  readonly catalogVersion: string;
  readonly note: string | null;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly usage: Usage;
}

/** A version beside its clone, whose owner may read it and whose row says which version is active. */
export interface VersionRecord extends VersionFacts {
  readonly ownerId: string;
  readonly clone: CloneRecord;
}

/** The frozen part, parsed; its stored bytes were compared with their hash. */
export interface VersionContent {
  readonly graph: StrategyGraph;
  readonly layout: JsonObject | null;
}

/** What a version froze, with its model; an Error in place of content whose stored bytes don't have their hash. */
export interface FrozenVersion {
  readonly id: string;
  readonly modelId: string;
  readonly content: VersionContent | Error;
}

/** A version's content, to be used. Throws where its bytes don't have its hash. */
export function servedContent({ content }: FrozenVersion): VersionContent {
  if (content instanceof Error) throw content;
  return content;
}

/** A version that isn't stored yet. */
export interface NewVersion {
  readonly facts: VersionFacts;
  /** The canonical content, as it is stored. */
  readonly content: string;
  readonly layout: JsonObject | null;
}
