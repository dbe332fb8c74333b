import type { Resolvers } from '../graphql/generated/resolvers.ts';
import { cloneOf } from '../graphql/payload.ts';
import { createClone } from './actions/createClone.ts';

export const creationResolvers: Resolvers = {
  Mutation: {
    createClone: async (_, { input }, context) => {
      const outcome = await createClone(context.acting(), input);
      return 'done' in outcome ? { ...outcome.done, errors: [] } : { cloneId: null, created: false, ...outcome.refused };
    },
  },
  CreateClonePayload: { clone: cloneOf },
};
