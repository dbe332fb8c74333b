import { byId } from '../api/byId.ts';
import { readPage, writeCursor } from '../api/connection.ts';
import { eventCursor } from '../api/eventPage.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { feedStart, readFeed } from '../events/read.ts';
import { apiError } from '../errors/apiError.ts';

const defaultFirst = 100;

export const eventResolvers = {
  Query: {
    cloneEvents: async (_, { kinds, ...args }, { service, reader, loaders, record }) => {
      const { first, after } = readPage(args, eventCursor, defaultFirst);
      const page = await readFeed(reader, { first, after: after ?? feedStart, kinds: kinds ?? null });
      if (page === null) throw apiError('CURSOR_LOST');
      // What other fields of the request have read may be older than the events.
      loaders.renew();
      const clones = byId(service.reads.clones, record);
      return {
        nodes: page.events.map((event) => ({ ...event, clones })),
        continueFrom: writeCursor(page.continueFrom, eventCursor),
        hasMore: page.hasMore,
        pending: page.pending,
      };
    },
  },
  CloneEvent: {
    clone: ({ cloneId, clones }) => clones.load(cloneId),
    strategyVersion: async ({ cloneId, versionNumber, clones }, _, { loaders }) => {
      if (versionNumber === null) return null;
      const [clone, id] = await Promise.all([
        clones.load(cloneId),
        loaders.versionByNumber.load({ cloneId, number: versionNumber }),
      ]);
      return clone === null || id === null ? null : loaders.version.beside(clone, id);
    },
  },
} satisfies Resolvers;
