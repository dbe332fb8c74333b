import { asModelTier } from '../catalog/catalog.ts';
import { Prisma, type StrategyDraft as DraftRow, type StrategyVersion as VersionRow } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import { columnsOf, type ReadRow } from '../database/columnsOf.ts';
import { contentHash, graphOfContent } from './canonicalContent.ts';
import { ContentMismatch } from './contentMismatch.ts';
import type { DraftRecord } from './draft.ts';
import { emptyGraph, type JsonObject, type StrategyGraph } from './graph.ts';
import type { VersionContent, VersionFacts } from './version.ts';

const draftSql = columnsOf<DraftRow>(Prisma.StrategyDraftScalarFieldEnum, ['updatedAt']);

/** The drafts of these clones, in any order. One statement. */
export async function readDrafts(client: Client, cloneIds: readonly string[]): Promise<DraftRecord[]> {
  const rows = await client.$queryRaw<ReadRow<DraftRow>[]>`
    SELECT ${draftSql} FROM clone_strategy_drafts WHERE clone_id = ANY (${[...cloneIds]}::uuid[])`;
  return rows.map(({ graph, layout, updatedAt, ...row }) => ({
    ...row,
    updatedAt: new Date(updatedAt),
    graph: JSON.parse(graph) as StrategyGraph,
    layout: parseLayout(layout),
  }));
}

/** The draft of a clone that is there. One statement. */
export async function readDraft(client: Client, cloneId: string): Promise<DraftRecord> {
  const [draft] = await readDrafts(client, [cloneId]);
  if (draft === undefined) throw new Error('every clone has a draft from its creation on');
  return draft;
}

/** The empty draft of a new clone. */
export async function insertDraft(client: Client, cloneId: string, now: Date): Promise<void> {
  await client.strategyDraft.create({ data: { cloneId, graph: JSON.stringify(emptyGraph), updatedAt: now } });
}

export async function updateDraft(client: Client, { cloneId, revision, graph, layout, updatedAt }: DraftRecord): Promise<void> {
  await client.$executeRaw`
    UPDATE clone_strategy_drafts
    SET revision = ${revision}, graph = ${JSON.stringify(graph)}, layout = ${layout === null ? null : JSON.stringify(layout)}, updated_at = ${updatedAt}::timestamptz(3)
    WHERE clone_id = ${cloneId}::uuid`;
}

/** Everything of a version but its content and its layout. */
const factColumns = {
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

type FactRow = Prisma.StrategyVersionGetPayload<{ select: typeof factColumns }>;
const factSql = columnsOf<FactRow>(factColumns, ['publishedAt']);

function factsOf(row: ReadRow<FactRow>): VersionFacts {
  const { modelId, modelName, modelTier, dataStreams, assets, promptCharacters, publishedAt, ...facts } = row;
  return {
    ...facts,
    publishedAt: new Date(publishedAt),
    model: { id: modelId, name: modelName, tier: asModelTier(modelTier) },
    usage: { dataStreams, assets, promptCharacters },
  };
}

/** The versions with these ids, in any order; none for an id that isn't there. One statement. */
export async function readVersions(client: Client, ids: readonly string[]): Promise<VersionFacts[]> {
  const rows = await client.$queryRaw<ReadRow<FactRow>[]>`
    SELECT ${factSql} FROM clone_strategy_versions WHERE id = ANY (${[...ids]}::uuid[])`;
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
  const rows = await client.$queryRaw<{ readonly cloneId: string; readonly id: string; readonly number: number }[]>`
    SELECT clone.id AS "cloneId", v.id, v.number
    FROM unnest(${[...cloneIds]}::uuid[]) AS clone (id)
    CROSS JOIN LATERAL (
      SELECT least(max(number), ${page.after}::int - 1) AS number FROM clone_strategy_versions WHERE clone_id = clone.id
    ) head
    CROSS JOIN LATERAL (
      SELECT id, number FROM clone_strategy_versions
      WHERE clone_id = clone.id AND number BETWEEN head.number - ${page.limit}::int + 1 AND head.number
      ORDER BY number DESC LIMIT ${page.limit}
    ) v
    ORDER BY v.number DESC`;
  return Map.groupBy(rows, ({ cloneId }) => cloneId);
}

/** The ids of clones' versions by number; none for a number that isn't there. One statement for any number of them. */
export async function readVersionIds(
  client: Client,
  numbers: readonly { readonly cloneId: string; readonly number: number }[],
): Promise<{ readonly cloneId: string; readonly number: number; readonly id: string }[]> {
  return client.$queryRaw`
    SELECT v.clone_id AS "cloneId", v.number, v.id
    FROM unnest(${numbers.map(({ cloneId }) => cloneId)}::uuid[], ${numbers.map(({ number }) => number)}::int[]) AS wanted (clone_id, number)
    JOIN clone_strategy_versions v ON v.clone_id = wanted.clone_id AND v.number = wanted.number`;
}

/**
 * The frozen content of these versions by id. One statement. A version whose stored bytes don't have the stored hash is
 * an Error in its place: never served (behaviour.md, "A version never changes").
 */
export async function readVersionContents(client: Client, ids: readonly string[]): Promise<Map<string, VersionContent | Error>> {
  const rows = await client.$queryRaw<Pick<VersionRow, 'id' | 'content' | 'contentHash' | 'layout'>[]>`
    SELECT id, content, content_hash AS "contentHash", layout FROM clone_strategy_versions WHERE id = ANY (${[...ids]}::uuid[])`;
  return new Map(
    rows.map(({ id, content, contentHash: stored, layout }) => [
      id,
      contentHash(content) === stored
        ? { graph: graphOfContent(content), layout: parseLayout(layout) }
        : new ContentMismatch(id),
    ]),
  );
}

export interface NewVersion extends Omit<VersionFacts, 'number'> {
  readonly content: string;
  readonly layout: JsonObject | null;
}

/** Adds a version under its clone's next number, which it returns; the clone is locked. One statement. */
export async function insertVersion(client: Client, version: NewVersion): Promise<number> {
  const { id, cloneId, content, contentHash, contentSchema: schema, model, catalogVersion, note, publishedBy, publishedAt, usage } = version;
  const layout = version.layout === null ? null : JSON.stringify(version.layout);
  const [row] = await client.$queryRaw<[{ number: number }]>`
    INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, layout, model_id, model_name, model_tier,
      catalog_version, note, published_by, published_at, data_streams, assets, prompt_characters)
    SELECT ${id}::uuid, ${cloneId}::uuid, coalesce(max(number), 0) + 1, ${content}, ${contentHash}, ${schema}::int, ${layout}, ${model.id}, ${model.name}, ${model.tier},
      ${catalogVersion}, ${note}, ${publishedBy}, ${publishedAt}::timestamptz(3), ${usage.dataStreams}::int, ${usage.assets}::int, ${usage.promptCharacters}::int
    FROM clone_strategy_versions WHERE clone_id = ${cloneId}::uuid
    RETURNING number`;
  return row.number;
}

function parseLayout(layout: string | null): JsonObject | null {
  return layout === null ? null : (JSON.parse(layout) as JsonObject);
}

/** One version's frozen content; the version is there. Throws when its bytes don't have its hash. One statement. */
export async function readVersionContent(client: Client, id: string): Promise<VersionContent> {
  const content = (await readVersionContents(client, [id])).get(id);
  if (content === undefined) throw new Error('a strategy version is never deleted');
  if (content instanceof Error) throw content;
  return content;
}
