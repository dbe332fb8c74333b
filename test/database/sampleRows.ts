import { createHash } from 'node:crypto';
import { newId } from '../../src/clone/id.ts';
import type { Prisma, PrismaClient } from '../../src/database/generated/client.ts';

const then = new Date('2026-01-01T00:00:00.000Z');

/** Writes a clone's row with its draft, checked only by the database's own rules; returns its id. */
export async function insertCloneRow(
  client: PrismaClient,
  columns: Partial<Prisma.CloneUncheckedCreateInput> = {},
): Promise<string> {
  const id = newId();
  const row = { id, ownerId: 'alice', createdAt: then, updatedAt: then, profileUpdatedAt: then, ...columns };
  await client.clone.create({ data: row });
  await client.strategyDraft.create({ data: { cloneId: row.id, graph: emptyGraph, updatedAt: then } });
  return row.id;
}

const emptyGraph = '{"dataStreams":[],"assets":[],"tradingPrompts":[],"connections":[]}';

/** Writes a version's row, whose number must be the clone's next; returns its id. */
export async function insertVersionRow(
  client: PrismaClient,
  cloneId: string,
  columns: Partial<Prisma.StrategyVersionUncheckedCreateInput> = {},
): Promise<string> {
  const content = columns.content ?? `{"graph":${emptyGraph},"model":"swift-1","schema":1}`;
  const row = {
    id: newId(),
    cloneId,
    number: 1,
    content,
    contentHash: createHash('sha256').update(content, 'utf8').digest('hex'),
    contentSchema: 1,
    modelId: 'swift-1',
    modelName: 'Swift 1',
    modelTier: 'STANDARD',
    catalogVersion: 'test',
    publishedBy: 'alice',
    publishedAt: then,
    dataStreams: 1,
    assets: 1,
    promptCharacters: 1,
    ...columns,
  };
  await client.strategyVersion.create({ data: row });
  return row.id;
}

/** Writes a clone with a published version that is its active one. */
export async function insertPublishedRow(
  client: PrismaClient,
  columns: Partial<Prisma.CloneUncheckedCreateInput> = {},
) {
  const cloneId = await insertCloneRow(client, { name: 'Published', nameFolded: 'published', ...columns });
  const versionId = await insertVersionRow(client, cloneId);
  await client.clone.update({ where: { id: cloneId }, data: { activeVersionId: versionId } });
  return { cloneId, versionId };
}
