import type { Resolvers } from '../api/generated/resolvers.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import type { SelectedModel } from '../catalog/selectedModel.ts';

export const catalogResolvers = {
  Query: { strategyCatalog: (_, __, { service }) => service.catalog.content },
} satisfies Resolvers;

/** A clone's or a version's model: as it was when selected or published, and whether the catalog offers it now. */
export function selectedModelView(model: SelectedModel, catalog: Catalog) {
  return {
    modelId: model.id,
    displayName: model.name,
    tier: model.tier,
    available: catalog.model(model.id) !== undefined,
  };
}
