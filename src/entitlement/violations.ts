import { exceedsTier, type ModelTier } from '../catalog/modelTier.ts';
import { counted, type Amounts, type CountedLimit } from './amounts.ts';
import type { Capacity } from './effectiveEntitlement.ts';

/** What a strategy or a version uses. */
export interface Used extends Amounts {
  /** null: no model, so no tier is exceeded. */
  readonly modelTier: ModelTier | null;
}

export type EntitlementLimit = CountedLimit | 'MODEL_TIER';

export interface Violation {
  readonly limit: EntitlementLimit;
  readonly allowed: number | null;
  readonly actual: number | null;
  readonly allowedTier: ModelTier | null;
  readonly actualTier: ModelTier | null;
}

/** Every limit that `used` exceeds, in the enum's order. */
export function violationsOf(used: Used, capacity: Capacity): Violation[] {
  return [
    ...counted.flatMap(({ limit, amount, most }) => overCount(limit, used[amount], capacity[most])),
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
