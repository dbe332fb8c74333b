import { Prisma, type Clone as CloneRow } from '../database/generated/client.ts';
import { dateOf, type SqlRow, sqlColumns, textsOf } from '../database/sqlColumns.ts';
import type { HashedPage } from '../database/revalidatePages.ts';
import { oneOf } from '../database/oneOf.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { uuids } from '../database/uuids.ts';
import { rowInsert, rowUpdate, type Write } from '../database/writeAll.ts';
import { capabilityKinds, cloneStatuses, moderationStatuses, type CloneRecord } from './clone.ts';
import type { ModeratedContent } from './moderatedFields.ts';
import { asModelTier } from '../catalog/modelTier.ts';
import type { Client, ModelClient } from '../database/client.ts';
import { foldName } from './foldName.ts';

/** The folded names are there to be searched only. */
const omittedFields = { nameFolded: true, approvedNameFolded: true } as const;
type ReadableClone = Omit<CloneRow, keyof typeof omittedFields>;
type CloneFields = ReadableClone | SqlRow<ReadableClone>;
const {
  nameFolded: _name,
  approvedNameFolded: _approvedName,
  activation: _activation,
  ...readFields
} = Prisma.CloneScalarFieldEnum;
const ownColumns = sqlColumns<Omit<ReadableClone, 'activation'>>(
  readFields,
  ['createdAt', 'updatedAt', 'profileUpdatedAt', 'moderatedAt', 'waitingSince', 'approvedAt'],
  ['shownAssets', 'shownDataSources', 'shownCapabilities', 'approvedShownAssets', 'approvedShownDataSources'],
);
/** A clone that was last changed before there were activations has no number yet: then it is that of its newest one. */
const columns = Prisma.sql`${ownColumns}, CASE WHEN active_version_id IS NOT NULL THEN coalesce(
  activation, (SELECT max(sequence) FROM clone_activations a WHERE a.clone_id = id)) END AS activation`;

/**
 * The clones that `FROM clones …` finds, in its order. One statement. Raw: of 20 clones the model API takes 2.2 times the
 * CPU, of 200 2.7 times, and lists of clones are most of what is asked for.
 */
export async function selectClones(client: Client, from: Prisma.Sql): Promise<CloneRecord[]> {
  const rows = await client.$queryRaw<SqlRow<ReadableClone>[]>(Prisma.sql`SELECT ${columns} ${from}`);
  return rows.map(recordOf);
}

/** A hash of all columns of a row of `clones`, so that an equal hash means an equal row. */
export const rowHash = Prisma.raw("encode(sha256(convert_to(clones::text, 'UTF8')), 'base64')");

/** The same clones, with the hashes of their rows one after another. */
export async function selectHashedClones(client: Client, from: Prisma.Sql): Promise<HashedPage<CloneRecord[]>> {
  type Hashed = SqlRow<ReadableClone> & { readonly hash: string };
  const rows = await client.$queryRaw<Hashed[]>(Prisma.sql`SELECT ${columns}, ${rowHash} AS hash ${from}`);
  return { rows: rows.map(recordOf), hash: rows.map(({ hash }) => hash).join('') };
}

/** The clones with these ids; none for an id that isn't there. One statement. */
export async function readClones(client: Client, ids: readonly string[]): Promise<Map<string, CloneRecord>> {
  const clones = await selectClones(client, Prisma.sql`FROM clones WHERE id = ANY (${uuids(ids)})`);
  return new Map(clones.map((clone) => [clone.id, clone]));
}

/** Whose these clones are; nothing for an id that isn't there. The owner never changes, says a trigger. One statement. */
export async function readOwners(client: ModelClient, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await client.clone.findMany({ where: { id: { in: [...ids] } }, select: { id: true, ownerId: true } });
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]));
}

/** A clone that is there: nobody deletes one. */
export function cloneById(id: string): Selection<CloneRecord> {
  const select = Prisma.sql`SELECT ${columns} FROM clones WHERE id = ${id}::uuid`;
  return selection<SqlRow<ReadableClone>, CloneRecord>(select, ([row]) => {
    if (row === undefined) throw new Error('a clone is never deleted');
    return recordOf(row);
  });
}

/** How many clones a user owns, archived ones included. */
export function cloneCountOf(ownerId: string): Selection<number> {
  return selection<{ count: number }, number>(
    Prisma.sql`SELECT count(*) FROM clones WHERE owner_id = ${ownerId}`,
    ([row]) => row?.count ?? 0,
  );
}

/** A new clone without a published version. */
export function cloneInsert(record: CloneRecord): Write {
  const { id, ownerId, createdAt } = record;
  return rowInsert('clones', { id, ownerId, createdAt, ...fieldsOf(record) });
}

/** Everything of a clone that can change. */
export function cloneUpdate(record: CloneRecord): Write {
  return rowUpdate('clones', 'id', record.id, fieldsOf(record));
}

/** All columns but those that never change: one that is left out doesn't compile. */
function fieldsOf(record: CloneRecord): Omit<CloneRow, 'id' | 'ownerId' | 'createdAt'> {
  const { draft, moderation, approved, model } = record;
  return {
    status: record.status,
    updatedAt: record.updatedAt,
    ...contentFields(draft),
    shownCapabilities: [...record.shownCapabilities],
    profileRevision: record.profileRevision,
    profileUpdatedAt: record.profileUpdatedAt,
    moderationStatus: moderation.status,
    lastDecision: moderation.lastDecision,
    moderationReason: moderation.reason,
    moderatedAt: moderation.moderatedAt,
    waitingSince: moderation.waitingSince,
    approvedRevision: approved?.revision ?? null,
    approvedAt: approved?.at ?? null,
    approvedName: approved?.content.name ?? null,
    approvedNameFolded: folded(approved?.content.name),
    approvedDescription: approved?.content.description ?? null,
    approvedImageUrl: approved?.content.imageUrl ?? null,
    approvedShownAssets: [...(approved?.content.shownAssets ?? [])],
    approvedShownDataSources: [...(approved?.content.shownDataSources ?? [])],
    modelId: model?.id ?? null,
    modelName: model?.name ?? null,
    modelTier: model?.tier ?? null,
    activeVersionId: record.activeVersionId,
    activation: record.activation,
    paused: record.paused,
  };
}

function contentFields(content: ModeratedContent) {
  const { name, description, imageUrl } = content;
  return {
    name,
    nameFolded: folded(name),
    description,
    imageUrl,
    shownAssets: [...content.shownAssets],
    shownDataSources: [...content.shownDataSources],
  };
}

function folded(name: string | null | undefined): string | null {
  return typeof name === 'string' ? foldName(name) : null;
}

/** A clone of its row, raw or a model's. */
export function recordOf(row: CloneFields): CloneRecord {
  const { id, ownerId, profileRevision, activeVersionId, activation, paused } = row;
  return {
    id,
    ownerId,
    status: oneOf(cloneStatuses, row.status),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
    draft: {
      name: row.name,
      description: row.description,
      imageUrl: row.imageUrl,
      shownAssets: textsOf(row.shownAssets),
      shownDataSources: textsOf(row.shownDataSources),
    },
    shownCapabilities: textsOf(row.shownCapabilities).map((kind) => oneOf(capabilityKinds, kind)),
    profileRevision,
    profileUpdatedAt: new Date(row.profileUpdatedAt),
    moderation: moderationOf(row),
    approved: approvedOf(row),
    model: modelOf(row),
    activeVersionId,
    activation,
    paused,
  };
}

function moderationOf(row: CloneFields): CloneRecord['moderation'] {
  return {
    status: oneOf(moderationStatuses, row.moderationStatus),
    lastDecision: row.lastDecision === null ? null : oneOf(['APPROVED', 'REJECTED'] as const, row.lastDecision),
    reason: row.moderationReason,
    moderatedAt: dateOf(row.moderatedAt),
    waitingSince: dateOf(row.waitingSince),
  };
}

function approvedOf(row: CloneFields): CloneRecord['approved'] {
  if (row.approvedRevision === null || row.approvedAt === null) return null;
  return {
    revision: row.approvedRevision,
    at: new Date(row.approvedAt),
    content: {
      name: row.approvedName,
      description: row.approvedDescription,
      imageUrl: row.approvedImageUrl,
      shownAssets: textsOf(row.approvedShownAssets),
      shownDataSources: textsOf(row.approvedShownDataSources),
    },
  };
}

function modelOf({ modelId, modelName, modelTier }: CloneFields): CloneRecord['model'] {
  if (modelId === null || modelName === null || modelTier === null) return null;
  return { id: modelId, name: modelName, tier: asModelTier(modelTier) };
}
