import type { Details, TrailEntry } from './read.ts';

/** An entry as its reader may see it. */
export interface TrailView extends Omit<TrailEntry, 'actor'> {
  readonly actor: string | null;
  /** Details that are loaded later must be reduced to what the owner may see. */
  readonly isForOwner?: true;
}

/**
 * An entry as the owner sees it: other actors appear by kind only, and status changes without their reason
 * (doc/behaviour.md). A service is never the owner, whatever its subject.
 */
export function forOwner(entry: TrailEntry, ownerId: string): TrailView {
  const isOwner = entry.actorKind !== 'SERVICE' && entry.actor === ownerId;
  return {
    ...entry,
    actor: isOwner ? ownerId : null,
    details: entry.details && detailsForOwner(entry.details),
    isForOwner: true,
  };
}

export function detailsForOwner({ reason: _, ...details }: Details): Details {
  return details;
}
