import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { insertCloneRow, insertPublishedRow, insertVersionRow } from './sampleRows.ts';
import { tryStatement } from './tryStatement.ts';

const notNull = '23502';
const foreignKey = '23503';
const unique = '23505';
const check = '23514';
const restrict = '23001';

let database: Database;
const ids = { shell: newId(), published: newId(), other: newId(), version: '', otherVersion: '', draftOf: newId() };

beforeAll(async () => {
  database = await openTestDatabase();
  const { client } = database;
  await insertCloneRow(client, { id: ids.shell });
  ids.version = (await insertPublishedRow(client, { id: ids.published })).versionId;
  ids.otherVersion = (await insertPublishedRow(client, { id: ids.other })).versionId;
  await insertCloneRow(client, { id: ids.draftOf });
  await client.strategyDraft.update({ where: { cloneId: ids.draftOf }, data: { revision: 5 } });
  const at = new Date();
  await client.idempotencyKey.create({
    data: { scope: 'create:alice', key: 'k', inputHash: 'h', resultId: ids.shell, createdAt: at },
  });
  await client.entitlementGrant.create({ data: { grantId: 'grant', cloneId: ids.shell } });
  await client.entitlementFact.create({
    data: { grantId: 'grant', kind: 'GRANTED', occurredAt: at, effectiveAt: at, receivedAt: at },
  });
});
afterAll(() => database.close());

type Case = readonly [rule: string, state: string, sql: () => string];

function change(id: 'shell' | 'published', set: string): () => string {
  return () => `UPDATE clones SET ${set} WHERE id = '${ids[id]}'`;
}

function fact(columns: string, values: string): () => string {
  return () =>
    `INSERT INTO clone_entitlement_facts (grant_id, received_at, ${columns}) VALUES ('grant', now(), ${values})`;
}

const ofClones: readonly Case[] = [
  ['has another owner', restrict, change('shell', `owner_id = 'mallory'`)],
  ['has another id', restrict, change('shell', `id = gen_random_uuid()`)],
  ['was created at another time', restrict, change('shell', `created_at = created_at + interval '1 ms'`)],
  ['has an unknown status', check, change('shell', `status = 'GONE'`)],
  ['has a name without its searched form', check, change('shell', `name = 'A'`)],
  ['has an empty name', check, change('shell', `name = '', name_folded = ''`)],
  ['has a name of 61 characters', check, change('shell', `name = repeat('🦊', 61), name_folded = 'x'`)],
  ['has a description of 2,001 characters', check, change('shell', `description = repeat('x', 2001)`)],
  ['shows 51 assets', check, change('shell', `shown_assets = array_fill('x'::text, ARRAY[51])`)],
  ['has half a model', check, change('shell', `model_id = 'swift-1'`)],
  [
    'waits for review though it is approved',
    check,
    change('shell', `moderation_status = 'APPROVED', waiting_since = now()`),
  ],
  ['has a decision without a time', check, change('shell', `last_decision = 'REJECTED'`)],
  ['has an approved revision without a time', check, change('shell', `approved_revision = 1`)],
  ['is published and no longer has a name', restrict, change('published', `name = NULL, name_folded = NULL`)],
  ['is published and no longer has an active version', restrict, change('published', `active_version_id = NULL`)],
  ['has a missing version as the active one', foreignKey, change('published', `active_version_id = gen_random_uuid()`)],
  [
    "has another clone's version as the active one",
    foreignKey,
    () => `UPDATE clones SET active_version_id = '${ids.otherVersion}' WHERE id = '${ids.published}'`,
  ],
];

const ofOthers: readonly Case[] = [
  [
    'a draft revision that goes back',
    restrict,
    () => `UPDATE clone_strategy_drafts SET revision = 4 WHERE clone_id = '${ids.draftOf}'`,
  ],
  [
    'a draft that changes without a new revision',
    restrict,
    () => `UPDATE clone_strategy_drafts SET graph = '{}' WHERE clone_id = '${ids.draftOf}'`,
  ],
  [
    "a draft that becomes another clone's",
    restrict,
    () =>
      `UPDATE clone_strategy_drafts SET clone_id = gen_random_uuid(), revision = 6 WHERE clone_id = '${ids.draftOf}'`,
  ],
  [
    'a draft of more than 1,048,576 characters of JSON, its layout included',
    check,
    () =>
      `UPDATE clone_strategy_drafts SET revision = 6, graph = repeat('🦊', 1048570), layout = '{"a":1}' WHERE clone_id = '${ids.draftOf}'`,
  ],
  [
    'a draft of no clone',
    foreignKey,
    () => `INSERT INTO clone_strategy_drafts VALUES (gen_random_uuid(), 0, '{}', NULL, now())`,
  ],
  [
    'the same key twice in one scope',
    unique,
    () => `INSERT INTO idempotency_keys VALUES ('create:alice', 'k', 'h', '${ids.other}', now())`,
  ],
  [
    'a key with a character that cannot be printed',
    check,
    () => `INSERT INTO idempotency_keys VALUES ('create:bob', E'a\\tb', 'h', '${ids.other}', now())`,
  ],
  ['an empty key', check, () => `INSERT INTO idempotency_keys VALUES ('create:bob', '', 'h', '${ids.other}', now())`],
  [
    'a key of 129 characters',
    check,
    () => `INSERT INTO idempotency_keys VALUES ('create:bob', repeat('k', 129), 'h', '${ids.other}', now())`,
  ],
  ['a grant of two clones', unique, () => `INSERT INTO clone_entitlement_grants VALUES ('grant', '${ids.other}')`],
  [
    'a second GRANTED of a grant',
    unique,
    fact('kind, occurred_at, effective_at', `'GRANTED', now() + interval '1 h', now()`),
  ],
  ['a fact of an unknown kind', check, fact('kind, occurred_at', `'LENT', now()`)],
  [
    'a fact of no grant',
    foreignKey,
    () =>
      `INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at) VALUES ('none', 'REVOKED', now(), now())`,
  ],
  ['an amount below 0', check, fact('kind, occurred_at, assets', `'REVOKED', now(), -1`)],
  ['an amount above 1,000,000', check, fact('kind, occurred_at, assets', `'REVOKED', now(), 1000001`)],
  ['a revocation that begins', check, fact('kind, occurred_at, effective_at', `'REVOKED', now(), now()`)],
  [
    'an audit event by an unknown kind of actor',
    check,
    () =>
      `INSERT INTO clone_audit_events VALUES (gen_random_uuid(), '${ids.shell}', 1, 'x', 'GHOST', 'a', now(), '{}')`,
  ],
];

describe('the database', () => {
  it.each(ofClones)('refuses a clone that %s', async (_, state, sql) => {
    expect(await tryStatement(database, sql())).toBe(state);
  });

  it.each(ofOthers)('refuses %s', async (_, state, sql) => {
    expect(await tryStatement(database, sql())).toBe(state);
  });

  it('accepts a name of exactly 60 characters, whatever they are', async () => {
    expect(await tryStatement(database, change('shell', `name = repeat('🦊', 60), name_folded = 'x'`)())).toBe(
      'accepted',
    );
  });

  it('protects the identity of a clone and its draft from a session in replica mode, too', async () => {
    const replica = 'SET LOCAL session_replication_role = replica';
    expect(await tryStatement(database, change('shell', `owner_id = 'mallory'`)(), replica)).toBe(restrict);
    expect(
      await tryStatement(
        database,
        `UPDATE clone_strategy_drafts SET revision = 4 WHERE clone_id = '${ids.draftOf}'`,
        replica,
      ),
    ).toBe(restrict);
  });

  it("accepts the same key in another caller's scope", async () => {
    const insert = `INSERT INTO idempotency_keys VALUES ('create:bob', 'k', 'h', '${ids.other}', now())`;
    expect(await tryStatement(database, insert)).toBe('accepted');
  });

  it('stores times to the millisecond, so that a cursor can hold them exactly', async () => {
    const columns = await database.client.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_prisma%' AND data_type LIKE 'timestamp%'
        AND (data_type, datetime_precision) <> ('timestamp with time zone', 3)`;
    expect(columns).toEqual([]);
  });

  it('never deletes by cascade', async () => {
    const cascades = await database.client.$queryRaw<unknown[]>`
      SELECT conname FROM pg_constraint WHERE contype = 'f' AND (confdeltype NOT IN ('r', 'a') OR confupdtype NOT IN ('r', 'a'))`;
    expect(cascades).toEqual([]);
  });
});

describe('a version', () => {
  const insert = (columns: Parameters<typeof insertVersionRow>[2]) =>
    insertVersionRow(database.client, ids.shell, columns);

  it('is refused when its hash is not that of its content', async () => {
    await expect(insert({ contentHash: '0'.repeat(64) })).rejects.toMatchObject({
      message: expect.stringContaining('content_hash_is_of_content'),
    });
  });

  it('has the SHA-256 of its UTF-8 as its hash', async () => {
    const clone = await insertCloneRow(database.client);
    await insertVersionRow(database.client, clone, { content: '{"prompt":"漢🦊é"}' });
    expect(await database.client.strategyVersion.count({ where: { cloneId: clone } })).toBe(1);
  });

  it('is refused without a model', async () => {
    const sql = `INSERT INTO clone_strategy_versions SELECT gen_random_uuid(), clone_id, 2, content, content_hash, content_schema, layout, NULL,
      model_name, model_tier, catalog_version, note, published_by, published_at, data_streams, assets, prompt_characters
      FROM clone_strategy_versions WHERE clone_id = '${ids.published}'`;
    expect(await tryStatement(database, sql)).toBe(notNull);
  });
});
