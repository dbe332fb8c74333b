import type { Details, TrailEntry } from './read.ts';

/** An entry as somebody may read it. */
export interface TrailView extends Omit<TrailEntry, 'actor'> {
  readonly actor: string | null;
  /** Set when the details are read later, and then have to be reduced to what the owner may see. */
  readonly isForOwner?: true;
}

/**
 * What the owner may read of an entry: other actors by kind only, and status changes without their reason. A service is
 * never the owner, whatever its subject.
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
