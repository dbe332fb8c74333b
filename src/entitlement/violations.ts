import { exceedsTier, type ModelTier } from '../catalog/modelTier.ts';
import type { Capacity } from './effectiveEntitlement.ts';

/** What a strategy or a version uses; the counts of src/strategy/usage.ts, which stand on a version's row, too. */
export interface Used {
  readonly dataStreams: number;
  readonly assets: number;
  readonly promptCharacters: number;
  /** null: no model, so no tier is exceeded. */
  readonly modelTier: ModelTier | null;
}

export type EntitlementLimit = 'DATA_STREAMS' | 'ASSETS' | 'PROMPT_CHARACTERS' | 'MODEL_TIER';

export interface Violation {
  readonly limit: EntitlementLimit;
  readonly allowed: number | null;
  readonly actual: number | null;
  readonly allowedTier: ModelTier | null;
  readonly actualTier: ModelTier | null;
}

/** Every limit that `used` exceeds, in the order of the enum. */
export function violationsOf(used: Used, capacity: Capacity): Violation[] {
  return [
    ...overCount('DATA_STREAMS', used.dataStreams, capacity.maxDataStreams),
    ...overCount('ASSETS', used.assets, capacity.maxAssets),
    ...overCount('PROMPT_CHARACTERS', used.promptCharacters, capacity.maxPromptCharacters),
    ...overTier(used.modelTier, capacity.modelTier),
  ];
}

function overCount(limit: EntitlementLimit, actual: number, allowed: number): Violation[] {
  return actual > allowed ? [{ limit, allowed, actual, allowedTier: null, actualTier: null }] : [];
}

function overTier(actualTier: ModelTier | null, allowedTier: ModelTier): Violation[] {
  if (actualTier === null || !exceedsTier(actualTier, allowedTier)) return [];
  return [{ limit: 'MODEL_TIER', allowed: null, actual: null, allowedTier, actualTier }];
}
