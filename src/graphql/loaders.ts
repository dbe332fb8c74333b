import DataLoader from 'dataloader';
import { readTrails, type TrailEntry } from '../audit/read.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { isId } from '../clone/id.ts';
import { readClonesOfOwners, type Listing, type PageRequest } from '../clone/read.ts';
import { readClones } from '../clone/store.ts';
import type { Client } from '../database/openDatabase.ts';
import { readTogether, type ReadRows } from '../database/readTogether.ts';
import { entitlementOf, type ClonesEntitlement } from '../entitlement/entitlementOf.ts';
import { readGrants } from '../entitlement/store.ts';
import type { DraftRecord } from '../strategy/draft.ts';
import { readDrafts, readVersionContents, readVersionIds, readVersionPages, readVersions } from '../strategy/store.ts';
import type { VersionContent, VersionFacts, VersionRecord } from '../strategy/version.ts';

export interface OwnersPage {
  readonly ownerId: string;
  readonly visible: Listing | 'all';
  readonly page: PageRequest;
}

/** A page of what belongs to a clone, newest first by number. */
export interface NumberedPage {
  readonly cloneId: string;
  readonly page: { readonly limit: number; readonly after: number | null };
}

export interface VersionNumber {
  readonly cloneId: string;
  readonly number: number;
}

export type VersionPosition = { readonly id: string; readonly number: number };

/** A row by its id; null for whatever names none. What isn't an id never reaches SQL. */
export interface ById<Row> {
  load(id: unknown): Promise<Row | null>;
  /** Gives a row that was read another way. */
  prime(row: Row): unknown;
  clearAll(): unknown;
}

/**
 * Flat rows by key, batched over a tick: any list costs one statement for each kind of row. They live until the next
 * write of their request.
 */
export interface Loaders {
  readonly clone: ById<CloneRecord>;
  readonly version: ById<VersionRecord>;
  readonly versionContent: DataLoader<string, VersionContent>;
  /** The id of a clone's version by its number; null when there is no such number. */
  readonly versionByNumber: DataLoader<VersionNumber, string | null, string>;
  readonly draft: DataLoader<string, DraftRecord>;
  readonly entitlement: DataLoader<CloneRecord, ClonesEntitlement, string>;
  readonly clonesOfOwner: DataLoader<OwnersPage, readonly CloneRecord[], string>;
  readonly versionsOfClone: DataLoader<NumberedPage, readonly VersionPosition[], string>;
  readonly trailOfClone: DataLoader<NumberedPage, readonly TrailEntry[], string>;
  /** The next load of anything but these rows reads anew. */
  renew(rows?: KnownRows): void;
}

/** Rows that need not be read. */
export interface KnownRows {
  readonly clone?: CloneRecord;
  readonly draft?: DraftRecord;
  /** Of that clone. */
  readonly version?: VersionFacts;
}

/** The reads by id that the requests of a service share: each gives a request the rows, never an answer. */
export interface RowReads {
  readonly clones: ReadRows<CloneRecord>;
  readonly versions: ReadRows<VersionFacts>;
  readonly versionContents: ReadRows<VersionContent | Error>;
  readonly drafts: ReadRows<DraftRecord>;
}

export function createRowReads(client: Client): RowReads {
  return {
    clones: readTogether(async (ids) => indexed(await readClones(client, ids), ({ id }) => id)),
    versions: readTogether(async (ids) => indexed(await readVersions(client, ids), ({ id }) => id)),
    versionContents: readTogether((ids) => readVersionContents(client, ids)),
    drafts: readTogether(async (ids) => indexed(await readDrafts(client, ids), ({ cloneId }) => cloneId)),
  };
}

export function createLoaders(client: Client, reads: RowReads, catalog: Catalog): Loaders {
  const clone = byId(reads.clones);
  const loaders = {
    clone,
    version: byId<VersionRecord>(async (ids) => besideClones(await reads.versions(ids), ids, clone)),
    versionContent: new DataLoader<string, VersionContent>(async (ids) => inOrder(ids, await reads.versionContents(ids))),
    versionByNumber: new DataLoader<VersionNumber, string | null, string>(
      async (numbers) => {
        const ids = indexed(await readVersionIds(client, numbers), numberKey);
        return numbers.map((number) => ids.get(numberKey(number))?.id ?? null);
      },
      { cacheKeyFn: numberKey },
    ),
    draft: new DataLoader<string, DraftRecord>(async (ids) => inOrder(ids, await reads.drafts(ids))),
    entitlement: new DataLoader<CloneRecord, ClonesEntitlement, string>(
      async (clones) => {
        const ids = clones.map(({ id }) => id);
        const grants = await readGrants(client, ids);
        return clones.map((clone) => {
          const atTime = grants.get(clone.id);
          return atTime ? entitlementOf(clone, atTime, catalog) : missing();
        });
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    clonesOfOwner: new DataLoader<OwnersPage, readonly CloneRecord[], string>((requests) => loadPages(requests, clonesOfOwnersKey, ({ ownerId }) => ownerId, (ownerIds, { visible, page }) => readClonesOfOwners(client, ownerIds, visible, page)), {
      cacheKeyFn: (request) => `${request.ownerId} ${clonesOfOwnersKey(request)}`,
    }),
    versionsOfClone: numberedPages((cloneIds, page) => readVersionPages(client, cloneIds, page)),
    trailOfClone: numberedPages((cloneIds, page) => readTrails(client, cloneIds, page)),
  };
  return {
    ...loaders,
    renew: ({ clone, draft, version } = {}) => {
      for (const loader of Object.values(loaders)) loader.clearAll();
      if (clone) loaders.clone.prime(clone);
      if (draft) loaders.draft.prime(draft.cloneId, draft);
      if (clone && version) loaders.version.prime({ ...version, ownerId: clone.ownerId, clone });
    },
  };
}

const noRow = Promise.resolve(null);

function byId<Row extends { readonly id: string }>(read: ReadRows<Row>): ById<Row> {
  const loader = new DataLoader<string, Row | null>(async (ids) => {
    const rows = await read(ids);
    return ids.map((id) => rows.get(id) ?? null);
  });
  return {
    load: (id) => (isId(id) ? loader.load(id) : noRow),
    prime: (row) => loader.prime(row.id, row),
    clearAll: () => loader.clearAll(),
  };
}

async function besideClones(facts: ReadonlyMap<string, VersionFacts>, ids: readonly string[], clones: ById<CloneRecord>): Promise<Map<string, VersionRecord>> {
  const versions = ids.map((id) => facts.get(id)).filter((version) => version !== undefined);
  const owners = await Promise.all(versions.map(({ cloneId }) => clones.load(cloneId)));
  const records = versions.map((version, index) => {
    const clone = owners[index];
    if (!clone) throw missing();
    return { ...version, ownerId: clone.ownerId, clone };
  });
  return indexed(records, ({ id }) => id);
}

/** Pages of what belongs to clones: one statement for any number of clones. */
function numberedPages<Position>(read: (cloneIds: string[], page: NumberedPage['page']) => Promise<Map<string, Position[]>>) {
  return new DataLoader<NumberedPage, readonly Position[], string>(
    (requests) => loadPages(requests, numberedKey, ({ cloneId }) => cloneId, (cloneIds, { page }) => read(cloneIds, page)),
    { cacheKeyFn: (request) => `${request.cloneId} ${numberedKey(request)}` },
  );
}

/** One statement for each different page that is asked for: the same field of a list asks for one. */
async function loadPages<Request, Position>(
  requests: readonly Request[],
  pageKey: (request: Request) => string,
  parentOf: (request: Request) => string,
  read: (parents: string[], request: Request) => Promise<Map<string, Position[]>>,
): Promise<(readonly Position[])[]> {
  const groups = Map.groupBy(requests, pageKey);
  const readGroup = async ([key, group]: [string, Request[]]) => {
    const [first] = group;
    return [key, first === undefined ? new Map<string, Position[]>() : await read(group.map(parentOf), first)] as const;
  };
  const pages = new Map(await Promise.all([...groups].map(readGroup)));
  return requests.map((request) => pages.get(pageKey(request))?.get(parentOf(request)) ?? []);
}

function numberKey({ cloneId, number }: VersionNumber): string {
  return `${cloneId} ${number}`;
}

function clonesOfOwnersKey({ visible, page }: OwnersPage): string {
  return `${visible} ${page.limit} ${page.after?.at.toISOString()} ${page.after?.id}`;
}

function numberedKey({ page }: NumberedPage): string {
  return `${page.limit} ${page.after}`;
}

function indexed<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function inOrder<Row>(ids: readonly string[], rows: ReadonlyMap<string, Row | Error>): (Row | Error)[] {
  return ids.map((id) => rows.get(id) ?? missing());
}

function missing(): Error {
  return new Error('a row that belongs to another row is missing');
}
