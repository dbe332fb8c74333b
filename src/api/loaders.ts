import DataLoader from 'dataloader';
import {
  type ActivationFacts,
  type ActiveThen,
  readActivationPages,
  readActivations,
  readActiveAt,
} from '../activation/store.ts';
import { readTrails, type TrailEntry } from '../audit/read.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import type { CloneRecord } from '../clone/clone.ts';
import {
  readClonesOfOwners,
  directoryPages,
  type DirectoryPage,
  type Listing,
  type PageRequest,
} from '../clone/read.ts';
import { readClones, readOwners } from '../clone/store.ts';
import type { Database } from '../database/openDatabase.ts';
import { cacheImmutable } from '../database/cacheImmutable.ts';
import { shareCalls, batchPages, batchByIds, type ReadPages, type ReadByIds } from '../database/batchReads.ts';
import { revalidatePages } from '../database/revalidatePages.ts';
import { entitlementOf, type ClonesEntitlement } from '../entitlement/entitlementOf.ts';
import type { Grant } from '../entitlement/effectiveEntitlement.ts';
import { type GrantsAtTime, readEndedGrants, readGrants } from '../entitlement/store.ts';
import type { DoneSteps } from '../lifecycle/setup.ts';
import { readDoneSteps } from '../lifecycle/store.ts';
import type { CheckpointFacts } from '../strategy/checkpoint.ts';
import type { DraftFacts, DraftRecord } from '../strategy/draft.ts';
import {
  readCheckpointPages,
  readDraftFacts,
  readVersionIds,
  readVersionPages,
  readVersions,
} from '../strategy/store.ts';
import type { VersionFacts, VersionRecord } from '../strategy/version.ts';
import { byId, type ById } from './byId.ts';
import type { RequestRecord } from './requestRecord.ts';
import { whenThere } from './whenThere.ts';
import type { ContentAllowance } from './contentBudget.ts';
import type { Client } from '../database/client.ts';
import { type ContentLoaders, type ContentReads, createContentLoaders, createContentReads } from './contentLoaders.ts';

/** Which of an owner's clones, and which page. */
export interface Shown {
  readonly visible: Listing | 'all';
  readonly page: PageRequest;
}

export interface OwnersPage extends Shown {
  readonly ownerId: string;
}

/** A page of what belongs to a clone, by number, newest first. */
export interface NumberedPage {
  readonly cloneId: string;
  readonly page: { readonly limit: number; readonly after: number | null };
}

export interface VersionNumber {
  readonly cloneId: string;
  readonly number: number;
}

export interface ActivationNumber {
  readonly cloneId: string;
  readonly sequence: number;
}

export interface CloneInstant {
  readonly cloneId: string;
  readonly at: Date;
}

export type VersionPosition = { readonly id: string; readonly number: number };

/** Versions beside their clones. */
export interface Versions extends Pick<ById<VersionRecord>, 'load' | 'loadAll'> {
  /** The clone's active version; null when it has none. */
  activeOf(clone: CloneRecord): Promise<VersionRecord | null>;
  /** A version of a clone. Throws for an id that doesn't exist. */
  beside(clone: CloneRecord, id: string): Promise<VersionRecord>;
  /** Versions of one clone. Throws for an id that doesn't exist. */
  ofClone(clone: CloneRecord, ids: readonly string[]): Promise<VersionRecord[]>;
}

/**
 * Flat rows by key, batched over a tick: any list costs one statement for each kind of row. They are cached until the
 * request's next write.
 */
export interface Loaders extends ContentLoaders {
  readonly clone: ById<CloneRecord>;
  readonly version: Versions;
  /** Versions where nothing of their clones is needed. */
  readonly versionFacts: ById<VersionFacts>;
  /** The id of a clone's version by its number; null when there is no such number. */
  readonly versionByNumber: DataLoader<VersionNumber, string | null, string>;
  readonly draftFacts: DataLoader<string, DraftFacts>;
  readonly entitlement: Entitlements;
  /** A clone's grants that had ended when its entitlement was read, newest first. */
  readonly endedGrants: DataLoader<ClonesEntitlement, readonly Grant[], string>;
  readonly clonesOfOwner: DataLoader<OwnersPage, readonly CloneRecord[], string>;
  readonly checkpointsOfDraft: DataLoader<NumberedPage, readonly CheckpointFacts[], string>;
  readonly versionsOfClone: DataLoader<NumberedPage, readonly VersionPosition[], string>;
  readonly activation: DataLoader<ActivationNumber, ActivationFacts, string>;
  readonly activationsOfClone: DataLoader<NumberedPage, readonly ActivationFacts[], string>;
  /** What was active of a clone at an instant. */
  readonly activeAt: DataLoader<CloneInstant, ActiveThen, string>;
  readonly trailOfClone: DataLoader<NumberedPage, readonly TrailEntry[], string>;
  /** Forgets everything but these rows. */
  renew(rows?: KnownRows): void;
}

/** Effective entitlements: the entitlement itself if it is known, else a promise. */
export interface Entitlements {
  load(clone: CloneRecord): Promise<ClonesEntitlement> | ClonesEntitlement;
  /** Reads what these need, so that `load` gives them at once. */
  prepare(clones: readonly CloneRecord[]): Promise<unknown>;
  clearAll(): void;
}

/** Rows that are known without reading them. */
export interface KnownRows {
  readonly clone?: CloneRecord;
  readonly draft?: DraftRecord;
  /** Of that clone, as the next. */
  readonly version?: VersionFacts;
  readonly activation?: ActivationFacts;
}

/** The reads that all requests share: they give rows, never answers. */
export interface SharedReads {
  readonly clones: ReadByIds<CloneRecord>;
  /** The owners of clones. */
  readonly owners: ReadByIds<string>;
  readonly doneSteps: ReadByIds<DoneSteps>;
  readonly versions: ReadByIds<VersionFacts>;
  readonly draftFacts: ReadByIds<DraftFacts>;
  readonly grants: ReadByIds<GrantsAtTime>;
  readonly contents: ContentReads;
  readonly clonesOfOwners: ReadPages<Shown, readonly CloneRecord[]>;
  readonly directory: (asked: DirectoryPage) => Promise<readonly CloneRecord[]>;
}

/** With the largest page, about as many rows as a read by id. */
const mostOwnersAtOnce = 10;

/** How many ended grants of a clone are shown. */
const mostEndedGrants = 100;

/** Clones to cache the owners of; a bound for memory, as is the next. */
const mostOwners = 4_000;

/** Pages of the directory to cache, of at most a hundred clones. */
const mostPages = 50;

/** Versions to cache, without their content. */
const mostVersions = 4_000;

export function createSharedReads({
  client,
  reader,
  epoch,
}: Pick<Database, 'client' | 'reader' | 'epoch'>): SharedReads {
  return {
    clones: batchByIds((ids) => readClones(reader, ids)),
    owners: cacheImmutable(
      batchByIds((ids) => readOwners(client, ids)),
      mostOwners,
      epoch,
    ),
    doneSteps: batchByIds((ids) => readDoneSteps(reader, ids)),
    versions: cacheImmutable(
      batchByIds(async (ids) => indexed(await readVersions(reader, ids), ({ id }) => id)),
      mostVersions,
      epoch,
    ),
    draftFacts: batchByIds((ids) => readDraftFacts(client, ids)),
    grants: batchByIds((ids) => readGrants(reader, ids)),
    contents: createContentReads(reader),
    clonesOfOwners: batchPages(
      (ownerIds, { visible, page }) => readClonesOfOwners(reader, ownerIds, visible, page),
      shownKey,
      mostOwnersAtOnce,
    ),
    directory: shareCalls(revalidatePages(directoryPages(reader), directoryKey, mostPages), directoryKey),
  };
}

export function createLoaders(
  reader: Client,
  reads: SharedReads,
  catalog: Catalog,
  allowance: ContentAllowance,
  record: RequestRecord,
): Loaders {
  const versionFacts = byId(reads.versions, record);
  const loaders = {
    clone: byId(reads.clones, record),
    versionFacts,
    ...createContentLoaders(reads.contents, versionFacts, allowance, record),
    versionByNumber: new DataLoader<VersionNumber, string | null, string>(
      async (numbers) => {
        const ids = indexed(await readVersionIds(reader, numbers), numberKey);
        return numbers.map((number) => ids.get(numberKey(number))?.id ?? null);
      },
      { cacheKeyFn: numberKey },
    ),
    draftFacts: new DataLoader<string, DraftFacts>(async (ids) =>
      inOrder(ids, await record.wait(reads.draftFacts(ids))),
    ),
    entitlement: entitlementsBy(byId(reads.grants, record), catalog),
    endedGrants: new DataLoader<ClonesEntitlement, readonly Grant[], string>(
      async (entitlements) => {
        const grants = await readEndedGrants(
          reader,
          entitlements.map(({ clone: { id: cloneId }, asOf }) => ({ cloneId, asOf })),
          mostEndedGrants,
        );
        return entitlements.map(({ clone }) => grants.get(clone.id) ?? []);
      },
      { cacheKeyFn: ({ clone }) => clone.id },
    ),
    clonesOfOwner: new DataLoader<OwnersPage, readonly CloneRecord[], string>(
      (requests) => record.wait(loadPages(requests, shownKey, ({ ownerId }) => ownerId, reads.clonesOfOwners)),
      { cacheKeyFn: (request) => `${request.ownerId} ${shownKey(request)}` },
    ),
    checkpointsOfDraft: numberedPages((cloneIds, page) => readCheckpointPages(reader, cloneIds, page)),
    versionsOfClone: numberedPages((cloneIds, page) => readVersionPages(reader, cloneIds, page)),
    activation: new DataLoader<ActivationNumber, ActivationFacts, string>(
      async (wanted) => {
        const found = indexed(await readActivations(reader, wanted), activationKey);
        return wanted.map((one) => found.get(activationKey(one)) ?? missing());
      },
      { cacheKeyFn: activationKey },
    ),
    activationsOfClone: numberedPages((cloneIds, page) => readActivationPages(reader, cloneIds, page)),
    activeAt: new DataLoader<CloneInstant, ActiveThen, string>((wanted) => readActiveAt(reader, wanted), {
      cacheKeyFn: ({ cloneId, at }) => `${cloneId} ${at.getTime()}`,
    }),
    trailOfClone: numberedPages((cloneIds, page) => readTrails(reader, cloneIds, page)),
  };
  return {
    ...loaders,
    version: besideClones(loaders.versionFacts, loaders.clone),
    renew: ({ clone, draft, version, activation } = {}) => {
      for (const loader of Object.values(loaders)) loader.clearAll();
      if (clone) loaders.clone.prime([clone]);
      if (draft) loaders.draft.prime(draft.cloneId, draft);
      if (draft) loaders.draftFacts.prime(draft.cloneId, draft);
      if (version) loaders.versionFacts.prime([version]);
      if (activation) loaders.activation.prime(activation, activation);
    },
  };
}

function besideClones(versions: ById<VersionFacts>, clones: ById<CloneRecord>): Versions {
  const loadAll = async (ids: readonly unknown[]): Promise<(VersionRecord | null)[]> => {
    const facts = await versions.loadAll(ids);
    const owners = await clones.loadAll(facts.map((version) => version?.cloneId));
    return facts.map((version, index) => version && beside(version, owners[index]));
  };
  return {
    loadAll,
    load: async (id) => {
      const version = await versions.load(id);
      return version && beside(version, await clones.load(version.cloneId));
    },
    activeOf: async (clone) => {
      const version = clone.activeVersionId === null ? null : await versions.load(clone.activeVersionId);
      return version && beside(version, clone);
    },
    beside: async (clone, id) => beside(await versions.load(id), clone),
    ofClone: async (clone, ids) => (await versions.loadAll(ids)).map((version) => beside(version, clone)),
  };
}

function beside(version: VersionFacts | null, clone: CloneRecord | null | undefined): VersionRecord {
  if (!version || !clone) throw missing();
  return { ...version, ownerId: clone.ownerId, clone };
}

function entitlementsBy(grants: ById<GrantsAtTime>, catalog: Catalog): Entitlements {
  const derived = new Map<string, ClonesEntitlement>();
  const derive = (clone: CloneRecord, grantsAtTime: GrantsAtTime | null): ClonesEntitlement => {
    if (grantsAtTime === null) throw missing();
    const known = derived.get(clone.id);
    // A clone that was read again may have changed.
    const entitlement = known?.clone === clone ? known : entitlementOf(clone, grantsAtTime, catalog);
    derived.set(clone.id, entitlement);
    return entitlement;
  };
  return {
    load: (clone) => {
      const known = derived.get(clone.id);
      if (known?.clone === clone) return known;
      return whenThere(grants.load(clone.id), (found) => derive(clone, found));
    },
    prepare: (clones) => grants.loadAll(clones.map(({ id }) => id)),
    clearAll: () => {
      derived.clear();
      grants.clearAll();
    },
  };
}

/** Pages of what belongs to clones: one statement for any number of clones. */
function numberedPages<Position>(
  read: (cloneIds: string[], page: NumberedPage['page']) => Promise<Map<string, Position[]>>,
) {
  return new DataLoader<NumberedPage, readonly Position[], string>(
    (requests) =>
      loadPages(
        requests,
        numberedKey,
        ({ cloneId }) => cloneId,
        (cloneIds, { page }) => read(cloneIds, page),
      ),
    { cacheKeyFn: (request) => `${request.cloneId} ${numberedKey(request)}` },
  );
}

/** One statement for each distinct page; a field of a list always asks for the same one. */
async function loadPages<Request, Position>(
  requests: readonly Request[],
  pageKey: (request: Request) => string,
  parentOf: (request: Request) => string,
  read: (parents: string[], request: Request) => Promise<ReadonlyMap<string, readonly Position[]>>,
): Promise<(readonly Position[])[]> {
  const groups = Map.groupBy(requests, pageKey);
  const readGroup = async ([key, group]: [string, Request[]]) => {
    const [first] = group;
    return [
      key,
      first === undefined ? new Map<string, readonly Position[]>() : await read(group.map(parentOf), first),
    ] as const;
  };
  const pages = new Map(await Promise.all([...groups].map(readGroup)));
  return requests.map((request) => pages.get(pageKey(request))?.get(parentOf(request)) ?? []);
}

function numberKey({ cloneId, number }: VersionNumber): string {
  return `${cloneId} ${number}`;
}

function activationKey({ cloneId, sequence }: ActivationNumber): string {
  return `${cloneId} ${sequence}`;
}

function shownKey({ visible, page }: Shown): string {
  return `${visible} ${page.limit} ${page.after?.at.toISOString()} ${page.after?.id}`;
}

function directoryKey({ listing, search, page }: DirectoryPage): string {
  return JSON.stringify([listing, search, page]);
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
