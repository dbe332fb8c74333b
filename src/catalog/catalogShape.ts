import { z } from 'zod';
import { codePoints, isStorable } from '../text/characters.ts';
import { exceedsTier, modelTiers } from './modelTier.ts';
import { compileParameters } from './parameters.ts';
import { schemaFlaw } from './schemaFlaw.ts';

const name = text(100);
const tier = z.enum(modelTiers);
const count = z.int().min(0).max(1_000_000);

/** `parametersSchema`: JSON Schema 2020-12 of an object, or null. What it may hold is said in `schemaFlaw`. */
const parametersSchema = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && !Array.isArray(value),
    'expected a JSON Schema or null',
  )
  .nullable()
  .check(({ value, issues }) => {
    if (value === null) return;
    const flaw = schemaFlaw(value) ?? compiledFlaw(value);
    if (flaw !== null) issues.push({ code: 'custom', input: value, path: [...flaw.path], message: flaw.message });
  });

const stream = z.strictObject({
  key: name,
  displayName: name,
  description: text(500),
  intervals: z
    .array(name)
    .max(50)
    .superRefine(onlyOnce((interval) => interval)),
  parametersSchema,
});

const model = z.strictObject({ id: name, displayName: name, tier, available: z.boolean() });

const baseEntitlement = z.strictObject({
  maxDataStreams: count,
  maxAssets: count,
  maxPromptCharacters: count,
  modelTier: tier,
});

/** What a catalog file has to be: the shape of `strategyCatalog`'s answer, without contradictions. */
export const catalogShape = z
  .strictObject({
    version: z.string().transform(withoutFingerprint).pipe(text(80)),
    streams: z
      .array(stream)
      .min(1)
      .max(1_000)
      .superRefine(onlyOnce(({ key }) => key, 'key')),
    assets: z
      .array(z.strictObject({ symbol: name, displayName: name }))
      .min(1)
      .max(20_000)
      .superRefine(onlyOnce(({ symbol }) => symbol, 'symbol')),
    models: z
      .array(model)
      .min(1)
      .max(1_000)
      .superRefine(onlyOnce(({ id }) => id, 'id')),
    baseEntitlement,
  })
  .refine(
    ({ models, baseEntitlement: { modelTier } }) =>
      models.some((one) => one.available && !exceedsTier(one.tier, modelTier)),
    {
      path: ['baseEntitlement', 'modelTier'],
      message: 'expected a tier up to which `models` has an available one: a clone without any grant could select none',
    },
  );

/** The file's own label: one saved from an answer has the fingerprint that readCatalogFile adds. */
function withoutFingerprint(version: string): string {
  return version.replace(/\+[0-9a-f]{12}$/, '');
}

/** Text that a creator can name in a draft, too: storable, and counted in code points as there. */
function text(most: number) {
  const isText = (value: string): boolean =>
    value !== '' && value === value.trim() && isStorable(value) && codePoints(value) <= most;
  return z
    .string()
    .refine(
      isText,
      `expected 1 to ${most} characters, with no blank at either end and no NUL or half of a surrogate pair`,
    );
}

/** Refuses a list in which two items have the same name, at the second one. */
function onlyOnce<Item>(nameOf: (item: Item) => string, ...member: readonly string[]) {
  return (items: readonly Item[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      if (seen.has(nameOf(item)))
        context.addIssue({
          code: 'custom',
          path: [index, ...member],
          message: 'is repeated; each may occur only once',
        });
      seen.add(nameOf(item));
    }
  };
}

function compiledFlaw(schema: Readonly<Record<string, unknown>>) {
  const compiled = compileParameters(schema);
  return 'flaw' in compiled ? compiled.flaw : null;
}
