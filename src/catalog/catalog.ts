import { z } from 'zod';

/** Weakest first: the order is what "inside the entitlement" compares. */
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

const name = z.string().min(1).max(100);
const tier = z.enum(modelTiers);
const count = z.int().min(0).max(1_000_000);

/** What the builder may offer, in the shape of `strategyCatalog`'s answer. */
export const catalogShape = z.strictObject({
  version: name,
  streams: z.array(
    z.strictObject({
      key: name,
      displayName: name,
      description: z.string().min(1).max(500),
      intervals: z.array(name),
      parametersSchema: z.record(z.string(), z.json()).nullable(),
    }),
  ),
  assets: z.array(z.strictObject({ symbol: name, displayName: name })),
  models: z.array(z.strictObject({ id: name, displayName: name, tier, available: z.boolean() })),
  baseEntitlement: z.strictObject({ maxDataStreams: count, maxAssets: count, maxPromptCharacters: count, modelTier: tier }),
});

export type CatalogContent = z.infer<typeof catalogShape>;
export type StreamDefinition = CatalogContent['streams'][number];
export type ModelDefinition = CatalogContent['models'][number];
