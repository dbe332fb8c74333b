import DataLoader from 'dataloader';
import type { CatalogContent } from '../catalog/catalog.ts';
import { readCatalogs } from '../catalog/store.ts';
import { type Details, readDetails } from '../audit/read.ts';
import { apiError } from '../errors/apiError.ts';
import { batchByIds } from '../database/batchReads.ts';
import type { ReadSized } from '../database/sized.ts';
import { changesBetween, type Content, type StrategyChange } from '../strategy/changes.ts';
import type { DraftContent, DraftRecord } from '../strategy/draft.ts';
import { readCheckpointContents, readDrafts, readVersionContents } from '../strategy/store.ts';
import type { VersionContent, VersionFacts } from '../strategy/version.ts';
import { isStorable } from '../text/characters.ts';
import type { ById } from './byId.ts';
import type { ContentAllowance } from './contentBudget.ts';
import type { Client } from '../database/client.ts';
import type { RequestRecord } from './requestRecord.ts';
import { mostContentAtATime, readWithin, type SizedReads } from './readWithin.ts';

/** Large values, read within the request's allowance. Each is read and parsed once per request. */
export interface ContentLoaders {
  /** Drafts with their content, by clone. */
  readonly draft: DataLoader<string, DraftRecord>;
  /** Checkpoints' content, by `checkpointKey`. */
  readonly checkpointContent: DataLoader<string, DraftContent>;
  readonly versionContent: DataLoader<string, VersionContent>;
  /** The details of audit events that are too large to come with a page. */
  readonly auditDetails: DataLoader<string, Details>;
  /** Catalogs that were ever served, by version; null for another one. */
  readonly servedCatalog: DataLoader<string, CatalogContent | null>;
  readonly changes: DataLoader<VersionPair, readonly StrategyChange[], string>;
}

/** Two versions by id; `before` is null to compare with nothing. */
export interface VersionPair {
  readonly before: string | null;
  readonly after: string;
}

export interface ContentReads {
  readonly drafts: SizedReads<DraftRecord>;
  readonly checkpoints: SizedReads<DraftContent>;
  readonly versionContents: SizedReads<VersionContent | Error>;
  readonly auditDetails: SizedReads<Details>;
  readonly servedCatalogs: SizedReads<CatalogContent>;
}

export function createContentReads(client: Client): ContentReads {
  const reads = <Value>(
    read: (client: Client, ids: readonly string[], most: number) => ReturnType<ReadSized<Value>>,
  ): SizedReads<Value> => ({
    together: batchByIds((ids) => read(client, ids, mostContentAtATime)),
    alone: (ids, most) => read(client, ids, most),
  });
  return {
    drafts: reads(readDrafts),
    checkpoints: reads(readCheckpointContents),
    versionContents: reads(readVersionContents),
    auditDetails: reads(readDetails),
    servedCatalogs: reads(readCatalogs),
  };
}

export function createContentLoaders(
  { drafts, checkpoints, versionContents, auditDetails, servedCatalogs }: ContentReads,
  facts: ById<VersionFacts>,
  allowance: ContentAllowance,
  record: RequestRecord,
): ContentLoaders {
  const readRows = <Row>(reads: SizedReads<Row>, ids: readonly string[]): Promise<Map<string, Row>> =>
    record.wait(readWithin(reads, ids, allowance));
  const inOrder = <Row>(ids: readonly string[], rows: ReadonlyMap<string, Row>): (Row | Error)[] =>
    ids.map((id) => rows.get(id) ?? missing());
  const versionContent = new DataLoader<string, VersionContent>(async (ids) =>
    inOrder(ids, await readRows(versionContents, ids)),
  );
  const contentOf = async (id: string): Promise<Content> => {
    const [version, { graph }] = await Promise.all([facts.load(id), versionContent.load(id)]);
    if (version === null) throw missing();
    return { graph, modelId: version.model.id };
  };
  const changesOf = async ({ before, after }: VersionPair): Promise<readonly StrategyChange[]> => {
    const [old, current] = await Promise.all([before === null ? null : contentOf(before), contentOf(after)]);
    return changesBetween(old, current);
  };
  return {
    draft: new DataLoader<string, DraftRecord>(async (ids) => inOrder(ids, await readRows(drafts, ids))),
    checkpointContent: new DataLoader<string, DraftContent>(async (keys) => {
      const found = await readRows(checkpoints, keys);
      return keys.map((key) => found.get(key) ?? prunedMeanwhile());
    }),
    versionContent,
    auditDetails: new DataLoader<string, Details>(async (ids) => inOrder(ids, await readRows(auditDetails, ids))),
    servedCatalog: new DataLoader<string, CatalogContent | null>(async (versions) => {
      // What can't be stored was never served, and PostgreSQL takes no NUL.
      const found = await readRows(servedCatalogs, versions.filter(isStorable));
      return versions.map((version) => found.get(version) ?? null);
    }),
    changes: new DataLoader<VersionPair, readonly StrategyChange[], string>(
      (pairs) => Promise.all(pairs.map((pair) => changesOf(pair).catch(asError))),
      { cacheKeyFn: ({ before, after }) => `${before} ${after}` },
    ),
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('changes could not be told', { cause: thrown });
}

function prunedMeanwhile(): Error {
  return apiError('SERVICE_UNAVAILABLE', 'A newer checkpoint has taken the place of this one; read again.');
}

function missing(): Error {
  return new Error('a row that belongs to another row is missing');
}
