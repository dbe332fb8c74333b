/** The schema and resolvers that mercurius and the template share; each brings its own store. */
import { readFileSync } from 'node:fs';
import DataLoader from 'dataloader';
import { GraphQLScalarType } from 'graphql';
import type { CloneRow, SetupRow, VersionRow } from './rows.ts';
import { byId, graphOf, lifecycleOf, profileOf, setupOf, subjectOf, type Facts } from './views.ts';
import type { PublishInput, SaveInput } from './writes.ts';

export const peerSdl = readFileSync(new URL('peer.graphql', import.meta.url), 'utf8');

export interface PeerStore {
  clones(ids: readonly string[]): Promise<CloneRow[]>;
  setups(ids: readonly string[]): Promise<SetupRow[]>;
  versions(ids: readonly string[]): Promise<VersionRow[]>;
  versionWithContent(id: string): Promise<{ readonly content: string } | null>;
  clonesOfOwner(ownerId: string, limit: number): Promise<CloneRow[]>;
  searchDirectory(search: string, limit: number): Promise<CloneRow[]>;
  saveDraft(owner: string | null, input: SaveInput): Promise<object>;
  publish(owner: string | null, input: PublishInput): Promise<object>;
}

export interface PeerContext {
  readonly caller: string | null;
  readonly clones: DataLoader<string, CloneRow | null>;
  readonly setups: DataLoader<string, SetupRow | null>;
  readonly versions: DataLoader<string, VersionRow | null>;
}

export function peerContext(store: PeerStore, authorization: string | undefined): PeerContext {
  const inOrder = <Row extends { readonly id: string }>(
    ids: readonly string[],
    rows: readonly Row[],
  ): (Row | null)[] => {
    const found = byId(rows);
    return ids.map((id) => found.get(id) ?? null);
  };
  return {
    caller: subjectOf(authorization),
    clones: new DataLoader(async (ids) => inOrder(ids, await store.clones(ids))),
    setups: new DataLoader(async (ids) => inOrder(ids, await store.setups(ids))),
    versions: new DataLoader(async (ids) => inOrder(ids, await store.versions(ids))),
  };
}

const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
});
const JSONObject = new GraphQLScalarType({ name: 'JSONObject' });

type Input<T> = { readonly input: T };

export function peerResolvers(store: PeerStore) {
  const page = (rows: readonly CloneRow[], first: number) => ({
    nodes: rows.slice(0, first),
    pageInfo: { hasNextPage: rows.length > first },
  });
  return {
    DateTime,
    JSONObject,
    Query: {
      myClones: async (_: unknown, { first }: { first: number }, { caller }: PeerContext) =>
        page(await store.clonesOfOwner(caller ?? '', first + 1), first),
      publicClones: async (_: unknown, { first, search }: { first: number; search: string }) =>
        page(await store.searchDirectory(search, first + 1), first),
      strategyVersion: (_: unknown, { id }: { id: string }) => store.versionWithContent(id),
    },
    Mutation: {
      saveStrategyDraft: (_: unknown, { input }: Input<SaveInput>, { caller }: PeerContext) =>
        store.saveDraft(caller, input),
      publishStrategy: (_: unknown, { input }: Input<PublishInput>, { caller }: PeerContext) =>
        store.publish(caller, input),
    },
    Clone: {
      __resolveReference: ({ id }: { id: string }, first: PeerContext, second?: PeerContext) =>
        contextOf(first, second).clones.load(id),
      owner: ({ ownerId }: CloneRow) => ({ id: ownerId }),
      publicProfile: profileOf,
      lifecycle: (clone: CloneRow) => ({ cloneId: clone.id, clone }),
      activeStrategyVersion: ({ activeVersionId }: CloneRow, _: unknown, { versions }: PeerContext) =>
        activeVersionId && versions.load(activeVersionId),
    },
    LifecycleSummary: {
      __resolveReference: async (reference: Facts & { cloneId: string }, first: PeerContext, second?: PeerContext) => {
        const clone = await contextOf(first, second).setups.load(reference.cloneId);
        return clone && { ...reference, clone, ...lifecycleOf(clone, reference) };
      },
      setup: ({ clone }: { clone: SetupRow }) => setupOf(clone),
    },
    StrategyVersion: { graph: ({ content }: { content: string }) => graphOf(content) },
  };
}

/** Mercurius passes empty arguments before the context, Apollo doesn't. */
function contextOf(first: PeerContext, second: PeerContext | undefined): PeerContext {
  return 'clones' in first || !second ? first : second;
}
