import type { TrailEntry } from './read.ts';

/** An entry as somebody may read it. */
export type TrailView = Omit<TrailEntry, 'actor'> & { readonly actor: string | null };

/**
 * What the owner may read of an entry: "actors that aren't the owner appear by kind only, and status changes without
 * their reason". A service is never the owner, whatever its subject.
 */
export function forOwner(entry: TrailEntry, ownerId: string): TrailView {
  const { reason: _, ...details } = entry.details;
  const isOwner = entry.actorKind !== 'SERVICE' && entry.actor === ownerId;
  return { ...entry, actor: isOwner ? ownerId : null, details };
}
