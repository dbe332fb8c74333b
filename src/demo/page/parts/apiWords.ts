import type { ReadinessBlocker } from '../generated/graphql.ts';

const blockers: Readonly<Record<ReadinessBlocker, string>> = {
  CLONE_NOT_ACTIVE: 'not active',
  PROFILE_UNNAMED: 'no name',
  MODEL_NOT_SELECTED: 'no model',
  NO_PUBLISHED_STRATEGY: 'nothing published',
  PROFILE_NOT_APPROVED: 'no approved profile',
  ENTITLEMENT_EXCEEDED: 'over the entitlement',
  PAUSED: 'paused by its creator',
};

/** What keeps an audition or a race from starting. */
export const blockerWords = (blocker: ReadinessBlocker): string => blockers[blocker] ?? plainWords(blocker);

/** A value that came after this page was built: its name in the API, readable. */
export const plainWords = (value: string): string => value.toLowerCase().replaceAll('_', ' ');
