import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { neededPrivileges } from '../../src/database/privileges.ts';
import { openEmptyDatabase, type EmptyDatabase } from './openEmptyDatabase.ts';

/** The schema after one migration. */
interface Step {
  readonly columns: ReadonlyMap<string, Column>;
  /** What a role lacks whose privileges were granted after the first migration only. */
  readonly lacking: readonly unknown[];
}

interface Column {
  readonly table: string;
  readonly type: string;
  /** Whether a row can be added without knowing this column. */
  readonly optional: boolean;
}

const migrations = readMigrations();
const needed = Object.entries(neededPrivileges).flatMap(([table, privileges]) =>
  privileges.map((privilege) => ({ table, privilege })),
);
const role = `clone_service_upgrade_${process.pid}`;
const steps: Step[] = [];
let database: EmptyDatabase;
const query = (sql: string) => database.connect(({ run }) => run(sql));

async function readSchema(): Promise<Step> {
  const columns =
    await query(`SELECT relname AS table, attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull OR atthasdef AS optional
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`);
  const privileges = await query(
    needed
      .map(
        ({ table, privilege }) =>
          `SELECT '${privilege} on ${table}' AS lacking WHERE NOT has_table_privilege('${role}', to_regclass('${table}'), '${privilege}')`,
      )
      .join(' UNION ALL '),
  );
  return {
    columns: new Map(
      columns.map(({ name, ...column }) => [`${String(column['table'])}.${String(name)}`, column as unknown as Column]),
    ),
    lacking: privileges.map(({ lacking }) => lacking),
  };
}

/** Grants the service's role what it needs on the tables that exist. */
async function grant(): Promise<void> {
  const tables = new Set(
    (await query('SELECT tablename FROM pg_tables WHERE schemaname = current_schema()')).map(
      ({ tablename }) => tablename,
    ),
  );
  await query(
    needed
      .filter(({ table }) => tables.has(table))
      .map(({ table, privilege }) => `GRANT ${privilege} ON ${table} TO ${role}`)
      .join(';'),
  );
}

beforeAll(async () => {
  database = await openEmptyDatabase();
  await query(`CREATE ROLE ${role}`);
  for (const place of migrations.keys()) {
    await database.connect((connection) => migrate(connection, migrations.slice(0, place + 1)));
    if (place === 0) await grant();
    steps.push(await readSchema());
  }
});
afterAll(async () => {
  await query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await database.close();
});

describe.each(migrations.slice(1).map(({ name }, index) => ({ name, index })))(
  'processes from before the migration $name go on working, since it',
  ({ index }) => {
    const [before, after] = [
      () => steps[index]?.columns ?? new Map<string, Column>(),
      () => steps[index + 1]?.columns ?? new Map<string, Column>(),
    ];

    it('leaves every column as they expect it', () => {
      expect(before().size).toBeGreaterThan(40);
      const changed = [...before()].filter(
        ([name, { type, optional }]) => after().get(name)?.type !== type || (optional && !after().get(name)?.optional),
      );
      expect(changed).toEqual([]);
    });

    it('adds no column to their tables that they would have to fill', () => {
      const theirs = new Set([...before().values()].map(({ table }) => table));
      const added = [...after()].filter(
        ([name, { table, optional }]) => !before().has(name) && theirs.has(table) && !optional,
      );
      expect(added).toEqual([]);
    });

    it("needs no further grants for the service's role", () => {
      expect(steps[index + 1]?.lacking).toEqual([]);
    });
  },
);
