import type { CloneRecord } from '../clone/clone.ts';
import type { DraftContent } from './draft.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import type { SelectedModel } from '../catalog/selectedModel.ts';
import type { Amounts } from '../entitlement/amounts.ts';

/** What a version's row says without its content: enough for lists, entitlement and readiness. */
export interface VersionFacts {
  readonly id: string;
  readonly cloneId: string;
  readonly number: number;
  readonly contentHash: string;
  readonly contentSchema: number;
  readonly model: SelectedModel;
  readonly catalogVersion: string;
  readonly note: string | null;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly usage: Amounts;
}

/** A version and its clone, whose owner may read it and whose row says which version is active. */
export interface VersionRecord extends VersionFacts {
  readonly ownerId: string;
  readonly clone: CloneRecord;
}

/** The frozen part, parsed, after its stored bytes were compared with their hash. */
export type VersionContent = DraftContent;

/** A version that isn't stored yet. */
export interface NewVersion {
  readonly facts: VersionFacts;
  /** The canonical content, as it is stored. */
  readonly content: string;
  readonly layout: JsonObject | null;
}
