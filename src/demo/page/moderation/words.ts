import type { ModerationGate, ModerationStatus } from '../generated/graphql.ts';

const gates: Readonly<Record<ModerationGate, string>> = {
  NONE: 'The gate is off: what a creator saves is public at once, until somebody rejects it.',
  PUBLISH: 'Publishing needs an approved profile. The public sees the last one that was approved.',
  AUDITION: 'Auditions need an approved profile. The public sees the last one that was approved.',
  BOTH: 'Publishing and auditions need an approved profile. The public sees the last one that was approved.',
};

const statuses: Readonly<Record<ModerationStatus, string>> = {
  PENDING: 'Waits',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
};

/** What needs an approval, and what the public sees without one. */
export const gateWords = (gate: ModerationGate): string => gates[gate];
export const moderationWords = (status: ModerationStatus): string => statuses[status];
