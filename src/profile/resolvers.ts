import { seesHidden } from '../access/mayAccess.ts';
import { notImplemented } from '../errors.ts';
import type { Resolvers } from '../graphql/generated/resolvers.ts';
import { payloadOf } from '../graphql/payload.ts';
import { updatePublicProfile } from './actions/updatePublicProfile.ts';
import { capabilitySignals } from './capabilitySignals.ts';
import { profileDraft, publicFace } from './publicFace.ts';

export const profileResolvers: Resolvers = {
  Clone: {
    publicProfile: (clone, _, { caller, service }) =>
      publicFace(clone, service.policy.moderationGate, seesHidden(caller, clone.ownerId)),
    publicProfileDraft: profileDraft,
  },
  PublicProfile: {
    capabilitySignals: async ({ clone }, _, { loaders }) =>
      clone.shownCapabilities.length === 0 ? [] : capabilitySignals(clone, (await loaders.entitlement.load(clone)).capacity),
  },
  Mutation: {
    updatePublicProfile: async (_, { input }, context) =>
      payloadOf(input.cloneId, await updatePublicProfile(context.acting(), input)),
    moderatePublicProfile: notImplemented,
  },
  UpdatePublicProfilePayload: {
    clone: ({ cloneId }, _, { loaders }) => loaders.clone.load(cloneId),
  },
};
