import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations, type Migration } from '../../src/database/migrations.ts';
import { StartError } from '../../src/errors/startError.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

let database: EmptyDatabase;

beforeEach(async () => {
  database = await openEmptyDatabase();
});
afterEach(() => database.close());

const ours = readMigrations();
const later: Migration = { name: '29990101000000_later', sql: 'CREATE TABLE later (id integer PRIMARY KEY);\n' };

function migrateTo(migrations: readonly Migration[]): Promise<string[]> {
  return database.connect((connection) => migrate(connection, [...migrations]));
}

function query(sql: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  return database.connect(({ run }) => run(sql));
}

async function tables(): Promise<unknown[]> {
  const rows = await query('SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename');
  return rows.map((row) => row['tablename']);
}

async function history(): Promise<unknown[]> {
  return [
    ...(await query(
      'SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY migration_name',
    )),
  ];
}

const finished = (migrations: readonly Migration[]) =>
  migrations.map(({ name }) => ({ migration_name: name, finished: true }));

describe('migrating', () => {
  it('an empty database applies every migration and names them', async () => {
    expect(await migrateTo(ours)).toEqual(ours.map(({ name }) => name));
    expect(await tables()).toEqual([
      '_prisma_migrations',
      'clone_activations',
      'clone_audit_events',
      'clone_entitlement_boundaries',
      'clone_entitlement_facts',
      'clone_entitlement_grants',
      'clone_entitlement_terms',
      'clone_feed',
      'clone_set_up',
      'clone_strategy_checkpoints',
      'clone_strategy_drafts',
      'clone_strategy_versions',
      'clones',
      'idempotency_keys',
      'strategy_catalogs',
    ]);
    expect(await history()).toEqual(finished(ours));
  });

  it('a second time does nothing', async () => {
    await migrateTo(ours);
    expect(await migrateTo(ours)).toEqual([]);
    expect(await history()).toEqual(finished(ours));
  });

  it('an older database applies only the missing ones', async () => {
    await migrateTo(ours);
    expect(await migrateTo([...ours, later])).toEqual([later.name]);
    expect(await history()).toEqual(finished([...ours, later]));
  });

  it('leaves a database alone that is ahead of this checkout', async () => {
    await migrateTo([...ours, later]);
    expect(await migrateTo(ours)).toEqual([]);
    expect(await tables()).toContain('later');
  });

  it('refuses an applied migration that was edited, by its name, and changes nothing', async () => {
    await migrateTo([...ours, later]);
    const edited = { ...later, sql: later.sql.replace('integer', 'bigint') };
    const another = { name: '29990102000000_another', sql: 'CREATE TABLE another (id integer);\n' };
    const attempt = migrateTo([...ours, edited, another]);
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(later.name);
    expect(await tables()).not.toContain('another');
  });

  it('does not take other line endings for an edit', async () => {
    await migrateTo([...ours, { ...later, sql: later.sql.replaceAll('\n', '\r\n') }]);
    expect(await migrateTo([...ours, later])).toEqual([]);
  });

  it('with a failing script applies none, and works once it is fixed', async () => {
    const broken = { name: '29990102000000_broken', sql: 'CREATE TABLE half (id integer); SELECT 1/0;\n' };
    await expect(migrateTo([...ours, later, broken])).rejects.toThrow(StartError);
    expect(await tables()).toEqual([]);
    const mended = [...ours, later, { ...broken, sql: 'CREATE TABLE half (id integer);\n' }];
    expect(await migrateTo(mended)).toEqual(mended.map(({ name }) => name));
  });

  it('takes a script with function bodies, quotes and comments as it is', async () => {
    const sql = `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$; -- one; two\nCREATE TABLE "t;u" ();\n`;
    await migrateTo([{ name: '29990101000000_script', sql }]);
    expect(await query('SELECT f() AS text')).toEqual([{ text: 'a;b' }]);
    expect(await tables()).toContain('t;u');
  });
});
