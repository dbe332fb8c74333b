import { activateStrategyVersion } from '../actions/activateStrategyVersion.ts';
import { setPaused } from '../actions/setPaused.ts';
import type { ActivationRecord } from '../activation/activation.ts';
import type { ActivationFacts } from '../activation/store.ts';
import { connectionOf, readPage, sequenceCursor } from '../api/connection.ts';
import type { RequestContext } from '../api/context.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { movedPayloadOf, cloneOf } from '../api/payload.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { apiError } from '../errors/apiError.ts';

type Loaders = RequestContext['loaders'];

export const activationResolvers = {
  Clone: {
    activation: newestActivation,
    activations: async (clone, args, { loaders }) => {
      const page = readPage(args, cursor);
      const { limit, after } = page;
      const found = await loaders.activationsOfClone.load({ cloneId: clone.id, page: { limit, after } });
      return connectionOf(
        page,
        cursor,
        found.map(({ sequence }) => sequence),
        found.map((facts) => beside(facts, clone)),
      );
    },
    strategyVersionAt: async (clone, { at }, { loaders }) => {
      const { versionId, isToCome } = await loaders.activeAt.load({ cloneId: clone.id, at });
      if (isToCome) throw apiError('BAD_USER_INPUT', 'Argument "at" must not be an instant that is still to come.');
      return versionId === null ? null : loaders.version.beside(clone, versionId);
    },
  },
  StrategyActivation: {
    version: ({ versionId, clone }, _, { loaders }) => loaders.version.beside(clone, versionId),
  },
  Mutation: {
    activateStrategyVersion: async (_, { input }, context) =>
      movedPayloadOf(input.cloneId, await activateStrategyVersion(context.actionContext(), input)),
    setPaused: async (_, { input }, context) =>
      movedPayloadOf(input.cloneId, await setPaused(context.actionContext(), input)),
  },
  ActivationPayload: {
    clone: cloneOf,
    activation: async ({ cloneId }, _, context) => {
      const clone = await context.loaders.clone.load(cloneId);
      return clone && newestActivation(clone, {}, context);
    },
  },
} satisfies Resolvers;

const cursor = sequenceCursor('Clone.activations');

async function newestActivation(
  clone: CloneRecord,
  _: unknown,
  { loaders }: { readonly loaders: Loaders },
): Promise<ActivationRecord | null> {
  const { id: cloneId, activation: sequence } = clone;
  return sequence === null ? null : beside(await loaders.activation.load({ cloneId, sequence }), clone);
}

function beside(facts: ActivationFacts, clone: CloneRecord): ActivationRecord {
  return { ...facts, ownerId: clone.ownerId, clone };
}
