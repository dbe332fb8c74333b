import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

/** The migration that makes the audit trail a feed, on a database that the release before has written. */
const migrations = readMigrations();
const before = migrations.findIndex(({ name }) => name.endsWith('_events'));
const ids = Array.from({ length: 2 }, newId).toSorted();
const [first = '', second = ''] = ids;
const role = `clone_service_feed_${process.pid}`;
let database: EmptyDatabase;
const query = (sql: string) => database.connect(({ run }) => run(sql));
const migrateTo = (count: number) => database.connect((connection) => migrate(connection, migrations.slice(0, count)));

const audited = (cloneId: string, sequence: number, action = 'clone.paused') =>
  `INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
   VALUES ('${newId()}', '${cloneId}', ${sequence}, '${action}', 'OWNER', 'alice', now(), '{}')`;
const feed = async () =>
  (
    await query(
      `SELECT clone_id, sequence FROM clone_audit_events WHERE action NOT LIKE 'draft.%' ORDER BY position, clone_id, sequence`,
    )
  ).map((row) => [row['clone_id'], row['sequence']]);
const granted = (grantId: string, cloneId: string, effectiveAt: string, expiresAt = 'NULL') => `
  INSERT INTO clone_entitlement_grants VALUES ('${grantId}', '${cloneId}');
  INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, effective_at, expires_at, received_at)
  VALUES ('${grantId}', 'GRANTED', now(), ${effectiveAt}, ${expiresAt}, now())`;
const boundaries = async () =>
  (
    await query(
      `SELECT grant_id, round(date_part('epoch', at - now()) / 3600)::int AS hours FROM clone_entitlement_boundaries ORDER BY grant_id, at`,
    )
  ).map((row) => [row['grant_id'], row['hours']]);

beforeAll(async () => {
  database = await openEmptyDatabase();
  await migrateTo(before);
  for (const id of ids)
    await query(
      `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at) VALUES ('${id}', 'alice', now(), now(), now())`,
    );
  for (const [clone, sequence, action] of [
    [second, 1],
    [first, 1],
    [second, 2, 'draft.edited'],
    [second, 3],
    [first, 2],
  ] as const)
    await query(audited(clone, sequence, action));
  await query(granted('ahead', first, "now() + interval '1 hour'", "now() + interval '3 hours'"));
  await query(granted('running', first, "now() - interval '1 hour'", "now() + interval '1 hour'"));
  await query(granted('ended', first, "now() - interval '2 hours'", "now() - interval '1 hour'"));
  await query(granted('open', second, "now() - interval '1 hour'"));
  await query(`CREATE ROLE ${role}; GRANT SELECT, INSERT ON clone_audit_events TO ${role}`);
  await migrateTo(before + 1);
});
afterAll(async () => {
  await query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await database.close();
});

describe('the migration to events', () => {
  it('puts what happened before it first, clone by clone, without a position of its own', async () => {
    expect(await feed()).toEqual([
      [first, 1],
      [first, 2],
      [second, 1],
      [second, 3],
    ]);
    expect(await query('SELECT DISTINCT position::int FROM clone_audit_events')).toEqual([{ position: 0 }]);
  });

  it('knows the instants ahead of the grants that are there', async () => {
    expect(await boundaries()).toEqual([
      ['ahead', 1],
      ['ahead', 3],
      ['running', 1],
    ]);
  });

  it('lets the roles that write the audit trail read the shift and delete instants', async () => {
    const asked = [
      'SELECT on clone_feed',
      'SELECT on clone_entitlement_boundaries',
      'DELETE on clone_entitlement_boundaries',
    ];
    for (const one of asked) {
      const [privilege, table] = one.split(' on ');
      expect(await query(`SELECT has_table_privilege('${role}', '${table}', '${privilege}') AS may`)).toEqual([
        { may: true },
      ]);
    }
  });
});

describe('a process of the release before that writes during the roll-out', () => {
  it('puts its events behind those that are there, in the order of each clone', async () => {
    await query(audited(second, 4));
    await query(audited(first, 3, 'draft.edited'));
    await query(audited(first, 4));
    expect((await feed()).slice(4)).toEqual([
      [second, 4],
      [first, 4],
    ]);
  });

  it('notes the instants at which its grants begin, end and are revoked', async () => {
    await query(granted('later', second, "now() + interval '5 hours'", "now() + interval '6 hours'"));
    expect((await boundaries()).filter(([grantId]) => grantId === 'later')).toEqual([
      ['later', 5],
      ['later', 6],
    ]);
    const revoke = (hours: number) =>
      query(
        `INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at) VALUES ('later', 'REVOKED', now() + interval '${hours} hours', now())`,
      );
    await revoke(7);
    expect((await boundaries()).filter(([grantId]) => grantId === 'later')).toHaveLength(2);
    await query(
      `BEGIN; INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at)
       SELECT 'later', 'REVOKED', effective_at + interval '30 minutes', now() FROM clone_entitlement_terms WHERE grant_id = 'later'; COMMIT`,
    );
    const [begins, ends] = (
      await query(`SELECT at FROM clone_entitlement_boundaries WHERE grant_id = 'later' ORDER BY at`)
    ).map(({ at }) => Number(at as Date));
    expect((ends ?? 0) - (begins ?? 0)).toBe(1_800_000);
    await revoke(-1);
    expect((await boundaries()).filter(([grantId]) => grantId === 'later')).toEqual([]);
  });
});

describe('the feed in the database', () => {
  const refused = async (sql: string, asReplica = '') => {
    await expect(query(`BEGIN; ${asReplica}${sql}; COMMIT`)).rejects.toThrow();
    await query('ROLLBACK');
  };

  it.each(['DELETE FROM clone_feed', 'TRUNCATE clone_feed', 'UPDATE clone_feed SET shift = -1'])(
    'refuses %s',
    async (sql) => {
      await refused(sql);
      await refused(sql, 'SET LOCAL session_replication_role = replica; ');
    },
  );

  it('never lets positions go back', async () => {
    await query('UPDATE clone_feed SET shift = 10');
    await refused('UPDATE clone_feed SET shift = 9');
  });

  it('sets the position itself, whatever a statement says', async () => {
    await query(audited(second, 5).replace('details)', 'details, position)').replace("'{}')", "'{}', 0)"));
    expect((await feed()).at(-1)).toEqual([second, 5]);
  });

  it('refuses an event while it does not know its shift', async () => {
    await query('ALTER TABLE clone_feed DISABLE TRIGGER clone_feed_no_delete');
    await refused(`DELETE FROM clone_feed; ${audited(second, 6)}`);
    await query('ALTER TABLE clone_feed ENABLE ALWAYS TRIGGER clone_feed_no_delete');
  });
});
