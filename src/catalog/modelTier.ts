/** Weakest first: an entitlement allows a tier and all before it. */
export const modelTiers = ['STANDARD', 'ADVANCED', 'FRONTIER'] as const;
export type ModelTier = (typeof modelTiers)[number];

/** Whether `tier` is stronger than `allowed`. */
export function exceedsTier(tier: ModelTier, allowed: ModelTier): boolean {
  return modelTiers.indexOf(tier) > modelTiers.indexOf(allowed);
}

/** `text` as a tier. Throws for anything else: rows hold only what this service wrote. */
export function asModelTier(text: string): ModelTier {
  const tier = modelTiers.find((known) => known === text);
  if (tier === undefined) throw new Error('a stored model tier is unknown');
  return tier;
}
