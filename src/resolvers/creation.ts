import type { Resolvers } from '../api/generated/resolvers.ts';
import { cloneOf } from '../api/payload.ts';
import { createClone } from '../actions/createClone.ts';

export const creationResolvers: Resolvers = {
  Mutation: {
    createClone: async (_, { input }, context) => {
      const outcome = await createClone(context.acting(), input);
      if ('refused' in outcome) return { cloneId: null, created: false, ...outcome.refused };
      const { cloneId, created } = outcome.done;
      return { cloneId, created, errors: [], written: outcome.done };
    },
  },
  CreateClonePayload: { clone: cloneOf },
};
