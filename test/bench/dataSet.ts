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
const prompt = 'Buy strength, sell weakness, never risk more than one percent of the account. '.repeat(8).trim();

/** The graph that every clone of the data set has; `change` makes it another one. */
export function benchGraph(change = '') {
  return sampleGraph(prompt + change);
}

export const cloneId = (index: number): string => `01900000-0000-7000-8000-${hex(index)}`;
export const versionId = (index: number): string => `01900000-0000-7000-9000-${hex(index)}`;
export const ownerOf = (index: number): string => `owner-${Math.floor(index / clonesOfAnOwner)}`;
/** A word that the names of 20 clones hold, however many clones there are. */
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
  url.searchParams.set('schema', `clone_service_bench_${clones}`);
  return url.href;
}

/** Makes the schema, its tables by the real migrations, and the rows that are missing, swept for a run; says how far it is. */
export async function loadDataSet(url: string, clones: number): Promise<void> {
  const { connectionString, schema } = parseDatabaseUrl(url);
  const settings = { connectionString, schema, connectionLimit: 1, poolTimeoutMs: 5_000, statementTimeoutMs: 0 };
  await withMigrationConnection(settings, (connection) => migrate(connection));
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT count(*)::int AS present FROM clones');
    let present: number = rows[0].present;
    while (present < clones) {
      const last = Math.min(clones, present + 5_000) - 1;
      await loadRows(client, present, last);
      present = last + 1;
      console.error(`loading ${clones} clones into the schema ${schema}: ${Math.floor((100 * present) / clones)} %`);
    }
    // Each run, since the writes of the one before leave dead rows and pending index entries, and autovacuum may be off.
    await client.query('VACUUM ANALYZE clones, clone_strategy_drafts, clone_strategy_versions, clone_audit_events');
  } finally {
    await client.end();
  }
}

async function loadRows(client: pg.Client, first: number, last: number): Promise<void> {
  const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  const content = canonicalContent(benchGraph(), 'swift-1');
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
  await client.query(
    `INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name,
       model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
     SELECT row.id, clone.id, 1, $3, $4, 1, 'swift-1', 'Swift 1', 'STANDARD', 'bench', clone.owner_id, clone.created_at, 1, 2, $5
     FROM unnest($1::uuid[], $2::uuid[]) AS row (clone_id, id) JOIN clones clone ON clone.id = row.clone_id`,
    [indexes.map(cloneId), indexes.map(versionId), content, contentHash(content), prompt.length],
  );
  await client.query(
    `UPDATE clones SET active_version_id = row.id FROM unnest($1::uuid[], $2::uuid[]) AS row (clone_id, id) WHERE clones.id = row.clone_id`,
    [indexes.map(cloneId), indexes.map(versionId)],
  );
  await client.query('COMMIT');
}
