import type { RequestContext } from '../api/context.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { whenThere } from '../api/whenThere.ts';
import { applyEntitlementFacts } from '../actions/applyEntitlementFacts.ts';
import { isInForce } from '../entitlement/effectiveEntitlement.ts';
import type { ClonesEntitlement } from '../entitlement/entitlementOf.ts';
import { nextChange } from '../entitlement/nextChange.ts';
import { inOrder } from '../entitlement/store.ts';
import { violationsOf, type Violation } from '../entitlement/violations.ts';

export const entitlementResolvers = {
  Clone: {
    entitlement: (clone, _, { loaders }) => loaders.entitlement.load(clone),
  },
  Entitlement: {
    cloneId: ({ clone }) => clone.id,
    maxDataStreams: ({ capacity }) => capacity.maxDataStreams,
    maxAssets: ({ capacity }) => capacity.maxAssets,
    maxPromptCharacters: ({ capacity }) => capacity.maxPromptCharacters,
    modelTier: ({ capacity }) => capacity.modelTier,
    grants: async (entitlement, _, { loaders }) => {
      const { grants, asOf } = entitlement;
      return inOrder([...grants, ...(await loaders.endedGrants.load(entitlement))]).map((grant) => ({
        ...grant,
        inForce: isInForce(grant, asOf),
      }));
    },
    changesAt: ({ grants, asOf }) => nextChange(grants, asOf),
    violations: currentViolations,
  },
  Mutation: {
    applyEntitlementFacts: async (_, { input }, context) => {
      const outcome = await applyEntitlementFacts(context.actionContext(), input.facts);
      return 'done' in outcome ? { ...outcome.done, errors: [] } : outcome.refused;
    },
  },
  ApplyEntitlementFactsPayload: {
    entitlements: async ({ cloneIds }, _, { loaders }) => {
      const clones = await loaders.clone.loadAll(cloneIds);
      return Promise.all(clones.filter((clone) => clone !== null).map((clone) => loaders.entitlement.load(clone)));
    },
  },
} satisfies Resolvers;

/** Where the active version or the selected model exceeds the entitlement now. */
function currentViolations({ clone, capacity }: ClonesEntitlement, _: unknown, { loaders }: RequestContext) {
  return whenThere(loaders.versionFacts.load(clone.activeVersionId), (active) => {
    const ofVersion = active === null ? [] : violationsOf({ ...active.usage, modelTier: active.model.tier }, capacity);
    const ofModel = violationsOf(
      { dataStreams: 0, assets: 0, promptCharacters: 0, modelTier: clone.model?.tier ?? null },
      capacity,
    );
    return [
      ...ofVersion.map((violation) => violationView(violation, active?.id ?? null)),
      ...ofModel.map((violation) => violationView(violation, null)),
    ];
  });
}

/** A violation by a version, or by the selected model (null). */
export function violationView(violation: Violation, strategyVersionId: string | null) {
  return { ...violation, strategyVersionId };
}
