import type { AuditAction } from './store.ts';
import type { Details, TrailEntry } from './read.ts';

/** An entry as its reader may see it. */
export interface TrailView extends Omit<TrailEntry, 'actor'> {
  readonly actor: string | null;
  /** Details that are loaded later must be reduced to what the owner may see. */
  readonly isForOwner?: true;
}

/** The details of each action that its clone's owner doesn't see. */
const hiddenDetails: Readonly<Record<AuditAction, readonly string[]>> = {
  'clone.created': [],
  'profile.updated': [],
  'profile.moderated': [],
  'status.changed': ['reason'],
  'entitlement.changed': [],
  'model.selected': [],
  'draft.edited': [],
  'draft.discarded': [],
  'draft.restored': [],
  'draft.reverted': [],
  'strategy.published': [],
  'strategy.activated': [],
  'clone.paused': [],
  'clone.resumed': [],
};

/**
 * An entry as the owner sees it: other actors appear by kind only, and status changes without their reason
 * (doc/behaviour.md). A service is never the owner, whatever its subject.
 */
export function forOwner(entry: TrailEntry, ownerId: string): TrailView {
  const isOwner = entry.actorKind !== 'SERVICE' && entry.actor === ownerId;
  return {
    ...entry,
    actor: isOwner ? ownerId : null,
    details: entry.details && detailsForOwner(entry.action, entry.details),
    isForOwner: true,
  };
}

export function detailsForOwner(action: AuditAction, details: Details): Details {
  // A newer version of this service may have written an action that this one doesn't know: then nothing is shown.
  const hidden = Object.hasOwn(hiddenDetails, action) ? hiddenDetails[action] : Object.keys(details);
  return Object.fromEntries(Object.entries(details).filter(([name]) => !hidden.includes(name)));
}
