/** The least: node:http, `pg` with an ordinary pool, hand-written SQL, JSON.stringify. No GraphQL, no access rules. */
import { createServer, type IncomingMessage } from 'node:http';
import {
  openPool,
  readClones,
  readClonesOfOwner,
  readSetups,
  readVersions,
  readVersionWithContent,
  searchDirectory,
  type CloneRow,
  type SetupRow,
} from './rows.ts';
import { byId, graphOf, lifecycleOf, profileOf, setupOf, subjectOf, type Facts } from './views.ts';
import { publish, saveDraft } from './writes.ts';

const pool = openPool();

// oxlint-disable-next-line no-explicit-any -- the body as it comes
type Variables = any;

const answers: Record<string, (variables: Variables, caller: string | null) => Promise<object>> = {
  async entitiesClone({ r }) {
    const clones = byId(
      await readClones(
        pool,
        r.map(({ id }: { id: string }) => id),
      ),
    );
    const versions = byId(
      await readVersions(
        pool,
        [...clones.values()].map(({ activeVersionId }) => activeVersionId ?? ''),
      ),
    );
    const entity = (clone: CloneRow) => {
      const { id, createdAt, updatedAt, activeVersionId } = clone;
      const version = versions.get(activeVersionId ?? '');
      const activeStrategyVersion = version && {
        id: version.id,
        number: version.number,
        publishedAt: version.publishedAt,
        contentHash: version.contentHash,
      };
      return { id, createdAt, updatedAt, publicProfile: profileOf(clone), activeStrategyVersion };
    };
    return { _entities: r.map(({ id }: { id: string }) => entity(clones.get(id) as CloneRow)) };
  },
  async entitiesSummary({ r }) {
    const clones = byId(
      await readSetups(
        pool,
        r.map(({ cloneId }: { cloneId: string }) => cloneId),
      ),
    );
    return {
      _entities: r.map((facts: Facts & { cloneId: string }) => ({
        cloneId: facts.cloneId,
        ...lifecycleOf(clones.get(facts.cloneId) as SetupRow, facts),
      })),
    };
  },
  async myClones(_, caller) {
    const rows = await readClonesOfOwner(pool, caller ?? '', 51);
    const nodes = rows.slice(0, 50).map((clone) => ({
      id: clone.id,
      createdAt: clone.createdAt,
      publicProfile: profileOf(clone),
      lifecycle: { setup: setupOf(clone) },
    }));
    return { myClones: { nodes, pageInfo: { hasNextPage: rows.length > 50 } } };
  },
  async strategyVersion({ id }) {
    const version = await readVersionWithContent(pool, id);
    if (!version) return { strategyVersion: null };
    const { content, ...facts } = version;
    return { strategyVersion: { ...facts, graph: graphOf(content) } };
  },
  async publicClones({ search }) {
    const rows = await searchDirectory(pool, search, 21);
    const nodes = rows
      .slice(0, 20)
      .map((clone) => ({ id: clone.id, owner: { id: clone.ownerId }, publicProfile: profileOf(clone) }));
    return { publicClones: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } };
  },
  async saveStrategyDraft({ input }, caller) {
    const { strategyDraft, errors } = await saveDraft(pool, caller, input);
    const { revision, updatedAt, graph } = strategyDraft;
    return {
      saveStrategyDraft: {
        strategyDraft: {
          revision,
          updatedAt,
          graph: { tradingPrompts: graph.tradingPrompts.map(({ prompt }) => ({ prompt })) },
        },
        errors,
      },
    };
  },
  publishStrategy: async ({ input }, caller) => ({ publishStrategy: await publish(pool, caller, input) }),
};

async function read(incoming: IncomingMessage): Promise<{ operationName: string; variables: Variables }> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

createServer(async (incoming, response) => {
  if (incoming.method === 'GET') return void response.end('ready');
  try {
    const { operationName, variables } = await read(incoming);
    const data = await answers[operationName]?.(variables, subjectOf(incoming.headers.authorization));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env['PORT']), '127.0.0.1');
