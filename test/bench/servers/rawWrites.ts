/** The writes by hand-written SQL: the same rows as the service's, each write in one transaction. */
import type pg from 'pg';
import { loadCatalog } from '../../../src/catalog/loadCatalog.ts';
import { foldName } from '../../../src/clone/foldName.ts';
import { newId } from '../../../src/clone/id.ts';
import { canonicalContent } from '../../../src/strategy/canonicalContent.ts';
import { emptyGraph } from '../../../src/strategy/graph.ts';
import { graphOfContent } from '../../../src/strategy/canonicalContent.ts';
import { graphOfStored, storedGraph } from '../../../src/strategy/storedGraph.ts';
import { granted, limitsOf, type Answers, type Granted } from './rawReads.ts';
import { appendAudit, inTransaction } from './rows.ts';
import { publish, saveDraft } from './writes.ts';

const catalog = loadCatalog();

export function rawWrites(pool: pg.Pool): Answers {
  return {
    async createClone({ input }, owner) {
      const { idempotencyKey, name, modelId } = input;
      const model = catalog.model(modelId);
      if (!model) throw new Error('no such model');
      const id = newId();
      await inTransaction(pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [owner]);
        const { rows } = await client.query(
          `SELECT (SELECT count(*)::int FROM clones WHERE owner_id = $1) AS clones,
             EXISTS (SELECT FROM idempotency_keys WHERE scope = 'create:' || $1 AND key = $2) AS known`,
          [owner, idempotencyKey],
        );
        if (rows[0].clones >= 200 || rows[0].known) throw new Error('too many clones, or a repeated call');
        await client.query(
          `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, name, name_folded, profile_revision, waiting_since,
             model_id, model_name, model_tier) VALUES ($1, $2, now(), now(), now(), $3, $4, 1, now(), $5, $6, $7)`,
          [id, owner, name, foldName(name), model.id, model.displayName, model.tier],
        );
        await client.query(
          'INSERT INTO clone_strategy_drafts (clone_id, revision, graph, updated_at) VALUES ($1, 0, $2, now())',
          [id, JSON.stringify(storedGraph(emptyGraph))],
        );
        await appendAudit(client, id, 'clone.created', owner, { details: { fields: ['name'], model: modelId } });
        await client.query(
          `INSERT INTO idempotency_keys (scope, key, input_hash, result_id, created_at) VALUES ('create:' || $1, $2, $3, $4, now())`,
          [owner, idempotencyKey, JSON.stringify({ name, modelId }), id],
        );
      });
      return {
        createClone: { created: true, clone: { id, model: { modelId }, publicProfileDraft: { name } }, errors: [] },
      };
    },

    async updatePublicProfile({ input }, owner) {
      const { cloneId, expectedRevision, description } = input;
      const profile = await inTransaction(pool, async (client) => {
        await lockRevision(client, cloneId, expectedRevision, owner);
        const { rows } = await client.query(
          `UPDATE clones SET description = $2, profile_revision = profile_revision + 1, moderation_status = 'PENDING',
             waiting_since = coalesce(waiting_since, now()), profile_updated_at = now(), updated_at = now() WHERE id = $1
           RETURNING description, profile_revision AS revision, moderation_status AS "moderationStatus", profile_updated_at AS "updatedAt"`,
          [cloneId, description],
        );
        const details = { fields: ['description'], revision: rows[0].revision };
        await appendAudit(client, cloneId, 'profile.updated', owner, { details });
        return rows[0];
      });
      return { updatePublicProfile: { clone: { id: cloneId, publicProfileDraft: profile }, errors: [] } };
    },

    async selectModel({ input: { cloneId, modelId } }, owner) {
      const model = catalog.model(modelId);
      if (!model) throw new Error('no such model');
      await inTransaction(pool, async (client) => {
        const { rows } = await client.query(
          `SELECT c.model_id AS "modelId" FROM clones c WHERE c.id = $1 AND c.owner_id = $2 AND c.status = 'ACTIVE' FOR NO KEY UPDATE`,
          [cloneId, owner],
        );
        const { modelTier } = await limitsOfClone(client, cloneId);
        if (!rows[0] || rows[0].modelId === modelId || model.tier !== modelTier)
          throw new Error('no such clone of this owner, or nothing to select');
        await client.query('UPDATE clones SET model_id = $2, model_name = $3, model_tier = $4 WHERE id = $1', [
          cloneId,
          model.id,
          model.displayName,
          model.tier,
        ]);
        const details = { before: rows[0].modelId, after: modelId };
        await appendAudit(client, cloneId, 'model.selected', owner, { details });
      });
      return { selectModel: { clone: { id: cloneId, model: { modelId, tier: model.tier } }, errors: [] } };
    },

    saveStrategyDraft: async ({ input }, caller) => ({
      saveStrategyDraft: draftView(await saveDraft(pool, caller, input)),
    }),

    discardStrategyDraft: async ({ input }, owner) => ({
      discardStrategyDraft: draftView(await replaceDraft(pool, owner, 'DISCARDED', input)),
    }),

    restoreStrategyVersion: async ({ input }, owner) => ({
      restoreStrategyVersion: draftView(await replaceDraft(pool, owner, 'RESTORED', input)),
    }),

    revertStrategyDraft: async ({ input }, owner) => ({
      revertStrategyDraft: draftView(await replaceDraft(pool, owner, 'REVERTED', input)),
    }),

    publishStrategy: async ({ input }, caller) => ({ publishStrategy: await publish(pool, caller, input) }),

    activateStrategyVersion: async ({ input }, owner) => ({
      activateStrategyVersion: await moveActivation(pool, owner, input),
    }),

    setPaused: async ({ input }, owner) => ({ setPaused: await moveActivation(pool, owner, input) }),

    async moderatePublicProfile({ input: { cloneId, expectedRevision, decision } }, actor) {
      const profile = await inTransaction(pool, async (client) => {
        await lockRevision(client, cloneId, expectedRevision);
        const { rows } = await client.query(
          `UPDATE clones SET moderation_status = 'APPROVED', last_decision = 'APPROVED', moderation_reason = NULL, moderated_at = now(),
             waiting_since = NULL, approved_revision = profile_revision, approved_at = now(), approved_name = name,
             approved_name_folded = name_folded, approved_description = description, approved_image_url = image_url,
             approved_shown_assets = shown_assets, approved_shown_data_sources = shown_data_sources, updated_at = now() WHERE id = $1
           RETURNING description, profile_revision AS revision, moderation_status AS "moderationStatus", profile_updated_at AS "updatedAt"`,
          [cloneId],
        );
        const details = { decision, revision: expectedRevision };
        await appendAudit(client, cloneId, 'profile.moderated', actor, { kind: 'OPERATOR', details });
        return rows[0];
      });
      return { moderatePublicProfile: { clone: { id: cloneId, publicProfileDraft: profile }, errors: [] } };
    },

    async setCloneStatus({ input: { cloneId, status, reason } }, actor) {
      const clone = await inTransaction(pool, async (client) => {
        const { rows: found } = await client.query(
          'SELECT id, status, updated_at AS "updatedAt" FROM clones WHERE id = $1 FOR NO KEY UPDATE',
          [cloneId],
        );
        if (found[0].status === status) return found[0];
        const { rows } = await client.query(
          'UPDATE clones SET status = $2, updated_at = now() WHERE id = $1 RETURNING id, status, updated_at AS "updatedAt"',
          [cloneId, status],
        );
        const details = { before: found[0].status, after: status, reason };
        await appendAudit(client, cloneId, 'status.changed', actor, { kind: 'OPERATOR', details });
        return rows[0];
      });
      return { setCloneStatus: { clone, errors: [] } };
    },

    async applyEntitlementFacts({ input: { facts } }, actor) {
      const [{ cloneId }] = facts as [{ readonly cloneId: string }];
      const grantIds = (facts as { readonly grantId: string }[]).map(({ grantId }) => grantId);
      const { maxAssets } = await inTransaction(pool, async (client) => {
        await client.query('SELECT FROM clones WHERE id = $1 FOR NO KEY UPDATE', [cloneId]);
        await client.query(
          'INSERT INTO clone_entitlement_grants (grant_id, clone_id) SELECT grant_id, $2 FROM unnest($1::text[]) AS grant_id ORDER BY 1 ON CONFLICT DO NOTHING',
          [grantIds, cloneId],
        );
        const { rows } = await client.query('SELECT FROM clone_entitlement_facts WHERE grant_id = ANY ($1)', [
          grantIds,
        ]);
        if (rows.length > 0) throw new Error('these grants are known');
        await client.query(
          `INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, assets, effective_at, expires_at, received_at)
           SELECT "grantId", kind, "occurredAt", assets, "occurredAt", "expiresAt", now() FROM json_to_recordset($1)
           AS fact ("grantId" text, kind text, "occurredAt" timestamptz, assets int, "expiresAt" timestamptz)`,
          [JSON.stringify(facts)],
        );
        const limits = await limitsOfClone(client, cloneId);
        const details = { granted: grantIds, revoked: [], ...limits };
        await appendAudit(client, cloneId, 'entitlement.changed', actor, { kind: 'SERVICE', details });
        return limits;
      });
      return {
        applyEntitlementFacts: {
          results: grantIds.map((grantId, index) => ({ index, grantId, outcome: 'APPLIED' })),
          entitlements: [{ cloneId, maxAssets }],
          errors: [],
        },
      };
    },
  };
}

/** Locks a clone, of this owner where one is given, whose profile has this revision. */
async function lockRevision(client: pg.PoolClient, cloneId: string, revision: number, owner?: string | null) {
  const { rows } = await client.query(
    `SELECT profile_revision AS revision FROM clones WHERE id = $1 AND ($2::text IS NULL OR owner_id = $2 AND status = 'ACTIVE') FOR NO KEY UPDATE`,
    [cloneId, owner ?? null],
  );
  if (rows[0]?.revision !== revision) throw new Error('no such clone, or another revision');
}

async function limitsOfClone(client: pg.PoolClient, cloneId: string) {
  const { rows } = await client.query<Granted>(`SELECT g.* FROM clones c ${granted} WHERE c.id = $1`, [cloneId]);
  if (!rows[0]) throw new Error('no such clone');
  return limitsOf(rows[0]);
}

interface ReplaceInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  /** A version, or a checkpoint; left out: the active version. */
  readonly versionId?: string;
  readonly toRevision?: number;
}

/** Copies a version or a checkpoint into the draft. The database keeps what it replaces. */
function replaceDraft(
  pool: pg.Pool,
  owner: string | null,
  cause: 'DISCARDED' | 'RESTORED' | 'REVERTED',
  { cloneId, expectedRevision, versionId, toRevision }: ReplaceInput,
) {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      `SELECT d.revision, d.graph, v.content, k.graph AS kept FROM clones c JOIN clone_strategy_drafts d ON d.clone_id = c.id
       JOIN clone_strategy_versions v ON v.clone_id = c.id AND v.id = coalesce($3::uuid, c.active_version_id)
       LEFT JOIN clone_strategy_checkpoints k ON k.clone_id = c.id AND k.revision = $4::int
       WHERE c.id = $1 AND c.owner_id = $2 AND c.status = 'ACTIVE' FOR NO KEY UPDATE OF c`,
      [cloneId, owner, versionId ?? null, toRevision ?? null],
    );
    if (rows[0]?.revision !== expectedRevision) throw new Error('no such clone of this owner, or another revision');
    const { content, kept } = rows[0];
    const graph = kept === null ? graphOfContent(content) : graphOfStored(JSON.parse(kept));
    if (canonicalContent(graphOfStored(JSON.parse(rows[0].graph)), null) === canonicalContent(graph, null))
      throw new Error('nothing to replace');
    const { rows: saved } = await client.query<{ revision: number; updatedAt: Date }>(
      'UPDATE clone_strategy_drafts SET revision = revision + 1, graph = $2, cause = $3, updated_at = now() WHERE clone_id = $1 RETURNING revision, updated_at AS "updatedAt"',
      [cloneId, JSON.stringify(storedGraph(graph)), cause],
    );
    const { revision = 0, updatedAt = new Date() } = saved[0] ?? {};
    await appendAudit(client, cloneId, `draft.${cause.toLowerCase()}`, owner, { details: { revision } });
    return { strategyDraft: { revision, updatedAt, graph }, errors: [] };
  });
}

interface MoveInput {
  readonly cloneId: string;
  readonly expectedActivation: number;
  /** Left out: the active one. */
  readonly versionId?: string;
  /** Left out: as it is. */
  readonly paused?: boolean;
}

/** Activates a version, or pauses. */
function moveActivation(
  pool: pg.Pool,
  owner: string | null,
  { cloneId, expectedActivation, versionId, paused }: MoveInput,
) {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      `SELECT a.sequence, a.paused, a.at, v.id, v.number, v.assets FROM clones c
       JOIN LATERAL (SELECT * FROM clone_activations WHERE clone_id = c.id ORDER BY sequence DESC LIMIT 1) a ON true
       JOIN clone_strategy_versions v ON v.clone_id = c.id AND v.id = coalesce($3::uuid, c.active_version_id)
       WHERE c.id = $1 AND c.owner_id = $2 AND c.status = 'ACTIVE' FOR NO KEY UPDATE OF c`,
      [cloneId, owner, versionId ?? null],
    );
    const [found] = rows;
    if (found?.sequence !== expectedActivation) throw new Error('no such clone of this owner, or another activation');
    const { maxAssets } = await limitsOfClone(client, cloneId);
    if (versionId !== undefined && found.assets > maxAssets) throw new Error('the version exceeds the entitlement');
    const sequence = expectedActivation + 1;
    const cause = paused === undefined ? 'ACTIVATED' : paused ? 'PAUSED' : 'RESUMED';
    const { rows: added } = await client.query(
      `INSERT INTO clone_activations (clone_id, sequence, version_id, paused, cause, actor_kind, actor, at)
       VALUES ($1, $2, $3, $4, $5, 'OWNER', $6, greatest(now(), $7)) RETURNING sequence, paused, at`,
      [cloneId, sequence, found.id, paused ?? found.paused, cause, owner, found.at],
    );
    await client.query('UPDATE clones SET active_version_id = $2, activation = $3, paused = $4 WHERE id = $1', [
      cloneId,
      found.id,
      sequence,
      paused ?? found.paused,
    ]);
    await appendAudit(client, cloneId, 'strategy.activated', owner, { details: { activation: sequence } });
    return { changed: true, activation: { ...added[0], version: { id: found.id, number: found.number } }, errors: [] };
  });
}

function draftView({ strategyDraft: { revision, updatedAt, graph }, errors }: Awaited<ReturnType<typeof saveDraft>>) {
  const tradingPrompts = graph.tradingPrompts.map(({ prompt }) => ({ prompt }));
  return { strategyDraft: { revision, updatedAt, graph: { tradingPrompts } }, errors };
}
