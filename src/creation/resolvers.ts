import type { Resolvers } from '../graphql/generated/resolvers.ts';
import { cloneOf } from '../graphql/payload.ts';
import { createClone } from './actions/createClone.ts';

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
