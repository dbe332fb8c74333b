import { createClone } from '../actions/createClone.ts';
import { seesAllClonesOf } from '../access/mayAccess.ts';
import { cloneOf } from '../api/payload.ts';
import { apiError } from '../errors/apiError.ts';
import { loadClones } from '../api/loadClones.ts';
import { cloneConnection } from '../api/cloneConnection.ts';
import type { RequestContext } from '../api/context.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { standingsOf } from '../lifecycle/setUpFilter.ts';
import { listingOf } from '../profile/moderationGate.ts';
import { isStorable } from '../text/characters.ts';
import type { CloneRecord } from '../clone/clone.ts';
import type { Listing, PageRequest } from '../clone/read.ts';
import { countModerationQueue, readModerationQueue, readOperatorClones } from '../clone/read.ts';
import { mostSearchCharacters, readSearch } from '../clone/search.ts';

export const cloneResolvers = {
  Query: {
    clone: (_, { id }, { loaders }) => loaders.clone.load(id),
    clones: (_, { ids }, context, info) => loadClones(ids, context, info),
    myClones: (_, args, context) =>
      cloneConnection(context, 'myClones', args, (page) =>
        clonesOf(context, context.caller.subject ?? '', 'all', page),
      ),
    publicClones: (_, { search, ...args }, context) => {
      const folded = foldedSearch(search, 'search');
      const { directory } = context.service.reads;
      return cloneConnection(context, 'publicClones', args, (page) =>
        context.record.wait(directory({ listing: listing(context), search: folded, page })),
      );
    },
    moderationQueue: (_, args, context) =>
      cloneConnection(
        context,
        'moderationQueue',
        args,
        (page) => readModerationQueue(context.reader, page),
        waitingSince,
      ),
    moderationQueueCount: (_, __, { reader }) => countModerationQueue(reader),
    operatorClones: (_, { filter, ...args }, context) => {
      const search = foldedSearch(filter?.search, 'filter.search');
      return cloneConnection(context, 'operatorClones', args, async (page) =>
        isStorable(filter?.ownerId ?? '')
          ? readOperatorClones(
              context.reader,
              { ...filter, search },
              standingsOf(filter ?? {}, context.service.policy.moderationGate),
              page,
            )
          : [],
      );
    },
  },
  Mutation: {
    createClone: async (_, { input }, context) => {
      const outcome = await createClone(context.actionContext(), input);
      if ('refused' in outcome) return { cloneId: null, created: false, ...outcome.refused };
      const { cloneId, created } = outcome.done;
      return { cloneId, created, errors: [], written: outcome.done };
    },
  },
  CreateClonePayload: { clone: cloneOf },
  User: {
    clones: ({ id }, args, context) => {
      const visible = seesAllClonesOf(context.caller, id) ? 'all' : listing(context);
      return cloneConnection(context, 'User.clones', args, (page) => clonesOf(context, id, visible, page));
    },
  },
  Clone: {
    owner: ({ ownerId }) => ({ id: ownerId }),
    acceptsChanges: ({ status }) => status === 'ACTIVE',
  },
} satisfies Resolvers;

function foldedSearch(search: string | null | undefined, place: string): string | null {
  const folded = readSearch(search);
  if (folded === undefined)
    throw apiError(
      'BAD_USER_INPUT',
      `Argument "${place}" must be well-formed text of at most ${mostSearchCharacters} characters.`,
    );
  return folded;
}

function clonesOf(
  { loaders }: RequestContext,
  ownerId: string,
  visible: Listing | 'all',
  page: PageRequest,
): Promise<readonly CloneRecord[]> {
  const { limit, after } = page;
  return loaders.clonesOfOwner.load({ ownerId, visible, page: { limit, after } });
}

function listing({ service }: RequestContext): Listing {
  return listingOf(service.policy.moderationGate);
}

function waitingSince({ moderation }: CloneRecord): Date {
  if (moderation.waitingSince === null) throw new Error('a clone in the moderation queue has no waitingSince');
  return moderation.waitingSince;
}
