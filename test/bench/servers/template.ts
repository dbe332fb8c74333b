/** What a team writes first: @apollo/server standalone, @apollo/subgraph, DataLoader, Prisma. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { PrismaPg } from '@prisma/adapter-pg';
import { parse } from 'graphql';
import { newId } from '../../../src/clone/id.ts';
import { PrismaClient } from '../../../src/database/generated/client.ts';
import { parseDatabaseUrl } from '../../../src/settings/parseDatabaseUrl.ts';
import { canonicalContent, contentHash } from '../../../src/strategy/canonicalContent.ts';
import { graphOfStored, storedGraph } from '../../../src/strategy/storedGraph.ts';
import { peerContext, peerResolvers, peerSdl, type PeerContext, type PeerStore } from './peerResolvers.ts';

const { connectionString, schema } = parseDatabaseUrl(process.env['DATABASE_URL'] ?? '');
// With Prisma's default time-outs, some of 32 concurrent transactions fail on a busy machine.
const transactionOptions = { maxWait: 30_000, timeout: 30_000 };
const prisma = new PrismaClient({
  transactionOptions,
  adapter: new PrismaPg({ connectionString, options: `-c search_path=${schema} -c timezone=UTC` }, { schema }),
});
type Transaction = Parameters<Parameters<typeof prisma.$transaction>[0]>[0];

const store: PeerStore = {
  clones: (ids) => prisma.clone.findMany({ where: { id: { in: [...ids] } } }),
  setups: (ids) =>
    prisma.clone.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, name: true, modelId: true, activeVersionId: true },
    }),
  versions: (ids) => prisma.strategyVersion.findMany({ where: { id: { in: [...ids] } } }),
  versionWithContent: async (id) => {
    const version = await prisma.strategyVersion.findUnique({ where: { id }, include: { clone: true } });
    return version && { ...version, isActive: version.clone.activeVersionId === id };
  },
  clonesOfOwner: (ownerId, take) =>
    prisma.clone.findMany({ where: { ownerId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take }),
  searchDirectory: async (search, limit) => {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const found = await prisma.$queryRaw<
      { id: string }[]
    >`SELECT id FROM clones WHERE listed_name LIKE ${pattern} ORDER BY created_at DESC, id DESC LIMIT ${limit}`;
    return prisma.clone.findMany({
      where: { id: { in: found.map(({ id }) => id) } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
  },
  saveDraft: (owner, { cloneId, expectedRevision, graph }) =>
    prisma.$transaction(async (transaction) => {
      const { draft } = await lockClone(transaction, cloneId, owner);
      if (draft?.revision !== expectedRevision) throw new Error('another revision');
      if (canonicalContent(graphOfStored(JSON.parse(draft.graph)), null) === canonicalContent(graph, null))
        throw new Error('nothing to save');
      const saved = await transaction.strategyDraft.update({
        where: { cloneId },
        data: { revision: { increment: 1 }, graph: JSON.stringify(storedGraph(graph)), updatedAt: new Date() },
      });
      const recent = await transaction.auditEvent.findFirst({
        where: { cloneId, action: 'draft.edited', at: { gt: new Date(Date.now() - 900_000) } },
      });
      if (!recent) await appendAudit(transaction, cloneId, 'draft.edited', owner ?? '');
      return { strategyDraft: { ...saved, graph }, errors: [] };
    }),
  publish: (owner, { cloneId, expectedRevision, note }) =>
    prisma.$transaction(async (transaction) => {
      const { draft, modelId, modelName, modelTier } = await lockClone(transaction, cloneId, owner);
      if (draft?.revision !== expectedRevision) throw new Error('another revision');
      const graph = graphOfStored(JSON.parse(draft.graph));
      const content = canonicalContent(graph, modelId);
      const last = await transaction.strategyVersion.findFirst({ where: { cloneId }, orderBy: { number: 'desc' } });
      const hash = contentHash(content);
      if (last?.contentHash === hash) throw new Error('nothing to publish');
      const model = { modelId: modelId ?? '', modelName: modelName ?? '', modelTier: modelTier ?? '' };
      const usage = { dataStreams: 1, assets: 2, promptCharacters: graph.tradingPrompts[0]?.prompt.length ?? 0 };
      const data = {
        id: newId(),
        cloneId,
        number: (last?.number ?? 0) + 1,
        content,
        contentHash: hash,
        contentSchema: 1,
        catalogVersion: 'bench',
        note,
        publishedBy: owner ?? '',
        publishedAt: new Date(),
      };
      const version = await transaction.strategyVersion.create({ data: { ...data, ...model, ...usage } });
      await transaction.clone.update({
        where: { id: cloneId },
        data: { activeVersionId: version.id, updatedAt: new Date() },
      });
      await appendAudit(transaction, cloneId, 'strategy.published', owner ?? '');
      return { created: true, strategyVersion: version, errors: [] };
    }),
};

async function lockClone(transaction: Transaction, id: string, ownerId: string | null) {
  await transaction.$queryRaw`SELECT id FROM clones WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return transaction.clone.findFirstOrThrow({
    where: { id, ownerId: ownerId ?? '', status: 'ACTIVE' },
    include: { draft: true, grants: { include: { facts: true } } },
  });
}

async function appendAudit(transaction: Transaction, cloneId: string, action: string, actor: string): Promise<void> {
  const last = await transaction.auditEvent.findFirst({ where: { cloneId }, orderBy: { sequence: 'desc' } });
  await transaction.auditEvent.create({
    data: {
      id: newId(),
      cloneId,
      sequence: (last?.sequence ?? 0) + 1,
      action,
      actorKind: 'OWNER',
      actor,
      at: new Date(),
      details: '{}',
    },
  });
}

const server = new ApolloServer<PeerContext>({
  schema: buildSubgraphSchema([{ typeDefs: parse(peerSdl), resolvers: peerResolvers(store) as never }]),
});
await startStandaloneServer(server, {
  context: async ({ req }) => peerContext(store, req.headers.authorization),
  listen: { port: Number(process.env['PORT']), host: '127.0.0.1' },
});
