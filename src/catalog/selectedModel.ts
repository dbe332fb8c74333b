import type { ModelTier } from './modelTier.ts';

/** A model as it was when a clone selected it, or a version was published with it: the catalog may drop it later. */
export interface SelectedModel {
  readonly id: string;
  readonly name: string;
  readonly tier: ModelTier;
}
