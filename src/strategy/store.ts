import { isId } from '../clone/id.ts';
import {
  Prisma,
  type StrategyCheckpoint as CheckpointRow,
  type StrategyDraft as DraftRow,
  type StrategyVersion as VersionRow,
} from '../database/generated/client.ts';
import { oneOf } from '../database/oneOf.ts';
import { type SqlRow, sqlColumns } from '../database/sqlColumns.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { type Sized, sizedRows } from '../database/sized.ts';
import { uuids } from '../database/uuids.ts';
import { rowInsert, rowUpdate, type Write } from '../database/writeAll.ts';
import { contentHash, graphOfContent } from './canonicalContent.ts';
import { type CheckpointFacts, checkpointKey, checkpointOfKey, type DraftCause, draftCauses } from './checkpoint.ts';
import { ContentMismatch } from './contentMismatch.ts';
import type { DraftContent, DraftFacts, DraftRecord } from './draft.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { graphOfStored, storedGraph, type StoredGraph } from './storedGraph.ts';
import { asModelTier } from '../catalog/modelTier.ts';
import type { Client, ModelClient } from '../database/client.ts';
import type { NewVersion, VersionFacts, VersionContent } from './version.ts';

/** What made a draft is for the trigger that keeps what it replaced. */
const { cause: _, ...draftFields } = Prisma.StrategyDraftScalarFieldEnum;
type ReadableDraftRow = Omit<DraftRow, 'cause'>;
const draftColumns = sqlColumns<ReadableDraftRow>(draftFields, ['updatedAt']);

const draftFactFields = { cloneId: true, revision: true, updatedAt: true } as const;
type DraftFactRow = Pick<DraftRow, keyof typeof draftFactFields>;
const draftFactColumns = sqlColumns<DraftFactRow>(draftFactFields, ['updatedAt']);

/** The drafts of these clones without their content. One statement. */
export async function readDraftFacts(
  client: ModelClient,
  cloneIds: readonly string[],
): Promise<Map<string, DraftFacts>> {
  const rows = await client.strategyDraft.findMany({
    where: { cloneId: { in: [...cloneIds] } },
    select: draftFactFields,
  });
  return new Map(rows.map((row) => [row.cloneId, row]));
}

/** The drafts of these clones, if they are no larger than `most` bytes together. One statement. */
export async function readDrafts(
  client: Client,
  cloneIds: readonly string[],
  most: number,
): Promise<Map<string, Sized<DraftRecord>>> {
  type Row = SqlRow<DraftFactRow> & {
    readonly bytes: number;
    readonly graph: string | null;
    readonly layout: string | null;
  };
  const found = Prisma.sql`clone_id = ANY (${uuids(cloneIds)})`;
  const rows = await client.$queryRaw<Row[]>(
    sizedRows('clone_strategy_drafts', draftFactColumns, ['graph', 'layout'], found, most),
  );
  return new Map(
    rows.map(({ bytes, graph, layout, ...row }) => [
      row.cloneId,
      { bytes, value: graph === null ? null : draftOfRow({ ...row, graph, layout }) },
    ]),
  );
}

/** The draft of a clone: it has one from its creation on. */
export function draftOf(cloneId: string): Selection<DraftRecord> {
  const select = Prisma.sql`SELECT ${draftColumns} FROM clone_strategy_drafts WHERE clone_id = ${cloneId}::uuid`;
  return selection<SqlRow<ReadableDraftRow>, DraftRecord>(select, ([row]) => {
    if (row === undefined) throw new Error('every clone has a draft from its creation on');
    return draftOfRow(row);
  });
}

function draftOfRow({ graph, layout, updatedAt, ...row }: SqlRow<ReadableDraftRow>): DraftRecord {
  return { ...row, updatedAt: new Date(updatedAt), ...draftContentOf({ graph, layout }) };
}

function draftContentOf({ graph, layout }: Pick<DraftRow, 'graph' | 'layout'>): DraftContent {
  return { graph: graphOfStored(JSON.parse(graph) as StoredGraph), layout: parseLayout(layout) };
}

/** The draft of a new clone. */
export function draftInsert(draft: DraftRecord): Write {
  return rowInsert('clone_strategy_drafts', fieldsOf(draft));
}

/** Everything of a draft. A trigger keeps the state that it replaces, if that becomes a checkpoint. */
export function draftUpdate(draft: DraftRecord, cause: DraftCause): Write {
  return rowUpdate('clone_strategy_drafts', 'clone_id', draft.cloneId, { ...fieldsOf(draft), cause });
}

function fieldsOf({ cloneId, revision, graph, layout, updatedAt }: DraftRecord) {
  return { cloneId, revision, graph: JSON.stringify(storedGraph(graph)), layout: layoutText(layout), updatedAt };
}

const checkpointFactFields = { cloneId: true, revision: true, savedAt: true, reason: true } as const;
type CheckpointFactRow = Pick<CheckpointRow, keyof typeof checkpointFactFields>;
const checkpointFactColumns = sqlColumns<CheckpointFactRow>(checkpointFactFields, ['savedAt']);

/** A page of each draft's checkpoints, newest first, behind revision `after`. One statement for any number of drafts. */
export async function readCheckpointPages(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, CheckpointFacts[]>> {
  const rows = await client.$queryRaw<SqlRow<CheckpointFactRow>[]>(Prisma.sql`
    SELECT checkpoint.*
    FROM unnest(${uuids(cloneIds)}) AS draft (id)
    CROSS JOIN LATERAL (
      SELECT ${checkpointFactColumns} FROM clone_strategy_checkpoints
      WHERE clone_id = draft.id AND revision < coalesce(${page.after}::int, 2147483647)
      ORDER BY revision DESC LIMIT ${page.limit}
    ) checkpoint
    ORDER BY checkpoint.revision DESC`);
  const found = rows.map(({ savedAt, reason, ...row }) => ({
    ...row,
    savedAt: new Date(savedAt),
    reason: oneOf(draftCauses, reason),
  }));
  return Map.groupBy(found, ({ cloneId }) => cloneId);
}

/**
 * The content of these checkpoints, if it is no larger than `most` bytes together; none for one that was pruned. One
 * statement.
 */
export async function readCheckpointContents(
  client: Client,
  keys: readonly string[],
  most: number,
): Promise<Map<string, Sized<DraftContent>>> {
  type Row = Pick<CheckpointRow, 'cloneId' | 'revision' | 'layout'> & {
    readonly bytes: number;
    readonly graph: string | null;
  };
  const wanted = keys.map(checkpointOfKey);
  const found = Prisma.sql`(clone_id, revision) IN (
    SELECT * FROM unnest(${wanted.map(({ cloneId }) => cloneId)}::uuid[], ${wanted.map(({ revision }) => revision)}::int[]))`;
  const rows = await client.$queryRaw<Row[]>(
    sizedRows(
      'clone_strategy_checkpoints',
      Prisma.sql`clone_id AS "cloneId", revision`,
      ['graph', 'layout'],
      found,
      most,
    ),
  );
  return new Map(
    rows.map(({ bytes, graph, layout, ...row }) => [
      checkpointKey(row),
      { bytes, value: graph === null ? null : draftContentOf({ graph, layout }) },
    ]),
  );
}

/** A checkpoint's content, or null. */
export function checkpointOf(cloneId: string, revision: number): Selection<DraftContent | null> {
  const select = Prisma.sql`
    SELECT graph, layout FROM clone_strategy_checkpoints WHERE clone_id = ${cloneId}::uuid AND revision = ${revision}::int`;
  return selection<Pick<CheckpointRow, 'graph' | 'layout'>, DraftContent | null>(select, ([row]) =>
    row === undefined ? null : draftContentOf(row),
  );
}

/** Everything of a version but its content and its layout. */
const factFields = {
  id: true,
  cloneId: true,
  number: true,
  contentHash: true,
  contentSchema: true,
  modelId: true,
  modelName: true,
  modelTier: true,
  catalogVersion: true,
  note: true,
  publishedBy: true,
  publishedAt: true,
  dataStreams: true,
  assets: true,
  promptCharacters: true,
} as const;

type FactRow = Prisma.StrategyVersionGetPayload<{ select: typeof factFields }>;
const factColumns = sqlColumns<FactRow>(factFields, ['publishedAt']);

function factsOf(row: SqlRow<FactRow>): VersionFacts {
  const { modelId, modelName, modelTier, dataStreams, assets, promptCharacters, publishedAt, ...facts } = row;
  return {
    ...facts,
    publishedAt: new Date(publishedAt),
    model: { id: modelId, name: modelName, tier: asModelTier(modelTier) },
    usage: { dataStreams, assets, promptCharacters },
  };
}

/**
 * The versions with these ids, in any order; none for an id that isn't there. One statement. Raw: by model it
 * takes half as much CPU again.
 */
export async function readVersions(client: Client, ids: readonly string[]): Promise<VersionFacts[]> {
  const rows = await client.$queryRaw<SqlRow<FactRow>[]>(Prisma.sql`
    SELECT ${factColumns} FROM clone_strategy_versions WHERE id = ANY (${uuids(ids)})`);
  return rows.map(factsOf);
}

/**
 * A page of each clone's versions, newest first, behind number `after`. One statement for any number of clones. Numbers
 * have no gaps, so a page is a range of them: its rows alone are read, whatever the planner thinks of a long history.
 */
export async function readVersionPages(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, { readonly id: string; readonly number: number }[]>> {
  const rows = await client.$queryRaw<
    { readonly cloneId: string; readonly id: string; readonly number: number }[]
  >(Prisma.sql`
    SELECT clone.id AS "cloneId", v.id, v.number
    FROM unnest(${uuids(cloneIds)}) AS clone (id)
    CROSS JOIN LATERAL (
      SELECT least(max(number), ${page.after}::int - 1) AS number FROM clone_strategy_versions WHERE clone_id = clone.id
    ) head
    CROSS JOIN LATERAL (
      SELECT id, number FROM clone_strategy_versions
      WHERE clone_id = clone.id AND number BETWEEN head.number - ${page.limit}::int + 1 AND head.number
      ORDER BY number DESC LIMIT ${page.limit}
    ) v
    ORDER BY v.number DESC`);
  return Map.groupBy(rows, ({ cloneId }) => cloneId);
}

/**
 * The ids of clones' versions by number; none for a number that isn't there. One statement for any number of them. Raw: the
 * model's OR takes twice the CPU, and how PostgreSQL plans it on a long history isn't tested.
 */
export async function readVersionIds(
  client: Client,
  numbers: readonly { readonly cloneId: string; readonly number: number }[],
): Promise<{ readonly cloneId: string; readonly number: number; readonly id: string }[]> {
  return client.$queryRaw(Prisma.sql`
    SELECT v.clone_id AS "cloneId", v.number, v.id
    FROM unnest(${numbers.map(({ cloneId }) => cloneId)}::uuid[], ${numbers.map(({ number }) => number)}::int[]) AS wanted (clone_id, number)
    JOIN clone_strategy_versions v ON v.clone_id = wanted.clone_id AND v.number = wanted.number`);
}

type ContentRow = Pick<VersionRow, 'id' | 'content' | 'contentHash' | 'layout'>;
const contentColumns = sqlColumns<ContentRow>({ id: true, content: true, contentHash: true, layout: true }, []);

/**
 * The frozen content of these versions, if it is no larger than `most` bytes together. One statement. A version whose
 * stored bytes don't have the stored hash is an Error in its place: never served (doc/behaviour.md#versions).
 */
export async function readVersionContents(
  client: Client,
  ids: readonly string[],
  most: number,
): Promise<Map<string, Sized<VersionContent | Error>>> {
  type Row = Omit<ContentRow, 'content'> & { readonly bytes: number; readonly content: string | null };
  const columns = Prisma.sql`id, content_hash AS "contentHash"`;
  const rows = await client.$queryRaw<Row[]>(
    sizedRows('clone_strategy_versions', columns, ['content', 'layout'], Prisma.sql`id = ANY (${uuids(ids)})`, most),
  );
  return new Map(
    rows.map(({ bytes, content, ...row }) => [
      row.id,
      { bytes, value: content === null ? null : contentOfRow({ ...row, content }) },
    ]),
  );
}

function contentOfRow({ id, content, contentHash: stored, layout }: ContentRow): VersionContent | Error {
  return contentHash(content) === stored
    ? { graph: graphOfContent(content), layout: parseLayout(layout) }
    : new ContentMismatch(id);
}

/** The content of a clone's active version, or null; an Error in place of content that must not be served. */
export function activeContentOf(cloneId: string): Selection<VersionContent | Error | null> {
  return versionContent(cloneId, activeIdOf(cloneId));
}

/** What a draft is compared with: the active version's hash. */
export function activeHashOf(cloneId: string): Selection<Pick<VersionFacts, 'id' | 'contentHash'> | null> {
  const select = Prisma.sql`
    SELECT id, content_hash AS "contentHash" FROM clone_strategy_versions WHERE clone_id = ${cloneId}::uuid AND id = ${activeIdOf(cloneId)}`;
  return selection<Pick<FactRow, 'id' | 'contentHash'>, Pick<VersionFacts, 'id' | 'contentHash'> | null>(
    select,
    ([row]) => row ?? null,
  );
}

function activeIdOf(cloneId: string): Prisma.Sql {
  return Prisma.sql`(SELECT active_version_id FROM clones WHERE id = ${cloneId}::uuid)`;
}

/** The same of a version of this clone. */
export function versionContentOf(cloneId: string, id: string): Selection<VersionContent | Error | null> {
  return versionContent(cloneId, asUuid(id));
}

/** A version of this clone without its content, or null. */
export function versionFactsOf(cloneId: string, id: string): Selection<VersionFacts | null> {
  const select = Prisma.sql`SELECT ${factColumns} FROM clone_strategy_versions WHERE clone_id = ${cloneId}::uuid AND id = ${asUuid(id)}`;
  return selection<SqlRow<FactRow>, VersionFacts | null>(select, ([row]) => (row === undefined ? null : factsOf(row)));
}

function asUuid(id: string): Prisma.Sql {
  return isId(id) ? Prisma.sql`${id}::uuid` : Prisma.sql`NULL::uuid`;
}

function versionContent(cloneId: string, id: Prisma.Sql): Selection<VersionContent | Error | null> {
  const select = Prisma.sql`
    SELECT ${contentColumns} FROM clone_strategy_versions WHERE clone_id = ${cloneId}::uuid AND id = ${id}`;
  return selection<ContentRow, VersionContent | Error | null>(select, ([row]) =>
    row === undefined ? null : contentOfRow(row),
  );
}

/** The highest number of a clone's versions; 0 without one. */
export function lastNumberOf(cloneId: string): Selection<number> {
  const select = Prisma.sql`SELECT max(number) AS number FROM clone_strategy_versions WHERE clone_id = ${cloneId}::uuid`;
  return selection<{ number: number | null }, number>(select, ([row]) => row?.number ?? 0);
}

/** A new version. The database refuses a number that isn't its clone's next. */
export function versionInsert({ facts, content, layout }: NewVersion): Write {
  const { model, usage, ...fields } = facts;
  return rowInsert('clone_strategy_versions', {
    ...fields,
    content,
    layout: layoutText(layout),
    modelId: model.id,
    modelName: model.name,
    modelTier: model.tier,
    ...usage,
  });
}

function parseLayout(layout: string | null): JsonObject | null {
  return layout === null ? null : (JSON.parse(layout) as JsonObject);
}

function layoutText(layout: JsonObject | null): string | null {
  return layout === null ? null : JSON.stringify(layout);
}
