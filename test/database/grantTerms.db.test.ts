import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

/** The end of each grant, whose facts were stored before the column existed, or by processes that don't know it. */
let database: EmptyDatabase;
const query = (sql: string) => database.connect(({ run }) => run(sql));
const cloneId = '01900000-0000-7000-8000-000000000001';

const granted = (grantId: string, expiresAt = 'NULL') =>
  `('${grantId}', 'GRANTED', '2026-01-01Z', '2026-01-01Z', ${expiresAt}, now())`;
const revoked = (grantId: string, day: number) => `('${grantId}', 'REVOKED', '2026-01-0${day}Z', NULL, NULL, now())`;

/** Stores a batch as the previous release did: grants first, then all of its facts. */
async function store(...facts: readonly string[]): Promise<void> {
  const grantIds = new Set(facts.map((fact) => /'(.+?)'/.exec(fact)?.[1]));
  await query(
    `INSERT INTO clone_entitlement_grants SELECT id, '${cloneId}' FROM unnest('{${[...grantIds].join()}}'::text[]) AS id ON CONFLICT DO NOTHING`,
  );
  await query(
    `INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, effective_at, expires_at, received_at) VALUES ${facts.join()}`,
  );
}

/** The day from which each grant no longer counts. */
async function ends(like: string): Promise<Record<string, unknown>> {
  const rows = await query(
    `SELECT grant_id, to_char(ends_at AT TIME ZONE 'UTC', 'DD') AS day FROM clone_entitlement_terms WHERE grant_id LIKE '${like}%'`,
  );
  return Object.fromEntries(rows.map(({ grant_id: grantId, day }) => [String(grantId).slice(like.length), day]));
}

/** The same batches of facts for each prefix of the grants' ids. */
const batches = (name: string): string[][] => [
  [granted(`${name}open`)],
  [granted(`${name}expires`, "'2026-01-05Z'")],
  [revoked(`${name}early`, 4), revoked(`${name}early`, 3)],
  [granted(`${name}early`), revoked(`${name}never granted`, 2)],
  [granted(`${name}both`, "'2026-01-05Z'"), revoked(`${name}both`, 7)],
  [revoked(`${name}both`, 2)],
  [revoked(`${name}both`, 6)],
  [granted(`${name}at once`), revoked(`${name}at once`, 6), revoked(`${name}at once`, 8)],
];
const expected = { open: null, expires: '05', early: '03', both: '02', 'at once': '06' };

beforeAll(async () => {
  database = await openEmptyDatabase();
  const all = readMigrations();
  const place = all.findIndex(({ name }) => name.endsWith('_end_of_grants'));
  await database.connect((connection) => migrate(connection, all.slice(0, place)));
  await query(
    `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at) VALUES ('${cloneId}', 'alice', now(), now(), now())`,
  );
  for (const batch of batches('before ')) await store(...batch);
  await database.connect((connection) => migrate(connection, all));
  for (const batch of batches('after ')) await store(...batch);
});
afterAll(() => database.close());

describe('the end of a grant', () => {
  it('is derived from existing facts by the migration', async () => {
    expect(await ends('before ')).toEqual(expected);
  });

  it('is maintained by the database for later facts, in any order and in batches', async () => {
    expect(await ends('after ')).toEqual(expected);
  });

  it('moves forward if a grant from before the migration is revoked', async () => {
    await store(revoked('before open', 9));
    expect(await ends('before ')).toEqual({ ...expected, open: '09' });
  });
});
