import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { insertPublishedRow } from './sampleRows.ts';
import { tryStatement } from './tryStatement.ts';

let database: Database;
let cloneId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { client } = database;
  ({ cloneId } = await insertPublishedRow(client));
  const at = new Date();
  await client.entitlementGrant.create({ data: { grantId: 'grant', cloneId } });
  await client.entitlementFact.create({ data: { grantId: 'grant', kind: 'GRANTED', occurredAt: at, effectiveAt: at, receivedAt: at } });
  await client.auditEvent.create({ data: { id: newId(), cloneId, sequence: 1, action: 'clone.created', actorKind: 'OWNER', actor: 'alice', at, details: '{}' } });
});
afterAll(() => database.close());

/** SQLSTATE restrict_violation: what the triggers raise. */
const refused = '23001';
/** Switches ordinary triggers off, foreign keys' included. */
const asReplica = 'SET LOCAL session_replication_role = replica';

const roads = {
  clone_strategy_versions: ["UPDATE clone_strategy_versions SET note = 'other'", 'id'],
  clone_entitlement_grants: ['UPDATE clone_entitlement_grants SET clone_id = clone_id', 'grant_id'],
  clone_entitlement_facts: ['UPDATE clone_entitlement_facts SET assets = assets + 1', 'grant_id'],
  clone_audit_events: ["UPDATE clone_audit_events SET details = '{}'", 'id'],
} as const;

const statements = Object.entries(roads).flatMap(([table, [update, key]]) => [
  update,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
  `MERGE INTO ${table} t USING ${table} s ON t.${key} = s.${key} WHEN MATCHED THEN DELETE`,
  `WITH gone AS (DELETE FROM ${table} RETURNING 1) SELECT count(*) FROM gone`,
]);

describe('what is append-only', () => {
  it.each(statements)('refuses %s', async (sql) => {
    expect(await tryStatement(database, sql)).toBe(refused);
  });

  it.each(statements)('refuses %s from a session that plays a replica', async (sql) => {
    expect(await tryStatement(database, sql, asReplica)).toBe(refused);
  });

  it.each([
    ['clone_strategy_versions', 'ALTER TABLE clones DROP CONSTRAINT clones_active_version_fkey'],
    ['clone_entitlement_grants', 'ALTER TABLE clone_entitlement_facts DROP CONSTRAINT clone_entitlement_facts_grant_id_fkey'],
    ['clone_entitlement_facts', 'SELECT 1'],
    ['clone_audit_events', 'SELECT 1'],
  ])('refuses TRUNCATE of %s, also when no other table refers to it', async (table, freed) => {
    expect(await tryStatement(database, `TRUNCATE ${table}`, freed)).toBe(refused);
    expect(await tryStatement(database, `TRUNCATE ${table}`, freed, asReplica)).toBe(refused);
  });

  it('refuses an insert that turns into an update', async () => {
    const upsert = `INSERT INTO clone_entitlement_grants VALUES ('grant', '${cloneId}')
      ON CONFLICT (grant_id) DO UPDATE SET clone_id = excluded.clone_id`;
    expect(await tryStatement(database, upsert)).toBe(refused);
  });

  it.each(['DELETE FROM clones', 'TRUNCATE clones CASCADE'])('is not reached through its clone: %s is refused', async (sql) => {
    expect(await tryStatement(database, sql)).toBe(refused);
    expect(await tryStatement(database, sql, asReplica)).toBe(refused);
  });

  it('takes new rows', async () => {
    const insert = `INSERT INTO clone_entitlement_grants VALUES ('another', '${cloneId}')`;
    expect(await tryStatement(database, insert)).toBe('accepted');
  });
});

describe('the numbers of a clone', () => {
  const version = (number: number): string => `
    INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name,
      model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
    SELECT '${newId()}', clone_id, ${number}, content, content_hash, content_schema, model_id, model_name,
      model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters
    FROM clone_strategy_versions WHERE number = 1`;
  const event = (sequence: number): string => `
    INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
    VALUES ('${newId()}', '${cloneId}', ${sequence}, 'draft.edited', 'OWNER', 'alice', now(), '{}')`;

  it.each([['versions', version], ['audit events', event]])('of %s go on without a gap and never repeat', async (_, insert) => {
    expect(await tryStatement(database, insert(2))).toBe('accepted');
    expect(await tryStatement(database, insert(3), insert(2))).toBe('accepted');
    for (const wrong of [0, 1, 3]) {
      expect(await tryStatement(database, insert(wrong))).toBe('23514');
      expect(await tryStatement(database, insert(wrong), asReplica)).toBe('23514');
    }
  });
});
