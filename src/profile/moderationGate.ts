import type { Listing } from '../clone/read.ts';

/** MODERATION_GATE: what an approved profile is asked for (an open product decision, so a setting). */
export const moderationGates = ['none', 'publish', 'audition', 'both'] as const;
export type ModerationGate = (typeof moderationGates)[number];

/** Whether publishing needs an approved profile. */
export function gatesPublishing(gate: ModerationGate): boolean {
  return gate === 'publish' || gate === 'both';
}

/** Whether an audition needs an approved profile: a set-up step and a readiness blocker. */
export function gatesAudition(gate: ModerationGate): boolean {
  return gate === 'audition' || gate === 'both';
}

/** With `none` a saved draft is public at once; with any other gate the public sees the last approved copy. */
export function listingOf(gate: ModerationGate): Listing {
  return gate === 'none' ? 'listed_name' : 'listed_approved_name';
}
