import type { Caller } from './caller.ts';
import type { Audience } from './rules.ts';

/** Whether the caller is in one of the audiences, for a thing of the clone that `ownerId` owns (null: of no clone). */
export function mayAccess(caller: Caller, audiences: readonly Audience[], ownerId: string | null): boolean {
  return audiences.some((audience) => belongs[audience](caller, ownerId));
}

/** Owner and operators: to them what moderation hides is still shown. */
export function seesHidden(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'operators'], ownerId);
}

/** "User.clones: all of them to the owner, services with clone:read and operators." */
export function seesAllClonesOf(caller: Caller, ownerId: string): boolean {
  return mayAccess(caller, ['owner', 'services', 'operators'], ownerId);
}

const belongs: Record<Audience, (caller: Caller, ownerId: string | null) => boolean> = {
  users: ({ kind }) => kind === 'user',
  owner: ({ kind, subject }, ownerId) => kind === 'user' && ownerId !== null && subject === ownerId,
  services: ({ scopes }) => scopes.has('clone:read') || scopes.has('strategy:read'),
  strategyServices: ({ scopes }) => scopes.has('strategy:read'),
  economyService: ({ scopes }) => scopes.has('entitlement:write'),
  operators: ({ scopes }) => scopes.has('clone:admin') || scopes.has('clone:moderate'),
  moderators: ({ scopes }) => scopes.has('clone:moderate'),
  admins: ({ scopes }) => scopes.has('clone:admin'),
};
