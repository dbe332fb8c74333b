import type { Resolvers } from '../api/generated/resolvers.ts';
import { activationResolvers } from './activation.ts';
import { auditResolvers } from './audit.ts';
import { catalogResolvers } from './catalog.ts';
import { cloneResolvers } from './clone.ts';
import { entitlementResolvers } from './entitlement.ts';
import { eventResolvers } from './events.ts';
import { lifecycleResolvers } from './lifecycle.ts';
import { profileResolvers } from './profile.ts';
import { strategyResolvers } from './strategy.ts';

/** The resolvers of every domain. */
export const domainResolvers = [
  catalogResolvers,
  cloneResolvers,
  profileResolvers,
  entitlementResolvers,
  strategyResolvers,
  activationResolvers,
  lifecycleResolvers,
  auditResolvers,
  eventResolvers,
] as const satisfies readonly Resolvers[];

/** What they resolve together, by type. */
export type DomainResolvers = typeof catalogResolvers &
  typeof cloneResolvers &
  typeof profileResolvers &
  typeof entitlementResolvers &
  typeof strategyResolvers &
  typeof activationResolvers &
  typeof lifecycleResolvers &
  typeof auditResolvers &
  typeof eventResolvers;
