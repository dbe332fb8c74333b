/**
 * The reads by hand-written SQL, one or two statements each. Graphs are validated, and violations found, by the service's own
 * rules: the benchmark compares everything around them.
 */
import type pg from 'pg';
import { modelTiers, type ModelTier } from '../../../src/catalog/modelTier.ts';
import { loadCatalog } from '../../../src/catalog/loadCatalog.ts';
import { eventKind } from '../../../src/events/eventKind.ts';
import { violationsOf } from '../../../src/entitlement/violations.ts';
import { canonicalContent, contentHash } from '../../../src/strategy/canonicalContent.ts';
import type { StrategyGraph } from '../../../src/strategy/graph.ts';
import { graphOfStored } from '../../../src/strategy/storedGraph.ts';
import { validateGraph } from '../../../src/strategy/validation/validateGraph.ts';
import {
  cloneColumns,
  readClones,
  readClonesOfOwner,
  readSetups,
  readVersions,
  readVersionWithContent,
  searchDirectory,
  type CloneRow,
  type SetupRow,
} from './rows.ts';
import { byId, graphOf, lifecycleOf, profileOf, setupOf, type Facts } from './views.ts';

// oxlint-disable-next-line no-explicit-any -- the body is any JSON
export type Variables = any;
export type Answers = Record<string, (variables: Variables, caller: string | null) => Promise<object>>;

const catalog = loadCatalog();
const base = catalog.content.baseEntitlement;

/** What the grants in force give each clone `c`, as a join. */
export const granted = `LEFT JOIN LATERAL (
  SELECT coalesce(sum(data_streams), 0)::int AS "dataStreams", coalesce(sum(assets), 0)::int AS assets,
    coalesce(sum(prompt_characters), 0)::int AS "promptCharacters", array_agg(model_tier) AS tiers
  FROM clone_entitlement_terms WHERE clone_id = c.id AND effective_at <= now() AND ends_at > now()) g ON true`;

export interface Granted {
  readonly dataStreams: number;
  readonly assets: number;
  readonly promptCharacters: number;
  readonly tiers: (string | null)[] | null;
}

export function limitsOf({ dataStreams, assets, promptCharacters, tiers }: Granted) {
  return {
    maxDataStreams: base.maxDataStreams + dataStreams,
    maxAssets: base.maxAssets + assets,
    maxPromptCharacters: base.maxPromptCharacters + promptCharacters,
    modelTier: modelTiers.findLast((tier) => tier === base.modelTier || tiers?.includes(tier)) ?? base.modelTier,
  };
}

function modelView({ modelId, modelName, modelTier }: ModelColumns) {
  return { modelId, displayName: modelName, tier: modelTier, available: catalog.model(modelId) !== undefined };
}

interface ModelColumns {
  readonly modelId: string;
  readonly modelName: string;
  readonly modelTier: ModelTier;
}

const modelColumns = (table: string): string =>
  `${table}.model_id AS "modelId", ${table}.model_name AS "modelName", ${table}.model_tier AS "modelTier"`;

export function rawReads(pool: pg.Pool): Answers {
  const rowsOf = async <Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row[]> =>
    (await pool.query(sql, [...values])).rows;

  return {
    async entitiesClone({ r }) {
      const clones = byId(await readClones(pool, r.map(idOf)));
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

    async entitiesVersion({ r }) {
      const rows = await rowsOf<ModelColumns & { readonly id: string }>(
        `SELECT v.id, v.clone_id AS "cloneId", v.number, v.published_at AS "publishedAt", v.content_hash AS "contentHash",
           c.active_version_id = v.id AS "isActive", ${modelColumns('v')}
         FROM clone_strategy_versions v JOIN clones c ON c.id = v.clone_id WHERE v.id = ANY ($1::uuid[])`,
        r.map(idOf),
      );
      const versions = byId(rows.map(withModel));
      return { _entities: r.map(({ id }: { id: string }) => versions.get(id) ?? null) };
    },

    async entitiesUser({ r }) {
      const rows = await rowsOf<CloneRow>(
        `SELECT c.* FROM unnest($1::text[]) AS owner (id) CROSS JOIN LATERAL (
           SELECT ${cloneColumns} FROM clones WHERE owner_id = owner.id AND listed_name IS NOT NULL
           ORDER BY created_at DESC, id DESC LIMIT 6) c ORDER BY "createdAt" DESC, id DESC`,
        r.map(idOf),
      );
      const byOwner = Map.groupBy(rows, ({ ownerId }) => ownerId);
      return {
        _entities: r.map(({ id }: { id: string }) => {
          const clones = byOwner.get(id) ?? [];
          const nodes = clones.slice(0, 5).map((clone) => ({ id: clone.id, publicProfile: profileOf(clone) }));
          return { id, clones: { nodes, pageInfo: { hasNextPage: clones.length > 5 } } };
        }),
      };
    },

    async clone({ id }, caller) {
      type Row = ModelColumns &
        Granted & {
          readonly status: string;
          readonly name: string | null;
          readonly description: string | null;
          readonly imageUrl: string | null;
          readonly shownAssets: string[];
          readonly profileRevision: number;
          readonly moderationStatus: string;
          readonly revision: number;
          readonly graph: string;
          readonly updatedAt: Date;
          readonly publishedHash: string | null;
        };
      const [row] = await rowsOf<Row>(
        `SELECT c.status, c.name, c.description, c.image_url AS "imageUrl", c.shown_assets AS "shownAssets",
           c.profile_revision AS "profileRevision", c.moderation_status AS "moderationStatus", ${modelColumns('c')},
           d.revision, d.graph, d.updated_at AS "updatedAt", v.content_hash AS "publishedHash", g.*
         FROM clones c JOIN clone_strategy_drafts d ON d.clone_id = c.id
         LEFT JOIN clone_strategy_versions v ON v.id = c.active_version_id ${granted} WHERE c.id = $1 AND c.owner_id = $2`,
        id,
        caller,
      );
      if (!row) return { clone: null };
      const { status, name, description, imageUrl, shownAssets, moderationStatus, revision, updatedAt } = row;
      const graph = graphOfStored(JSON.parse(row.graph));
      const entitlement = limitsOf(row);
      const model = { id: row.modelId, name: row.modelName, tier: row.modelTier };
      const hash = contentHash(canonicalContent(graph, row.modelId));
      return {
        clone: {
          id,
          acceptsChanges: status === 'ACTIVE',
          model: modelView(row),
          entitlement,
          publicProfileDraft: {
            name,
            description,
            imageUrl,
            shownAssets,
            revision: row.profileRevision,
            moderationStatus,
          },
          strategyDraft: {
            revision,
            updatedAt,
            graph: withNulls(graph),
            validation: validationView(graph, model, entitlement, ({ code, message, path }) => ({
              code,
              message,
              path,
            })),
            hasUnpublishedChanges: hash !== row.publishedHash,
          },
        },
      };
    },

    async clones({ ids }) {
      const clones = byId(await readClones(pool, ids));
      return {
        clones: ids.map((id: string) => {
          const clone = clones.get(id);
          return clone
            ? { id, createdAt: clone.createdAt, owner: { id: clone.ownerId }, publicProfile: profileOf(clone) }
            : null;
        }),
      };
    },

    async clonesReadiness({ ids }) {
      type Row = Granted & {
        readonly id: string;
        readonly status: string;
        readonly name: string | null;
        readonly modelTier: ModelTier | null;
        readonly activeVersionId: string | null;
        readonly usedStreams: number;
        readonly usedAssets: number;
        readonly usedCharacters: number;
        readonly usedTier: ModelTier;
      };
      const rows = await rowsOf<Row>(
        `SELECT c.id, c.status, c.name, c.model_tier AS "modelTier", c.active_version_id AS "activeVersionId", g.*,
           v.data_streams AS "usedStreams", v.assets AS "usedAssets", v.prompt_characters AS "usedCharacters", v.model_tier AS "usedTier"
         FROM clones c LEFT JOIN clone_strategy_versions v ON v.id = c.active_version_id ${granted} WHERE c.id = ANY ($1::uuid[])`,
        ids,
      );
      const clones = byId(
        rows.map((row) => {
          const { id, activeVersionId } = row;
          const limits = limitsOf(row);
          const used =
            activeVersionId === null
              ? []
              : violationsOf(
                  {
                    dataStreams: row.usedStreams,
                    assets: row.usedAssets,
                    promptCharacters: row.usedCharacters,
                    modelTier: row.usedTier,
                  },
                  limits,
                );
          const selected = violationsOf(
            { dataStreams: 0, assets: 0, promptCharacters: 0, modelTier: row.modelTier },
            limits,
          );
          const blockers = [
            ...(row.status === 'ACTIVE' ? [] : ['CLONE_NOT_ACTIVE']),
            ...(row.name === null ? ['PROFILE_UNNAMED'] : []),
            ...(row.modelTier === null ? ['MODEL_NOT_SELECTED'] : []),
            ...(activeVersionId === null ? ['NO_PUBLISHED_STRATEGY'] : []),
            ...(used.length > 0 ? ['ENTITLEMENT_EXCEEDED'] : []),
          ];
          const ready = blockers.length === 0;
          return {
            id,
            readiness: { ready, strategyVersionId: ready ? activeVersionId : null, blockers },
            entitlement: { ...limits, violations: [...used, ...selected].map(({ limit }) => ({ limit })) },
          };
        }),
      );
      return { clones: ids.map((id: string) => clones.get(id) ?? null) };
    },

    async versionsPage({ id }, caller) {
      const rows = await rowsOf<ModelColumns>(
        `SELECT v.id, v.number, c.active_version_id = v.id AS "isActive", v.published_at AS "publishedAt",
           v.content_hash AS "contentHash", v.note, ${modelColumns('v')}
         FROM clones c JOIN clone_strategy_versions v ON v.clone_id = c.id
         WHERE c.id = $1 AND c.owner_id = $2 ORDER BY v.number DESC LIMIT 21`,
        id,
        caller,
      );
      const nodes = rows.slice(0, 20).map(withModel);
      return { clone: { id, strategyVersions: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } } };
    },

    async auditTrail({ id }, caller) {
      const rows = await rowsOf<{ readonly actor: string; readonly details: string }>(
        `SELECT e.id, e.sequence, e.action, e.actor_kind AS "actorKind", e.actor, e.at, e.details
         FROM clones c JOIN clone_audit_events e ON e.clone_id = c.id
         WHERE c.id = $1 AND c.owner_id = $2 ORDER BY e.sequence DESC LIMIT 21`,
        id,
        caller,
      );
      const nodes = rows.slice(0, 20).map(({ actor, details, ...event }) => {
        const { reason: _, ...shown } = JSON.parse(details);
        return { ...event, actor: actor === caller ? actor : null, details: shown };
      });
      return { clone: { id, auditTrail: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } } };
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

    async publicClones({ search }) {
      const rows = await searchDirectory(pool, search, 21);
      const nodes = rows
        .slice(0, 20)
        .map((clone) => ({ id: clone.id, owner: { id: clone.ownerId }, publicProfile: profileOf(clone) }));
      return { publicClones: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } };
    },

    async strategyVersion({ id }) {
      const version = await readVersionWithContent(pool, id);
      if (!version) return { strategyVersion: null };
      const { content, ...facts } = version;
      return { strategyVersion: { ...facts, graph: graphOf(content) } };
    },

    async strategyVersions({ ids }) {
      const rows = await rowsOf<{ readonly id: string; readonly content: string }>(
        `SELECT v.id, v.clone_id AS "cloneId", v.number, v.content_hash AS "contentHash", v.content, c.active_version_id = v.id AS "isActive"
         FROM clone_strategy_versions v JOIN clones c ON c.id = v.clone_id WHERE v.id = ANY ($1::uuid[])`,
        ids,
      );
      const versions = byId(rows.map(({ content, ...facts }) => ({ ...facts, graph: graphOf(content) })));
      return { strategyVersions: ids.map((id: string) => versions.get(id) ?? null) };
    },

    strategyCatalog: async () => ({ strategyCatalog: catalog.content }),

    async validateStrategy({ cloneId, graph }, caller) {
      const [row] = await rowsOf<ModelColumns & Granted>(
        `SELECT ${modelColumns('c')}, g.* FROM clones c ${granted} WHERE c.id = $1 AND c.owner_id = $2`,
        cloneId,
        caller,
      );
      if (!row) return { validateStrategy: null };
      const model = { id: row.modelId, name: row.modelName, tier: row.modelTier };
      return { validateStrategy: validationView(graph, model, limitsOf(row), (issue) => issue) };
    },

    async moderationQueue() {
      const rows = await rowsOf<{ readonly id: string; readonly ownerId: string }>(
        `SELECT id, owner_id AS "ownerId", name, description, image_url AS "imageUrl", shown_assets AS "shownAssets",
           profile_revision AS revision, waiting_since AS "waitingSince"
         FROM clones WHERE waiting_since IS NOT NULL ORDER BY waiting_since, id LIMIT 21`,
      );
      const nodes = rows
        .slice(0, 20)
        .map(({ id, ownerId, ...profile }) => ({ id, owner: { id: ownerId }, publicProfileDraft: profile }));
      return { moderationQueue: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } };
    },

    async moderationQueueCount() {
      const [row] = await rowsOf<{ readonly count: number }>(
        'SELECT count(*)::int AS count FROM (SELECT FROM clones WHERE waiting_since IS NOT NULL LIMIT 10000) waiting',
      );
      return { moderationQueueCount: row?.count ?? 0 };
    },

    moderationGate: async () => ({ moderationGate: 'NONE' }),

    async operatorClones({ filter }) {
      type Row = {
        readonly id: string;
        readonly status: string;
        readonly createdAt: Date;
        readonly ownerId: string;
        readonly name: string | null;
        readonly moderationStatus: string;
      };
      const rows = await rowsOf<Row>(
        `SELECT id, status, created_at AS "createdAt", owner_id AS "ownerId", name, moderation_status AS "moderationStatus"
         FROM clones WHERE status = $1 AND moderation_status = $2 ORDER BY created_at DESC, id DESC LIMIT 21`,
        filter.status,
        filter.moderationStatus,
      );
      const nodes = rows.slice(0, 20).map(({ id, status, createdAt, ownerId, name, moderationStatus }) => ({
        id,
        status,
        createdAt,
        owner: { id: ownerId },
        publicProfileDraft: { name, moderationStatus },
      }));
      return { operatorClones: { nodes, pageInfo: { hasNextPage: rows.length > 20 } } };
    },

    async cloneEvents() {
      type Row = {
        readonly id: string;
        readonly cloneId: string;
        readonly sequence: number;
        readonly action: string;
        readonly at: Date;
        readonly position: string;
        readonly pending: boolean;
      };
      const below = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT shift FROM clone_feed)';
      const rows = await rowsOf<Row>(
        `SELECT id, clone_id AS "cloneId", sequence, action, at, position,
           coalesce((SELECT max(position) FROM clone_audit_events WHERE action NOT LIKE 'draft.%') >= ${below}, false) AS pending
         FROM clone_audit_events WHERE action NOT LIKE 'draft.%' AND position < ${below}
         ORDER BY position, clone_id, sequence LIMIT 101`,
      );
      const shown = rows.slice(0, 100);
      const last = shown.at(-1);
      const place = last === undefined ? [] : [Number(last.position), last.cloneId, last.sequence, last.id];
      const nodes = shown.map(({ id, cloneId, sequence, action, at }) => ({
        id,
        cloneId,
        sequence,
        kind: eventKind(action),
        at,
      }));
      const continueFrom = Buffer.from(JSON.stringify(['cloneEvents', ...place])).toString('base64url');
      return {
        cloneEvents: { nodes, continueFrom, hasMore: rows.length > 100, pending: rows[0]?.pending ?? false },
      };
    },
  };
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function withModel<Row extends ModelColumns>(row: Row) {
  const { modelId, modelName, modelTier, ...facts } = row;
  return { ...facts, model: modelView({ modelId, modelName, modelTier }) };
}

type Issue = ReturnType<typeof validateGraph>['issues'][number];

function validationView(
  graph: StrategyGraph,
  model: Parameters<typeof validateGraph>[1],
  limits: ReturnType<typeof limitsOf>,
  view: (issue: Issue) => object,
) {
  const { issues } = validateGraph(graph, model, catalog, limits);
  return { publishable: issues.every(({ severity }) => severity !== 'ERROR'), issues: issues.map(view) };
}

function withNulls({ dataStreams, ...graph }: StrategyGraph) {
  return { ...graph, dataStreams: dataStreams.map((block) => ({ ...block })) };
}
