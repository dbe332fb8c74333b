import type { AuditAction } from '../audit/store.ts';

/** The kind of event that an entry of the audit trail is. What a creator does to a draft is none. */
const kindOf = {
  'clone.created': 'CREATED',
  'profile.updated': 'PROFILE_UPDATED',
  'profile.moderated': 'PROFILE_MODERATED',
  'status.changed': 'STATUS_CHANGED',
  'model.selected': 'MODEL_SELECTED',
  'strategy.published': 'STRATEGY_PUBLISHED',
  'strategy.activated': 'STRATEGY_ACTIVATED',
  'clone.paused': 'PAUSE_CHANGED',
  'clone.resumed': 'PAUSE_CHANGED',
  'entitlement.changed': 'ENTITLEMENT_CHANGED',
} as const satisfies Record<Exclude<AuditAction, `draft.${string}`>, string>;

export type EventKind = (typeof kindOf)[keyof typeof kindOf];

/** The kind of an action; undefined for one that only a newer version of this service knows. */
export function eventKind(action: string): EventKind | undefined {
  return Object.hasOwn(kindOf, action) ? kindOf[action as keyof typeof kindOf] : undefined;
}

/** The actions that are events of these kinds; null: of any kind. */
export function eventActions(kinds: readonly EventKind[] | null): string[] {
  return Object.entries(kindOf)
    .filter(([, kind]) => kinds === null || kinds.includes(kind))
    .map(([action]) => action);
}
