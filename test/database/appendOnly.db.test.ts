import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { insertPublishedRow } from './sampleRows.ts';
import { testServer } from './testServer.ts';
import { tryStatement } from './tryStatement.ts';

let database: Database;
let cloneId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { client } = database;
  ({ cloneId } = await insertPublishedRow(client));
  const at = new Date();
  await client.entitlementGrant.create({ data: { grantId: 'grant', cloneId } });
  await client.entitlementFact.create({
    data: { grantId: 'grant', kind: 'GRANTED', occurredAt: at, effectiveAt: at, receivedAt: at },
  });
  await client.servedCatalog.create({ data: { version: 'a', content: '{}' } });
  await client.auditEvent.create({
    data: {
      id: newId(),
      cloneId,
      sequence: 1,
      action: 'clone.created',
      actorKind: 'OWNER',
      actor: 'alice',
      at,
      details: '{}',
    },
  });
});
afterAll(() => database.close());

/** SQLSTATE restrict_violation: what the triggers raise. */
const refused = '23001';
/** Switches ordinary triggers off, including those of foreign keys. */
const asReplica = 'SET LOCAL session_replication_role = replica';

/**
 * For each table: a change, the column that finds a row, the unique columns, and what turns a copy of a row into a new
 * one.
 */
const tables = {
  clone_strategy_versions: { set: "note = 'other'", key: 'id', unique: 'id', next: '{"number": 2}' },
  clone_activations: {
    set: "reason = 'other'",
    key: 'clone_id',
    unique: 'clone_id, sequence',
    next: null, // its number is checked first
  },
  strategy_catalogs: { set: "content = '{}'", key: 'version', unique: 'version', next: '{}' },
  clone_entitlement_grants: { set: 'clone_id = s.clone_id', key: 'grant_id', unique: 'grant_id', next: '{}' },
  clone_entitlement_facts: { set: 'assets = 1', key: 'grant_id', unique: 'grant_id, kind, occurred_at', next: '{}' },
  clone_audit_events: { set: "details = '{}'", key: 'id', unique: 'id', next: '{"sequence": 2}' },
} as const;

const statements = Object.entries(tables).flatMap(([table, { set, key, unique, next }]) => [
  `UPDATE ${table} t SET ${set} FROM ${table} s WHERE t.${key} = s.${key}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
  `MERGE INTO ${table} t USING ${table} s ON t.${key} = s.${key} WHEN MATCHED THEN DELETE`,
  `MERGE INTO ${table} t USING ${table} s ON t.${key} = s.${key} WHEN MATCHED THEN UPDATE SET ${set}`,
  ...(next === null
    ? []
    : [
        `INSERT INTO ${table} SELECT (json_populate_record(t, '${next}')).* FROM ${table} t ON CONFLICT (${unique}) DO UPDATE SET ${set.replace('s.', 'excluded.')}`,
      ]),
  `WITH gone AS (DELETE FROM ${table} RETURNING 1) SELECT count(*) FROM gone`,
]);

describe('append-only tables', () => {
  it.each(statements)('refuses %s', async (sql) => {
    expect(await tryStatement(database, sql)).toBe(refused);
  });

  it.each(statements)('refuses %s from a session in replica mode', async (sql) => {
    expect(await tryStatement(database, sql, asReplica)).toBe(refused);
  });

  it.each([
    ['clone_strategy_versions', 'ALTER TABLE clone_activations DROP CONSTRAINT clone_activations_version_fkey'],
    ['clone_activations', 'ALTER TABLE clones DROP CONSTRAINT clones_activation_fkey'],
    ['strategy_catalogs', 'SELECT 1'],
    [
      'clone_entitlement_grants',
      `DO $$ BEGIN
      ALTER TABLE clone_entitlement_facts DROP CONSTRAINT clone_entitlement_facts_grant_id_fkey;
      ALTER TABLE clone_entitlement_terms DROP CONSTRAINT clone_entitlement_terms_grant_id_fkey;
    END $$`,
    ],
    ['clone_entitlement_facts', 'SELECT 1'],
    ['clone_audit_events', 'SELECT 1'],
  ])('refuses TRUNCATE of %s, also when no other table refers to it', async (table, freed) => {
    expect(await tryStatement(database, `TRUNCATE ${table}`, freed)).toBe(refused);
    expect(await tryStatement(database, `TRUNCATE ${table}`, freed, asReplica)).toBe(refused);
  });

  it.each(['DELETE FROM clones', 'TRUNCATE clones CASCADE'])(
    'is not reached through its clone: %s is refused',
    async (sql) => {
      expect(await tryStatement(database, sql)).toBe(refused);
      expect(await tryStatement(database, sql, asReplica)).toBe(refused);
    },
  );

  it('accept new rows', async () => {
    const insert = `INSERT INTO clone_entitlement_grants VALUES ('another', '${cloneId}')`;
    expect(await tryStatement(database, insert)).toBe('accepted');
  });
});

describe('the terms of a grant', () => {
  const terms = 'clone_entitlement_terms';

  it.each([
    `UPDATE ${terms} SET assets = 1`,
    `UPDATE ${terms} SET expires_at = now()`,
    `UPDATE ${terms} SET revoked_at = NULL`,
    `DELETE FROM ${terms}`,
    `TRUNCATE ${terms}`,
  ])('refuses %s', async (sql) => {
    expect(await tryStatement(database, sql)).toBe(refused);
    expect(await tryStatement(database, sql, asReplica)).toBe(refused);
  });

  it('may end earlier, never later', async () => {
    const revoke = (time: string) => `UPDATE ${terms} SET revoked_at = '${time}'`;
    expect(await tryStatement(database, revoke('2026-02-01Z'), revoke('2026-03-01Z'))).toBe('accepted');
    expect(await tryStatement(database, revoke('2026-03-01Z'), revoke('2026-02-01Z'))).toBe(refused);
  });

  it('are protected from a session in replica mode too', async () => {
    const revoke =
      "INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at) VALUES ('grant', 'REVOKED', '2026-02-01Z', now())";
    const isRevoked = `SELECT 1 / count(*) FROM ${terms} WHERE revoked_at = '2026-02-01Z' AND ends_at = revoked_at`;
    expect(await tryStatement(database, isRevoked, asReplica, revoke)).toBe('accepted');
    expect(await tryStatement(database, isRevoked, asReplica)).toBe('22012');
  });
});

describe('the checkpoints of a draft', () => {
  const checkpoints = 'clone_strategy_checkpoints';
  const replace = "UPDATE clone_strategy_drafts SET revision = revision + 1, cause = 'DISCARDED'";

  it.each([`UPDATE ${checkpoints} SET layout = '{}'`, `DELETE FROM ${checkpoints}`, `TRUNCATE ${checkpoints}`])(
    'refuse %s',
    async (sql) => {
      expect(await tryStatement(database, sql, replace)).toBe(refused);
      expect(await tryStatement(database, sql, asReplica, replace)).toBe(refused);
    },
  );

  const are = (condition: string) => `SELECT 1 / (${condition})::int FROM ${checkpoints}`;

  it('are what the draft was, and the newest fifty of these', async () => {
    const kept = are("count(*) = 1 AND bool_and(revision = 0 AND reason = 'DISCARDED')");
    expect(await tryStatement(database, kept, replace)).toBe('accepted');
    const sixty = Array.from({ length: 60 }, () => replace);
    expect(await tryStatement(database, are('count(*) = 50 AND min(revision) = 10'), ...sixty)).toBe('accepted');
  });

  it('are one in ten minutes of the clock for what says no cause, as processes of the release before write, also after a discard', async () => {
    const edit = "UPDATE clone_strategy_drafts SET revision = revision + 1, updated_at = '2026-01-01 00:09:59Z'";
    expect(await tryStatement(database, are('count(*) = 1'), replace, edit, edit)).toBe('accepted');
    const later = "UPDATE clone_strategy_drafts SET revision = revision + 1, updated_at = '2026-01-01 00:10:00Z'";
    const edited = are("count(*) = 2 AND bool_and(reason = CASE revision WHEN 0 THEN 'DISCARDED' ELSE 'EDITED' END)");
    expect(await tryStatement(database, edited, replace, edit, later)).toBe('accepted');
    const discardLater = `${later}, cause = 'DISCARDED'`;
    const discarded = are("count(*) = 1 AND bool_and(reason = 'DISCARDED')");
    expect(await tryStatement(database, discarded, edit, discardLater)).toBe('accepted');
  });
});

describe('the numbers of a clone', () => {
  /** An insert of the first row's copies with these numbers, into `table`. */
  const copies = (table: string, column: string, numbers: readonly number[]): string => {
    const rows = numbers.map((number) => `('${newId()}', ${number})`).join();
    return `INSERT INTO public.${table} SELECT (json_populate_record(t, json_build_object('id', n.id, '${column}', n.number))).*
      FROM public.${table} t, (VALUES ${rows}) n (id, number) WHERE t.${column} = 1`;
  };

  describe.each([
    ['versions', 'clone_strategy_versions', 'number'],
    ['audit events', 'clone_audit_events', 'sequence'],
  ])('of %s', (_, table, column) => {
    const insert = (...numbers: number[]) => copies(table, column, numbers);

    it('have no gaps and never repeat', async () => {
      expect(await tryStatement(database, insert(2))).toBe('accepted');
      expect(await tryStatement(database, insert(3), insert(2))).toBe('accepted');
      expect(await tryStatement(database, insert(2, 3))).toBe('accepted');
      for (const wrong of [[0], [1], [3], [2, 2], [2, 4], [3, 2]]) {
        expect(await tryStatement(database, insert(...wrong))).toBe('23514');
        expect(await tryStatement(database, insert(...wrong), asReplica)).toBe('23514');
      }
    });

    it('are counted in the real table, even if a session has a temporary one of the same name', async () => {
      const decoy = `CREATE TEMPORARY TABLE ${table} AS SELECT clone_id, 6 AS ${column} FROM ${table}`;
      expect(await tryStatement(database, insert(7), decoy)).toBe('23514');
      expect(await tryStatement(database, insert(2), decoy)).toBe('accepted');
    });

    it('hold for COPY too', async () => {
      const file = `/tmp/clone-service-${newId()}`;
      const write = (number: number) =>
        `COPY (SELECT (json_populate_record(t, '{"id": "${newId()}", "${column}": ${number}}')).* FROM ${table} t) TO '${file}'`;
      const read = `COPY ${table} FROM '${file}'`;
      const remove = testServer === null ? [] : [`COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; rm ${file}'`];
      expect(await tryStatement(database, read, write(2))).toBe('accepted');
      for (const wrong of [1, 3]) expect(await tryStatement(database, read, write(wrong))).toBe('23514');
      for (const sql of remove) await database.client.$executeRawUnsafe(sql);
    });
  });
});
