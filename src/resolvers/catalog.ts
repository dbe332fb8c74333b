import { apiError } from '../errors/apiError.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import type { SelectedModel } from '../catalog/selectedModel.ts';

export const catalogResolvers = {
  Query: {
    strategyCatalog: async (_, { version }, { loaders, service }) => {
      const { content } = service.catalog;
      if ((version ?? content.version) === content.version) return content;
      const served = await loaders.servedCatalog.load(version ?? '');
      if (served === null) throw apiError('NOT_FOUND', 'No catalog with this version was ever served.');
      return served;
    },
  },
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
