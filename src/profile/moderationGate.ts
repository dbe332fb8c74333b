import type { Listing } from '../clone/read.ts';
import { settingsByName } from '../settings/settingsTable.ts';

/** MODERATION_GATE: what needs an approved profile. An open product decision, so a setting. */
export const moderationGates = settingsByName.MODERATION_GATE.schema.options;
export type ModerationGate = (typeof moderationGates)[number];

const gated: Readonly<Record<ModerationGate, { readonly publishing: boolean; readonly audition: boolean }>> = {
  none: { publishing: false, audition: false },
  publish: { publishing: true, audition: false },
  audition: { publishing: false, audition: true },
  both: { publishing: true, audition: true },
};

/** Whether publishing needs an approved profile. */
export function gatesPublishing(gate: ModerationGate): boolean {
  return gated[gate].publishing;
}

/** Whether an audition needs an approved profile: a set-up step and a readiness blocker. */
export function gatesAudition(gate: ModerationGate): boolean {
  return gated[gate].audition;
}

/** With `none` a saved draft is public at once; with any other gate the public sees the last approved copy. */
export function listingOf(gate: ModerationGate): Listing {
  return gate === 'none' ? 'listed_name' : 'listed_approved_name';
}
