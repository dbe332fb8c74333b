import { seesHidden } from '../access/mayAccess.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { cloneOf, payloadOf } from '../api/payload.ts';
import { moderatePublicProfile } from '../actions/moderatePublicProfile.ts';
import { setCloneStatus } from '../actions/setCloneStatus.ts';
import { updatePublicProfile } from '../actions/updatePublicProfile.ts';
import { capabilitySignals } from '../profile/capabilitySignals.ts';
import type { ModerationGate } from '../profile/moderationGate.ts';
import { profileDraft, publicFace } from '../profile/publicFace.ts';

export const profileResolvers = {
  Query: {
    moderationGate: (_, __, { service }) => gateNames[service.policy.moderationGate],
  },
  Clone: {
    publicProfile: (clone, _, { caller, service }) =>
      publicFace(clone, service.policy.moderationGate, seesHidden(caller, clone.ownerId)),
    publicProfileDraft: profileDraft,
  },
  PublicProfile: {
    capabilitySignals: async ({ clone }, _, { loaders }) =>
      clone.shownCapabilities.length === 0
        ? []
        : capabilitySignals(clone, (await loaders.entitlement.load(clone)).capacity),
  },
  Mutation: {
    updatePublicProfile: async (_, { input }, context) =>
      payloadOf(input.cloneId, await updatePublicProfile(context.actionContext(), input)),
    moderatePublicProfile: async (_, { input }, context) =>
      payloadOf(input.cloneId, await moderatePublicProfile(context.actionContext(), input)),
    setCloneStatus: async (_, { input }, context) =>
      payloadOf(input.cloneId, await setCloneStatus(context.actionContext(), input)),
  },
  UpdatePublicProfilePayload: { clone: cloneOf },
  ModeratePublicProfilePayload: { clone: cloneOf },
  SetCloneStatusPayload: { clone: cloneOf },
} satisfies Resolvers;

/** The setting's values in the API. */
const gateNames = { none: 'NONE', publish: 'PUBLISH', audition: 'AUDITION', both: 'BOTH' } as const satisfies Record<
  ModerationGate,
  string
>;
