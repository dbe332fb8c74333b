import { modelTiers, type ModelTier } from '../catalog/modelTier.ts';
import { counted, type Amounts, type Maxima } from './amounts.ts';

/** What a clone may use. */
export interface Capacity extends Maxima {
  readonly modelTier: ModelTier;
}

/** What a grant gives, and when. */
export interface GrantedRights extends Amounts {
  readonly modelTier: ModelTier | null;
  readonly effectiveAt: Date;
  readonly expiresAt: Date | null;
}

/** All that EconomyService's facts say about one grant. */
export interface Grant extends GrantedRights {
  readonly grantId: string;
  /** The earliest revocation, also one that lies ahead; null when there is none. */
  readonly revokedAt: Date | null;
}

/** In force from `effectiveAt` until `expiresAt` or its revocation: doc/behaviour.md#entitlement. */
export function isInForce(grant: Grant, now: Date): boolean {
  const { effectiveAt, expiresAt, revokedAt } = grant;
  return effectiveAt <= now && (expiresAt === null || now < expiresAt) && (revokedAt === null || now < revokedAt);
}

/** The catalog's base plus the sum of the grants in force; the tier is the highest. Sums stop at 2^31−1. */
export function effectiveEntitlement(base: Capacity, grants: readonly Grant[], now: Date): Capacity {
  const counting = grants.filter((grant) => isInForce(grant, now));
  if (counting.length === 0) return base;
  const maxima = counted.map(({ amount, most }) => {
    const total = counting.reduce((sum, grant) => sum + grant[amount], base[most]);
    return [most, Math.min(2 ** 31 - 1, total)];
  });
  return {
    ...(Object.fromEntries(maxima) as Maxima),
    modelTier: highestTier([
      base.modelTier,
      ...counting.map((grant) => grant.modelTier).filter((tier) => tier !== null),
    ]),
  };
}

function highestTier(tiers: readonly ModelTier[]): ModelTier {
  return modelTiers.findLast((tier) => tiers.includes(tier)) ?? modelTiers[0];
}
