/** The hand-written SQL that raw and mercurius share. */
import pg from 'pg';
import { newId } from '../../../src/clone/id.ts';
import { parseDatabaseUrl } from '../../../src/settings/parseDatabaseUrl.ts';

export interface CloneRow {
  readonly id: string;
  readonly ownerId: string;
  readonly status: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly name: string | null;
  readonly description: string | null;
  readonly imageUrl: string | null;
  readonly shownAssets: string[];
  readonly moderationStatus: string;
  readonly lastDecision: string | null;
  readonly modelId: string | null;
  readonly activeVersionId: string | null;
}

export interface VersionRow {
  readonly id: string;
  readonly cloneId: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly contentHash: string;
}

export const cloneColumns = `id, owner_id AS "ownerId", status, created_at AS "createdAt", updated_at AS "updatedAt", name, description, image_url AS "imageUrl",
  shown_assets AS "shownAssets", moderation_status AS "moderationStatus", last_decision AS "lastDecision", model_id AS "modelId", active_version_id AS "activeVersionId"`;

/** An ordinary pool, as node-postgres makes one. */
export function openPool(): pg.Pool {
  const { connectionString, schema } = parseDatabaseUrl(process.env['DATABASE_URL'] ?? '');
  return new pg.Pool({ connectionString, max: 10, options: `-c search_path=${schema} -c timezone=UTC` });
}

export async function readClones(pool: pg.Pool, ids: readonly string[]): Promise<CloneRow[]> {
  return (await pool.query<CloneRow>(`SELECT ${cloneColumns} FROM clones WHERE id = ANY ($1::uuid[])`, [ids])).rows;
}

/** The columns that a summary needs. */
export type SetupRow = Pick<CloneRow, 'id' | 'name' | 'modelId' | 'activeVersionId'>;

export async function readSetups(pool: pg.Pool, ids: readonly string[]): Promise<SetupRow[]> {
  return (
    await pool.query<SetupRow>(
      'SELECT id, name, model_id AS "modelId", active_version_id AS "activeVersionId" FROM clones WHERE id = ANY ($1::uuid[])',
      [ids],
    )
  ).rows;
}

export async function readVersions(pool: pg.Pool, ids: readonly string[]): Promise<VersionRow[]> {
  return (
    await pool.query<VersionRow>(
      'SELECT id, clone_id AS "cloneId", number, published_at AS "publishedAt", content_hash AS "contentHash" FROM clone_strategy_versions WHERE id = ANY ($1::uuid[])',
      [ids],
    )
  ).rows;
}

export async function readVersionWithContent(
  pool: pg.Pool,
  id: string,
): Promise<(VersionRow & { content: string; isActive: boolean }) | null> {
  const { rows } = await pool.query(
    `SELECT v.id, v.number, v.published_at AS "publishedAt", v.content, c.active_version_id = v.id AS "isActive"
     FROM clone_strategy_versions v JOIN clones c ON c.id = v.clone_id WHERE v.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function readClonesOfOwner(pool: pg.Pool, ownerId: string, limit: number): Promise<CloneRow[]> {
  return (
    await pool.query<CloneRow>(
      `SELECT ${cloneColumns} FROM clones WHERE owner_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2`,
      [ownerId, limit],
    )
  ).rows;
}

export async function searchDirectory(pool: pg.Pool, search: string, limit: number): Promise<CloneRow[]> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return (
    await pool.query<CloneRow>(
      `SELECT ${cloneColumns} FROM clones WHERE listed_name LIKE $1 ORDER BY created_at DESC, id DESC LIMIT $2`,
      [pattern, limit],
    )
  ).rows;
}

export interface Locked {
  readonly graph: string;
  readonly revision: number;
  readonly modelId: string;
  readonly modelName: string;
  readonly modelTier: string;
  /** Of the active version. */
  readonly contentHash: string | null;
  readonly grants: number;
}

/** Within a transaction, locks the owner's clone and reads its draft, its active version's hash and its grants. */
export async function lockClone(client: pg.PoolClient, cloneId: string, ownerId: string | null): Promise<Locked> {
  const { rows } = await client.query<Locked>(
    `SELECT d.graph, d.revision, c.model_id AS "modelId", c.model_name AS "modelName", c.model_tier AS "modelTier", v.content_hash AS "contentHash",
       (SELECT count(*)::int FROM clone_entitlement_grants g JOIN clone_entitlement_facts f ON f.grant_id = g.grant_id WHERE g.clone_id = c.id) AS grants
     FROM clones c JOIN clone_strategy_drafts d ON d.clone_id = c.id LEFT JOIN clone_strategy_versions v ON v.id = c.active_version_id
     WHERE c.id = $1 AND c.owner_id = $2 AND c.status = 'ACTIVE' FOR NO KEY UPDATE OF c`,
    [cloneId, ownerId],
  );
  if (!rows[0]) throw new Error('no such clone of this owner');
  return rows[0];
}

interface Entry {
  readonly kind?: 'OWNER' | 'OPERATOR' | 'SERVICE';
  readonly details: object;
  /** Skips the entry if there is one with this action from the last 15 minutes. */
  readonly rarely?: boolean;
}

/** Adds to the audit trail. */
export async function appendAudit(
  client: pg.PoolClient,
  cloneId: string,
  action: string,
  actor: string | null,
  { kind = 'OWNER', details, rarely = false }: Entry,
): Promise<void> {
  await client.query(
    `INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
     SELECT $1, $2, coalesce(max(sequence), 0) + 1, $3, $6, $4, now(), $7 FROM clone_audit_events WHERE clone_id = $2
     HAVING NOT $5 OR coalesce(max(at) FILTER (WHERE action = $3), '-infinity') < now() - interval '15 minutes'`,
    [newId(), cloneId, action, actor, rarely, kind, JSON.stringify(details)],
  );
}

export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
