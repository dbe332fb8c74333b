import { Prisma } from '../database/generated/client.ts';
import {
  cloneStatuses,
  moderationStatuses,
  type CloneRecord,
  type CloneStatus,
  type ModerationStatus,
} from './clone.ts';
import type { Client } from '../database/client.ts';
import type { HashedPages } from '../database/revalidatePages.ts';
import { rowHash, selectClones, selectHashedClones } from './store.ts';

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

/** Pages of the directory. The hash covers every column, so it tells apart whatever a page can show. */
export function directoryPages(client: Client): HashedPages<DirectoryPage, readonly CloneRecord[]> {
  return {
    read: (asked) => selectHashedClones(client, pageSql(asked)),
    isCurrent: async (asked, hash) => {
      const [page] = await client.$queryRaw<[{ readonly isCurrent: boolean }]>(Prisma.sql`
        SELECT coalesce(string_agg(hash, '' ORDER BY created_at DESC, id DESC), '') = ${hash} AS "isCurrent"
        FROM (SELECT id, created_at, ${rowHash} AS hash ${pageSql(asked)}) page`);
      return page.isCurrent;
    },
  };
}

function pageSql({ listing, search, page }: DirectoryPage): Prisma.Sql {
  const column = Prisma.raw(listing);
  const matches =
    search === null ? Prisma.sql`${column} IS NOT NULL` : Prisma.sql`${column} LIKE ${likePattern(search)}`;
  return Prisma.sql`FROM clones WHERE ${matches} AND ${isBehind(page.after)} ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`;
}

/** A page of each owner's clones: all of them, or those that the directory lists. One statement for any number of owners. */
export async function readClonesOfOwners(
  client: Client,
  ownerIds: readonly string[],
  visible: Listing | 'all',
  page: PageRequest,
): Promise<Map<string, CloneRecord[]>> {
  const filter = visible === 'all' ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(visible)} IS NOT NULL`;
  const clones = await selectClones(
    client,
    Prisma.sql`
    FROM unnest(${[...ownerIds]}::text[]) AS owner (owner)
    CROSS JOIN LATERAL (
      SELECT * FROM clones
      WHERE owner_id = owner.owner AND ${filter} AND ${isBehind(page.after)}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}
    ) c
    ORDER BY c.created_at DESC, c.id DESC`,
  );
  return Map.groupBy(clones, ({ ownerId }) => ownerId);
}

/** Clones whose profile draft waits, longest waiting first, whatever the row status. One statement. */
export async function readModerationQueue(client: Client, { limit, after }: PageRequest): Promise<CloneRecord[]> {
  const isBehindInQueue =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(waiting_since, id) > (${after.at}::timestamptz(3), ${after.id}::uuid)`;
  // SQL: by model it takes twice the CPU (doc/decisions/prisma.md).
  return selectClones(
    client,
    Prisma.sql`
    FROM clones WHERE waiting_since IS NOT NULL AND ${isBehindInQueue}
    ORDER BY waiting_since, id LIMIT ${limit}`,
  );
}

/** What a count of the moderation queue ends at: the index's entries are counted one by one. */
const mostCounted = 10_000;

/** How many clones wait in the moderation queue, up to 10,000. One statement. */
export async function countModerationQueue(client: Client): Promise<number> {
  const [row] = await client.$queryRaw<[{ readonly count: number }]>(Prisma.sql`
    SELECT count(*)::int FROM (SELECT FROM clones WHERE waiting_since IS NOT NULL LIMIT ${mostCounted}) waiting`);
  return row.count;
}

/** The blockers of readiness that a clone's own row tells, whatever time it is. */
export type RowBlocker =
  | 'CLONE_NOT_ACTIVE'
  | 'PROFILE_UNNAMED'
  | 'MODEL_NOT_SELECTED'
  | 'NO_PUBLISHED_STRATEGY'
  | 'PROFILE_NOT_APPROVED'
  | 'PAUSED';

/** Conditions on clones; all that are given must hold. */
export interface OperatorFilter {
  readonly ownerId?: string | null | undefined;
  readonly status?: CloneStatus | null | undefined;
  readonly moderationStatus?: ModerationStatus | null | undefined;
  /** A part of a name, folded and literal, as in DirectoryPage. */
  readonly search: string | null;
  readonly setUp?: boolean | null | undefined;
  readonly blocker?: RowBlocker | null | undefined;
}

/** As `clone_set_up.done` has it. */
const doneSum =
  Prisma.raw(`(name IS NOT NULL)::int + 2 * (model_id IS NOT NULL)::int + 4 * (active_version_id IS NOT NULL)::int
  + 8 * (approved_at IS NOT NULL)::int + 16 * paused::int`);

/**
 * A page of all clones, whatever their status; an owner's are few. Each pair of a status and a moderation status is a range
 * of an index in the page's order: a page reads its own number of entries of each, however rare those are that fit. The index
 * has the names, so that a search reads the rows of its page alone. The same holds for how far the set-up is, which has a table
 * and an index of its own; beside a search it is looked up in each row that matches. One statement.
 *
 * @param standings the sums in `clone_set_up.done` that setUp and blocker allow; null: any
 */
export async function readOperatorClones(
  client: Client,
  filter: OperatorFilter,
  standings: readonly number[] | null,
  page: PageRequest,
): Promise<CloneRecord[]> {
  const { ownerId, search } = filter;
  const statuses = (filter.status ? [filter.status] : [...cloneStatuses]).filter(
    (status) => filter.blocker !== 'CLONE_NOT_ACTIVE' || status !== 'ACTIVE',
  );
  const moderation = filter.moderationStatus ? [filter.moderationStatus] : [...moderationStatuses];
  const isNamed = search === null ? Prisma.sql`true` : nameMatches(likePattern(search));
  const stands = standings === null ? Prisma.sql`true` : Prisma.sql`${doneSum} = ANY (${[...standings]}::int[])`;
  if (typeof ownerId === 'string') {
    return selectClones(
      client,
      Prisma.sql`
      FROM clones
      WHERE owner_id = ${ownerId} AND status = ANY (${statuses}) AND moderation_status = ANY (${moderation}) AND ${isNamed} AND ${stands} AND ${isBehind(page.after)}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`,
    );
  }
  if (search === null && standings !== null) {
    const behind =
      page.after === null
        ? Prisma.sql`true`
        : Prisma.sql`(created_at, clone_id) < (${page.after.at}::timestamptz(3), ${page.after.id}::uuid)`;
    return selectClones(
      client,
      Prisma.sql`
      FROM (
        SELECT s.clone_id AS id
        FROM unnest(${[...standings]}::smallint[]) AS standing (of_done) CROSS JOIN unnest(${statuses}::text[]) AS wanted (of_status)
        CROSS JOIN unnest(${moderation}::text[]) AS moderated (of_moderation)
        CROSS JOIN LATERAL (
          SELECT clone_id, created_at FROM clone_set_up
          WHERE done = of_done AND status = of_status AND moderation_status = of_moderation AND ${behind}
          ORDER BY created_at DESC, clone_id DESC LIMIT ${page.limit}
        ) s
        ORDER BY s.created_at DESC, s.clone_id DESC LIMIT ${page.limit}
      ) page JOIN clones USING (id)
      ORDER BY created_at DESC, id DESC`,
    );
  }
  return selectClones(
    client,
    Prisma.sql`
    FROM (
      SELECT c.id
      FROM unnest(${statuses}::text[]) AS wanted (of_status) CROSS JOIN unnest(${moderation}::text[]) AS moderated (of_moderation)
      CROSS JOIN LATERAL (
        SELECT id, created_at FROM clones
        WHERE status = of_status AND moderation_status = of_moderation AND ${isNamed} AND ${stands} AND ${isBehind(page.after)}
        ORDER BY created_at DESC, id DESC LIMIT ${page.limit}
      ) c
      ORDER BY c.created_at DESC, c.id DESC LIMIT ${page.limit}
    ) page JOIN clones USING (id)
    ORDER BY created_at DESC, id DESC`,
  );
}

/** A creator speaks of what they last saved, a backer of what was approved: most often the same. */
function nameMatches(pattern: string): Prisma.Sql {
  return Prisma.sql`(name_folded LIKE ${pattern} OR approved_name_folded LIKE ${pattern})`;
}

function isBehind(after: ClonePosition | null): Prisma.Sql {
  return after === null
    ? Prisma.sql`true`
    : Prisma.sql`(created_at, id) < (${after.at}::timestamptz(3), ${after.id}::uuid)`;
}

/** A search is literal: `%`, `_` and `\` match themselves. */
function likePattern(search: string): string {
  const literal = search.replace(/[\\%_]/g, (character) => `\\${character}`);
  return [...search].length < 3 ? `${literal}%` : `%${literal}%`;
}
