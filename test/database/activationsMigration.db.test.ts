import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

/** The migration that makes the history of what was live, on a database that the release before has written. */
const migrations = readMigrations();
const before = migrations.findIndex(({ name }) => name.endsWith('_activations'));
const ids = { three: newId(), movedByHand: newId(), unpublished: newId(), publishedLater: newId() };
const role = `clone_service_before_${process.pid}`;
let database: EmptyDatabase;
const query = (sql: string) => database.connect(({ run }) => run(sql));
const migrateTo = (count: number) => database.connect((connection) => migrate(connection, migrations.slice(0, count)));

const content = '{}';
const hash = createHash('sha256').update(content).digest('hex');
const versionRow = (id: string, cloneId: string, number: number, at: string) => `
  INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name, model_tier,
    catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
  VALUES ('${id}', '${cloneId}', ${number}, '${content}', '${hash}', 1, 'm', 'M', 'STANDARD', 'c', 'alice', '${at}', 1, 1, 1)`;
const pointer = (cloneId: string, versionId: string) =>
  `UPDATE clones SET active_version_id = '${versionId}' WHERE id = '${cloneId}'`;
/** As the release before publishes: the version and the pointer in one statement. */
const publish = (cloneId: string, number: number, at: string, versionId = newId()) =>
  query(
    `WITH version AS (${versionRow(versionId, cloneId, number, at)}), moved AS (${pointer(cloneId, versionId)}) SELECT`,
  );

const historyOf = (cloneId: string) =>
  query(`SELECT a.sequence, v.number, a.paused, a.cause, a.actor_kind, a.actor, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS at
    FROM clone_activations a JOIN clone_strategy_versions v ON v.id = a.version_id WHERE a.clone_id = '${cloneId}' ORDER BY a.sequence`);
const rowOf = async (cloneId: string) =>
  (await query(`SELECT active_version_id, activation, paused FROM clones WHERE id = '${cloneId}'`))[0];

const published = (sequence: number, number: number, at: string) => ({
  sequence,
  number,
  paused: false,
  cause: 'PUBLISHED',
  actor_kind: 'OWNER',
  actor: 'alice',
  at,
});

beforeAll(async () => {
  database = await openEmptyDatabase();
  await migrateTo(before);
  for (const id of Object.values(ids))
    await query(
      `INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, name, name_folded) VALUES ('${id}', 'alice', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z', 'N', 'n')`,
    );
  await publish(ids.three, 1, '2026-01-01 10:00Z');
  await publish(ids.three, 2, '2026-01-03 10:00Z');
  // The database's clock had been set back.
  await publish(ids.three, 3, '2026-01-02 10:00Z');
  const first = newId();
  await publish(ids.movedByHand, 1, '2026-01-01 10:00Z', first);
  await publish(ids.movedByHand, 2, '2026-01-02 10:00Z');
  await query(pointer(ids.movedByHand, first));
  await query(`CREATE ROLE ${role}`);
  await query(
    `GRANT SELECT, INSERT, UPDATE ON clones TO ${role}; GRANT SELECT, INSERT ON clone_strategy_versions TO ${role}`,
  );
  await migrateTo(before + 1);
});
afterAll(async () => {
  await query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await database.close();
});

describe('the migration to activations', () => {
  it('tells of every version published before it, in order and without going back in time', async () => {
    expect(await historyOf(ids.three)).toEqual([
      published(1, 1, '2026-01-01 10:00'),
      published(2, 2, '2026-01-03 10:00'),
      published(3, 3, '2026-01-03 10:00'),
    ]);
    expect(await historyOf(ids.unpublished)).toEqual([]);
  });

  it('ends with what is active, even where somebody moved a pointer by hand', async () => {
    const history = await historyOf(ids.movedByHand);
    expect(history.map(({ sequence, number, cause }) => [sequence, number, cause])).toEqual([
      [1, 1, 'PUBLISHED'],
      [2, 2, 'PUBLISHED'],
      [3, 1, 'IMPORTED'],
    ]);
    expect(history.at(-1)).toMatchObject({ actor_kind: 'SERVICE', actor: 'migration' });
  });

  it('leaves the rows of clones as they are, so that nobody waits for it', async () => {
    expect(await rowOf(ids.three)).toMatchObject({ activation: null, paused: false });
  });

  it('lets the roles that publish write activations', async () => {
    const [row] = await query(
      `SELECT has_table_privilege('${role}', 'clone_activations', 'SELECT') AS reads, has_table_privilege('${role}', 'clone_activations', 'INSERT') AS adds`,
    );
    expect(row).toEqual({ reads: true, adds: true });
  });
});

describe('a process of the release before that publishes during the roll-out', () => {
  it('keeps the history whole: for a clone from before, and for its first version', async () => {
    await publish(ids.three, 4, '2026-02-01 10:00Z');
    expect((await historyOf(ids.three)).at(-1)).toEqual(published(4, 4, '2026-02-01 10:00'));
    expect(await rowOf(ids.three)).toMatchObject({ activation: 4 });
    await publish(ids.three, 5, '2026-01-15 10:00Z');
    expect((await historyOf(ids.three)).at(-1)).toEqual(published(5, 5, '2026-02-01 10:00'));
    await publish(ids.publishedLater, 1, '2026-02-01 10:00Z');
    expect(await historyOf(ids.publishedLater)).toEqual([published(1, 1, '2026-02-01 10:00')]);
    expect(await rowOf(ids.publishedLater)).toMatchObject({ activation: 1 });
  });

  it('needs no right to write activations', async () => {
    await query(`REVOKE ALL ON clone_activations FROM ${role}`);
    const id = newId();
    await query(
      `BEGIN; SET LOCAL ROLE ${role}; WITH version AS (${versionRow(id, ids.movedByHand, 3, '2026-02-01 10:00Z')}), moved AS (${pointer(ids.movedByHand, id)}) SELECT; COMMIT`,
    );
    expect((await historyOf(ids.movedByHand)).at(-1)).toMatchObject({ sequence: 4, number: 3, cause: 'PUBLISHED' });
  });
});

describe('what the database refuses', () => {
  const refused = async (sql: string) => {
    await expect(query(`BEGIN; ${sql}; SET CONSTRAINTS ALL IMMEDIATE; COMMIT`)).rejects.toThrow();
    await query('ROLLBACK');
  };
  const activation = (sequence: string, more = '') =>
    `INSERT INTO clone_activations SELECT clone_id, ${sequence}, version_id, paused, 'ACTIVATED', 'OWNER', 'alice', NULL, at ${more}
     FROM clone_activations WHERE clone_id = '${ids.three}' AND sequence = 1`;

  it.each([
    ['a gap', () => activation('7')],
    ['the same number again', () => activation('2')],
    ['a beginning before the last one', () => activation('6', "- interval '1 hour'")],
    ['an activation that its clone does not refer to', () => activation('6').replace(', at ', ", '2027-01-01Z' ")],
    ['a pointer that goes back', () => `UPDATE clones SET activation = 4 WHERE id = '${ids.three}'`],
    ['a pointer to no activation', () => `UPDATE clones SET activation = 6 WHERE id = '${ids.three}'`],
    ['a pause that no activation has', () => `UPDATE clones SET paused = true WHERE id = '${ids.three}'`],
    ['a pause of what was never published', () => `UPDATE clones SET paused = true WHERE id = '${ids.unpublished}'`],
  ])('%s', async (_, sql) => {
    const was = [await rowOf(ids.three), await historyOf(ids.three)];
    await refused(sql());
    expect([await rowOf(ids.three), await historyOf(ids.three)]).toEqual(was);
  });
});
