import { mayAccess } from '../access/mayAccess.ts';
import { connectionOf, readPage, sequenceCursor } from '../api/connection.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { detailsForOwner, forOwner, type TrailView } from '../audit/trailView.ts';

const cursor = sequenceCursor('Clone.auditTrail');

export const auditResolvers = {
  Clone: {
    auditTrail: async ({ id, ownerId }, args, { caller, loaders }) => {
      const page = readPage(args, cursor);
      const { limit, after } = page;
      const entries = await loaders.trailOfClone.load({ cloneId: id, page: { limit, after } });
      const seesAll = mayAccess(caller, ['operators'], ownerId);
      const views = entries.map((entry): TrailView => (seesAll ? entry : forOwner(entry, ownerId)));
      return connectionOf(
        page,
        cursor,
        entries.map(({ sequence }) => sequence),
        views,
      );
    },
  },
  AuditEvent: {
    details: async ({ id, action, details, isForOwner }, _, { loaders }) => {
      if (details !== null) return details;
      const whole = await loaders.auditDetails.load(id);
      return isForOwner ? detailsForOwner(action, whole) : whole;
    },
  },
} satisfies Resolvers;
