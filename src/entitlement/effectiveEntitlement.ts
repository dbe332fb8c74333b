import { modelTiers, type ModelTier } from '../catalog/modelTier.ts';

/** What a clone may use. */
export interface Capacity {
  readonly maxDataStreams: number;
  readonly maxAssets: number;
  readonly maxPromptCharacters: number;
  readonly modelTier: ModelTier;
}

/** What a grant gives, and when. */
export interface GrantedRights {
  readonly dataStreams: number;
  readonly assets: number;
  readonly promptCharacters: number;
  readonly modelTier: ModelTier | null;
  readonly effectiveAt: Date;
  readonly expiresAt: Date | null;
}

/** One grant with what is known of it: EconomyService's facts, brought together by grantId. */
export interface Grant extends GrantedRights {
  readonly grantId: string;
  /** The earliest revocation, also one that lies ahead; null when there is none. */
  readonly revokedAt: Date | null;
}

/** In force from `effectiveAt` until `expiresAt` or its revocation: doc/behaviour.md#entitlement. */
export function isInForce(grant: Grant, now: Date): boolean {
  const ends = [grant.expiresAt, grant.revokedAt].filter((end) => end !== null);
  return grant.effectiveAt <= now && ends.every((end) => now < end);
}

/** The catalog's base plus the sum of the grants in force; the tier is the highest. Sums stop at 2^31−1. */
export function effectiveEntitlement(base: Capacity, grants: readonly Grant[], now: Date): Capacity {
  const counting = grants.filter((grant) => isInForce(grant, now));
  const total = (start: number, amount: (grant: Grant) => number): number =>
    Math.min(
      2 ** 31 - 1,
      counting.reduce((sum, grant) => sum + amount(grant), start),
    );
  return {
    maxDataStreams: total(base.maxDataStreams, (grant) => grant.dataStreams),
    maxAssets: total(base.maxAssets, (grant) => grant.assets),
    maxPromptCharacters: total(base.maxPromptCharacters, (grant) => grant.promptCharacters),
    modelTier: highestTier([
      base.modelTier,
      ...counting.map((grant) => grant.modelTier).filter((tier) => tier !== null),
    ]),
  };
}

function highestTier(tiers: readonly ModelTier[]): ModelTier {
  return modelTiers.findLast((tier) => tiers.includes(tier)) ?? modelTiers[0];
}
