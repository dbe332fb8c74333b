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
  const violations: Violation[] = [];
  for (const { limit, amount, most } of counted) {
    const [actual, allowed] = [used[amount], capacity[most]];
    if (actual > allowed) violations.push({ limit, allowed, actual, allowedTier: null, actualTier: null });
  }
  const [actualTier, allowedTier] = [used.modelTier, capacity.modelTier];
  if (actualTier !== null && exceedsTier(actualTier, allowedTier))
    violations.push({ limit: 'MODEL_TIER', allowed: null, actual: null, allowedTier, actualTier });
  return violations;
}
