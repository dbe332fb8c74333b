import { Prisma } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import { cloneStatuses, moderationStatuses, type CloneRecord, type CloneStatus, type ModerationStatus } from './clone.ts';
import { selectClones, type NewestClones } from './store.ts';

/** Where a page of clones begins: behind this one. Order is (createdAt, id), newest first; the moderation queue has its own. */
export interface ClonePosition {
  /** When the clone was created; in the moderation queue, since when it waits. */
  readonly at: Date;
  readonly id: string;
}

export interface PageRequest {
  /** How many rows to return at most; ask for one more than a page to learn whether there is another. */
  readonly limit: number;
  readonly after: ClonePosition | null;
}

/** Which column says that the directory lists a clone: names become visible by saving, or only by approval. */
export type Listing = 'listed_name' | 'listed_approved_name';

/** A page of the directory. `search` is a folded name's part, literal; under three characters the start of the name. */
export interface DirectoryPage {
  readonly listing: Listing;
  readonly search: string | null;
  readonly page: PageRequest;
}

/** Which clones are on a page of the directory. */
export function clonesOnPage({ listing, search, page }: DirectoryPage): NewestClones {
  const column = Prisma.raw(listing);
  const matches = search === null ? Prisma.sql`${column} IS NOT NULL` : Prisma.sql`${column} LIKE ${likePattern(search)}`;
  return { from: Prisma.sql`FROM clones WHERE ${matches} AND ${isBehind(page.after)}`, limit: page.limit };
}

/** A page of each owner's clones: all of them, or those that the directory lists. One statement for any number of owners. */
export async function readClonesOfOwners(
  client: Client,
  ownerIds: readonly string[],
  visible: Listing | 'all',
  page: PageRequest,
): Promise<Map<string, CloneRecord[]>> {
  const filter = visible === 'all' ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(visible)} IS NOT NULL`;
  const clones = await selectClones(client, Prisma.sql`
    FROM unnest(${[...ownerIds]}::text[]) AS owner (owner)
    CROSS JOIN LATERAL (
      SELECT * FROM clones
      WHERE owner_id = owner.owner AND ${filter} AND ${isBehind(page.after)}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}
    ) c
    ORDER BY c.created_at DESC, c.id DESC`);
  return Map.groupBy(clones, ({ ownerId }) => ownerId);
}

/** "PENDING profile drafts, longest waiting first", whatever the row status. One statement. */
export async function readModerationQueue(client: Client, { limit, after }: PageRequest): Promise<CloneRecord[]> {
  const isBehindInQueue = after === null
    ? Prisma.sql`true`
    : Prisma.sql`(waiting_since, id) > (${after.at}::timestamptz(3), ${after.id}::uuid)`;
  return selectClones(client, Prisma.sql`
    FROM clones WHERE waiting_since IS NOT NULL AND ${isBehindInQueue}
    ORDER BY waiting_since, id LIMIT ${limit}`);
}

/** Conditions on clones; all that are given must hold. */
export interface OperatorFilter {
  readonly ownerId?: string | null | undefined;
  readonly status?: CloneStatus | null | undefined;
  readonly moderationStatus?: ModerationStatus | null | undefined;
}

/**
 * A page of all clones, whatever their status; an owner's are few. Each pair of a status and a moderation status is a range
 * of an index in the page's order: a page reads its own number of rows of each, however rare those are that fit. One statement.
 */
export async function readOperatorClones(client: Client, filter: OperatorFilter, page: PageRequest): Promise<CloneRecord[]> {
  const { ownerId } = filter;
  const statuses = filter.status ? [filter.status] : [...cloneStatuses];
  const moderation = filter.moderationStatus ? [filter.moderationStatus] : [...moderationStatuses];
  if (typeof ownerId === 'string') {
    return selectClones(client, Prisma.sql`
      FROM clones
      WHERE owner_id = ${ownerId} AND status = ANY (${statuses}) AND moderation_status = ANY (${moderation}) AND ${isBehind(page.after)}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`);
  }
  return selectClones(client, Prisma.sql`
    FROM unnest(${statuses}::text[]) AS wanted (of_status) CROSS JOIN unnest(${moderation}::text[]) AS moderated (of_moderation)
    CROSS JOIN LATERAL (
      SELECT * FROM clones
      WHERE status = of_status AND moderation_status = of_moderation AND ${isBehind(page.after)}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}
    ) c
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${page.limit}`);
}

function isBehind(after: ClonePosition | null): Prisma.Sql {
  return after === null
    ? Prisma.sql`true`
    : Prisma.sql`(created_at, id) < (${after.at}::timestamptz(3), ${after.id}::uuid)`;
}

/** "Search text is literal: `%`, `_` and `\` find themselves." */
function likePattern(search: string): string {
  const literal = search.replace(/[\\%_]/g, (character) => `\\${character}`);
  return [...search].length < 3 ? `${literal}%` : `%${literal}%`;
}
