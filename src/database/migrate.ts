import { readFileSync } from 'node:fs';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { StartError } from '../errors/startError.ts';
import { isUnedited, prismaFolder, readMigrations, type Migration } from './migrations.ts';
import { lackingToMigrate } from './privileges.ts';
import { todoFor, unusable } from './readiness.ts';

/** One connection that nobody else uses. */
export interface MigrationConnection {
  /** Runs a script of any number of statements; the rows of its last one. */
  run(script: string): Promise<ReadonlyArray<Record<string, unknown>>>;
  /** The same connection for Prisma. */
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
}

/** Any number; the same one in every process that migrates this database. */
const migrationLock = 4_201_126;

/**
 * Applies the migrations that `connection`'s database lacks and returns their names.
 *
 * Everything happens in one transaction under a transaction-level advisory lock, Prisma's own records included: a
 * process that is killed leaves nothing behind, any number of processes may start at once, and a pooler in transaction
 * mode is no obstacle. Throws StartError for a server or database that can't be used, when a migration that was applied has been edited since, or one fails.
 */
export async function migrate(connection: MigrationConnection, migrations = readMigrations()): Promise<string[]> {
  await connection.run('BEGIN');
  try {
    await refuseUnusable(connection);
    await connection.run(`SELECT pg_advisory_xact_lock(${migrationLock})`);
    const missing = missingMigrations(migrations, await appliedMigrations(connection));
    if (missing.length > 0) {
      await demandPrivileges(connection);
      await connection.run(includeExtensionSchema);
      await applyWithPrisma(connection.adapter, migrations);
    }
    await connection.run('COMMIT');
    return missing;
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

async function refuseUnusable(connection: MigrationConnection): Promise<void> {
  const [row] = await connection.run(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
  );
  const reason = unusable({ version: Number(row?.['version']), encoding: String(row?.['encoding']) });
  if (reason !== null)
    throw new StartError(`The database cannot be migrated: ${reason}; ${todoFor({ ok: false, reason })}.`);
}

/** Checked first: if a statement is refused, the engine only says that there was an error. */
async function demandPrivileges(connection: MigrationConnection): Promise<void> {
  const [row] = await connection.run(lackingToMigrate);
  const lacking = row?.['lacking'];
  if (typeof lacking === 'string') throw new StartError(`The database cannot be migrated: its role lacks ${lacking}.`);
}

/**
 * A database has pg_trgm only once, perhaps in another schema than ours: its operators are found there while
 * indexes are made. At run time only our own schema is on the path, so nobody else's tables can be mistaken for ours.
 */
const includeExtensionSchema = `
  SELECT set_config('search_path', concat_ws(',', quote_ident(current_schema()), quote_ident(n.nspname)), true)
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'`;

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

async function appliedMigrations(connection: MigrationConnection): Promise<AppliedMigration[]> {
  const [table] = await connection.run(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  if (table?.['present'] !== true) return [];
  const rows = await connection.run(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return rows.map((row) => ({ name: String(row['migration_name']), checksum: String(row['checksum']) }));
}

function missingMigrations(migrations: readonly Migration[], applied: readonly AppliedMigration[]): string[] {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const migration of migrations) {
    const checksum = checksums.get(migration.name);
    if (checksum !== undefined && !isUnedited(migration, checksum)) {
      throw new StartError(
        `Migration ${migration.name} was edited after it was applied to this database: put it back and write a new one.`,
      );
    }
  }
  return migrations.map(({ name }) => name).filter((name) => !checksums.has(name));
}

async function applyWithPrisma(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<void> {
  // Loaded on demand: most starts have nothing to apply, and the engine is compiled from WebAssembly.
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', readFileSync(`${prismaFolder}/schema.prisma`, 'utf8')]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    await engine.applyMigrations({
      migrationsList: {
        baseDir: `${prismaFolder}/migrations`,
        lockfile: {
          path: 'migration_lock.toml',
          content: readFileSync(`${prismaFolder}/migrations/migration_lock.toml`, 'utf8'),
        },
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
        shadowDbInitScript: '',
      },
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (error) {
    // Below its first line the engine lists its own functions.
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new StartError(`A migration could not be applied: ${reason}`);
  } finally {
    engine.free();
  }
}
