import type { Resolvers } from '../api/generated/resolvers.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';

export const catalogResolvers: Resolvers = {
  Query: { strategyCatalog: (_, __, { service }) => service.catalog.content },
};

/** A clone's or version's model, as it was when selected or published, and whether the catalog still offers it. */
export function selectedModelView(
  model: { readonly id: string; readonly name: string; readonly tier: 'STANDARD' | 'ADVANCED' | 'FRONTIER' },
  catalog: Catalog,
) {
  return {
    modelId: model.id,
    displayName: model.name,
    tier: model.tier,
    available: catalog.model(model.id) !== undefined,
  };
}
