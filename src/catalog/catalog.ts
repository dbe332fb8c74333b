import type { z } from 'zod';
import type { catalogShape } from './catalogShape.ts';

/** What the builder may offer, in the shape of `strategyCatalog`'s answer. */
export type CatalogContent = z.infer<typeof catalogShape>;
export type StreamDefinition = CatalogContent['streams'][number];
export type ModelDefinition = CatalogContent['models'][number];
