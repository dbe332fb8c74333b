import type { Caller } from './caller.ts';
import { type Audience, audienceScopes } from './rules.ts';

/** Whether the caller is in one of the audiences, for a thing of the clone that `ownerId` owns (null: of no clone). */
export function mayAccess(caller: Caller, audiences: readonly Audience[], ownerId: string | null): boolean {
  return audiences.some((audience) => belongs(caller, audience, ownerId));
}

/** Owner and operators: to them what moderation hides is still shown. */
export function seesHidden(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'operators'], ownerId);
}

/** Who sees all of a user's clones in `User.clones`; others see what the directory lists. */
export function seesAllClonesOf(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'services', 'operators'], ownerId);
}

function belongs({ kind, subject, scopes }: Caller, audience: Audience, ownerId: string | null): boolean {
  if (audience === 'users') return kind === 'user';
  if (audience === 'owner') return kind === 'user' && ownerId !== null && subject === ownerId;
  return audienceScopes[audience].some((scope) => scopes.has(scope));
}
