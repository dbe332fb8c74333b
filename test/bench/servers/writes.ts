/** Two writes by hand-written SQL, with as few statements as possible. */
import type pg from 'pg';
import { newId } from '../../../src/clone/id.ts';
import { canonicalContent, contentHash } from '../../../src/strategy/canonicalContent.ts';
import type { StrategyGraph } from '../../../src/strategy/graph.ts';
import { graphOfStored, storedGraph } from '../../../src/strategy/storedGraph.ts';
import { appendAudit, inTransaction, lockClone } from './rows.ts';

export interface SaveInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly graph: StrategyGraph;
}

/** Saves a draft, and returns what the answer shows. */
export function saveDraft(pool: pg.Pool, owner: string | null, { cloneId, expectedRevision, graph }: SaveInput) {
  return inTransaction(pool, async (client) => {
    const stored = await lockClone(client, cloneId, owner);
    if (canonicalContent(graphOfStored(JSON.parse(stored.graph)), null) === canonicalContent(graph, null))
      throw new Error('nothing to save');
    if (stored.revision !== expectedRevision) throw new Error('another revision');
    refuseExcess(graph, stored.grants);
    const { rows } = await client.query<{ revision: number; updatedAt: Date }>(
      'UPDATE clone_strategy_drafts SET revision = revision + 1, graph = $2, updated_at = now() WHERE clone_id = $1 RETURNING revision, updated_at AS "updatedAt"',
      [cloneId, JSON.stringify(storedGraph(graph))],
    );
    const { revision = 0, updatedAt = new Date() } = rows[0] ?? {};
    await appendAudit(client, cloneId, 'draft.edited', owner, { rarely: true, details: { revision } });
    return { strategyDraft: { revision, updatedAt, graph }, errors: [] };
  });
}

export interface PublishInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly note: string;
}

/** Publishes the draft, and returns what the answer shows of the version. */
export function publish(pool: pg.Pool, owner: string | null, { cloneId, expectedRevision, note }: PublishInput) {
  return inTransaction(pool, async (client) => {
    const stored = await lockClone(client, cloneId, owner);
    const graph = graphOfStored(JSON.parse(stored.graph));
    const content = canonicalContent(graph, stored.modelId);
    const hash = contentHash(content);
    if (stored.revision !== expectedRevision || hash === stored.contentHash)
      throw new Error('another revision, or nothing to publish');
    refuseExcess(graph, stored.grants);
    const id = newId();
    const { rows } = await client.query<{ number: number; publishedAt: Date }>(
      `INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name, model_tier, catalog_version, note, published_by, published_at, data_streams, assets, prompt_characters)
       SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, 1, $5, $6, $7, 'bench', $8, $9, now(), 1, 2, $10 FROM clone_strategy_versions WHERE clone_id = $2
       RETURNING number, published_at AS "publishedAt"`,
      [
        id,
        cloneId,
        content,
        hash,
        stored.modelId,
        stored.modelName,
        stored.modelTier,
        note,
        owner,
        graph.tradingPrompts[0]?.prompt.length ?? 0,
      ],
    );
    await client.query('UPDATE clones SET active_version_id = $2, updated_at = now() WHERE id = $1', [cloneId, id]);
    const [version = { number: 0, publishedAt: new Date() }] = rows;
    const details = { number: version.number, draftRevision: stored.revision };
    await appendAudit(client, cloneId, 'strategy.published', owner, { details });
    return { created: true, strategyVersion: { id, contentHash: hash, ...version }, errors: [] };
  });
}

/** A stand-in for the entitlement: the benchmark's graphs need no grant. */
function refuseExcess({ assets }: StrategyGraph, grants: number): void {
  if (new Set(assets.flatMap(({ symbols }) => symbols)).size > 5 + grants) throw new Error('too many assets');
}
