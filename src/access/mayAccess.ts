import type { Caller } from './caller.ts';
import { type Audience, audienceScopes } from './rules.ts';

/** Whether the caller belongs to one of the audiences, for something of a clone that `ownerId` owns (null: of no clone). */
export function mayAccess(caller: Caller, audiences: readonly Audience[], ownerId: string | null): boolean {
  return audiences.some((audience) => belongs(caller, audience, ownerId));
}

/** Owners and operators still see what moderation hides. */
export function seesHidden(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'operators'], ownerId);
}

/** Who sees all of a user's clones in User.clones (doc/behaviour.md); others see what the directory lists. */
export function seesAllClonesOf(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'services', 'operators'], ownerId);
}

function belongs({ kind, subject, scopes }: Caller, audience: Audience, ownerId: string | null): boolean {
  if (audience === 'users') return kind === 'user';
  if (audience === 'owner') return kind === 'user' && ownerId !== null && subject === ownerId;
  return audienceScopes[audience].some((scope) => scopes.has(scope));
}
