import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/database/migrate.ts';
import { withMigrationConnection } from '../../src/database/postgres.ts';
import { parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';
import { canonicalContent, contentHash } from '../../src/strategy/canonicalContent.ts';
import { storedGraph } from '../../src/strategy/storedGraph.ts';
import { sampleGraph } from '../sampleStrategy.ts';

export const clonesOfAnOwner = 100;
const clonesOfAName = 20;
/** How many clones, the first ones, have more than one version. */
export const clonesWithHistory = 200;
const versionsOfHistory = 30;
const prompt = 'Buy strength, sell weakness, never risk more than one percent of the account. '.repeat(8).trim();

/** The graph of every clone in the data set; `change` is added to its prompt. */
export function benchGraph(change = '') {
  return sampleGraph(prompt + change);
}

export const cloneId = (index: number): string => `01900000-0000-7000-8000-${hex(index)}`;
export const versionId = (index: number): string => `01900000-0000-7000-9000-${hex(index)}`;
export const ownerOf = (index: number): string => `owner-${Math.floor(index / clonesOfAnOwner)}`;
/** A word in the names of exactly 20 clones, however many there are. */
export const wordOf = (index: number): string =>
  createHash('md5')
    .update(`word ${Math.floor(index / clonesOfAName)}`)
    .digest('hex')
    .slice(0, 10)
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

function hex(index: number): string {
  return index.toString(16).padStart(12, '0');
}

/** The database URL of the data set's own schema. */
export function urlOfDataSet(databaseUrl: string, clones: number): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('schema', `clone_service_bench_2_${clones}`);
  return url.href;
}

/**
 * Makes the schema, its tables with the real migrations, and the missing rows, vacuumed for a run; reports progress. If
 * an earlier run added clones, the schema is dropped and made again: clones can't be deleted.
 */
export async function loadDataSet(url: string, clones: number): Promise<void> {
  const { connectionString, schema } = parseDatabaseUrl(url);
  const settings = { connectionString, schema, connectionLimit: 1, poolTimeoutMs: 5_000, statementTimeoutMs: 0 };
  const migrated = () => withMigrationConnection(settings, (connection) => migrate(connection));
  await migrated();
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT count(*)::int AS present FROM clones');
    let present: number = rows[0].present;
    if (present > clones) {
      await client.query(`DROP SCHEMA ${schema} CASCADE`);
      await migrated();
      present = 0;
    }
    while (present < clones) {
      const last = Math.min(clones, present + 5_000) - 1;
      await loadRows(client, present, last);
      present = last + 1;
      console.error(`loading ${clones} clones into the schema ${schema}: ${Math.floor((100 * present) / clones)} %`);
    }
    // Before each run: earlier writes leave dead rows and pending index entries, and autovacuum may be off.
    await client.query(
      'VACUUM ANALYZE clones, clone_strategy_drafts, clone_strategy_versions, clone_audit_events, clone_entitlement_terms',
    );
  } finally {
    await client.end();
  }
}

async function loadRows(client: pg.Client, first: number, last: number): Promise<void> {
  const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, name, name_folded, description, image_url,
       shown_assets, shown_data_sources, profile_revision, waiting_since, model_id, model_name, model_tier)
     SELECT id, owner_id, at, at, at, 'Steady Fox ' || word, 'steady fox ' || word, repeat('Follows the trend with care. ', 8),
       'https://images.example/' || id || '.png', '{BTC-USD,ETH-USD}', '{candles}', 1, at, 'swift-1', 'Swift 1', 'STANDARD'
     FROM (SELECT *, timestamptz '2026-11-01T00:00:00Z' - n * interval '1 second' AS at
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS row (id, owner_id, word, n)) rows`,
    [indexes.map(cloneId), indexes.map(ownerOf), indexes.map(wordOf), indexes],
  );
  await client.query(
    `INSERT INTO clone_strategy_drafts (clone_id, revision, graph, updated_at)
     SELECT id, 1, $2, created_at FROM clones WHERE id = ANY ($1)`,
    [indexes.map(cloneId), JSON.stringify(storedGraph(benchGraph()))],
  );
  await insertVersions(client, indexes);
  await client.query(
    `UPDATE clones SET active_version_id = row.id FROM unnest($1::uuid[], $2::uuid[]) AS row (clone_id, id) WHERE clones.id = row.clone_id`,
    [indexes.map(cloneId), indexes.map(versionId)],
  );
  await client.query(
    `INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
     SELECT gen_random_uuid(), clone.id, number, 'draft.edited', 'OWNER', owner_id, created_at + number * interval '1 hour', '{"revision":' || number || '}'
     FROM clones clone CROSS JOIN generate_series(1, $2) AS number WHERE clone.id = ANY ($1) ORDER BY clone.id, number`,
    [indexes.filter(hasHistory).map(cloneId), versionsOfHistory],
  );
  // Events, of clones whose trail no operation reads.
  await client.query(
    `INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
     SELECT gen_random_uuid(), id, 1, 'clone.created', 'OWNER', owner_id, created_at, '{}' FROM clones WHERE id = ANY ($1)`,
    [indexes.filter((index) => !hasHistory(index) && index % 20 === 1).map(cloneId)],
  );
  await insertGrants(client, indexes);
  await client.query('COMMIT');
}

/**
 * A clone's only version, or its history; the newest has the same content in all clones, and an id derived from the
 * index.
 */
async function insertVersions(client: pg.Client, indexes: readonly number[]): Promise<void> {
  const contents = Array.from({ length: versionsOfHistory }, (_, age) =>
    canonicalContent(benchGraph(age === 0 ? '' : ` ${age} versions ago.`), 'swift-1'),
  );
  await client.query(
    `INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name,
       model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
     SELECT CASE WHEN number = last THEN row.id ELSE gen_random_uuid() END, clone.id, number, ($4::text[])[1 + last - number],
       ($5::text[])[1 + last - number], 1, 'swift-1', 'Swift 1', 'STANDARD', 'bench', clone.owner_id, clone.created_at, 1, 2, $6
     FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS row (clone_id, id, last) JOIN clones clone ON clone.id = row.clone_id
     CROSS JOIN generate_series(1, last) AS number ORDER BY clone.id, number`,
    [
      indexes.map(cloneId),
      indexes.map(versionId),
      indexes.map((index) => (hasHistory(index) ? versionsOfHistory : 1)),
      contents,
      contents.map(contentHash),
      prompt.length,
    ],
  );
}

/** A grant in force for each clone, and an ended one for every second clone. */
async function insertGrants(client: pg.Client, indexes: readonly number[]): Promise<void> {
  await client.query(
    `INSERT INTO clone_entitlement_grants (grant_id, clone_id)
     SELECT kind || id, id FROM unnest($1::uuid[], $2::int[]) AS row (id, n) JOIN unnest('{lasting-,ended-}'::text[]) AS kind
     ON kind = 'lasting-' OR n % 2 = 0`,
    [indexes.map(cloneId), indexes],
  );
  await client.query(
    `INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, data_streams, assets, prompt_characters, effective_at, expires_at, received_at)
     SELECT grant_id, 'GRANTED', created_at, 1, 2, 1000, created_at,
       CASE WHEN grant_id LIKE 'ended-%' THEN created_at + interval '1 hour' END, created_at
     FROM clone_entitlement_grants g JOIN clones ON clones.id = g.clone_id WHERE clone_id = ANY ($1)`,
    [indexes.map(cloneId)],
  );
}

function hasHistory(index: number): boolean {
  return index < clonesWithHistory;
}
