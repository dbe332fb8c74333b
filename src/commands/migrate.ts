import { openEmbedded } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { settleFeed } from '../database/settleFeed.ts';
import { withMigrationConnection } from '../database/postgres.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { readMigrateDatabase, type MigrateDatabase } from '../settings/settings.ts';
import { StartError } from '../errors/startError.ts';

const usage = 'npm run migrate';

const help = `Applies the migrations that the database lacks: of MIGRATE_DATABASE_URL, else DATABASE_URL, else the embedded database in DATA_DIR.
It has no options. doc/operations.md says which role may migrate.`;

/** `npm run migrate`. Throws UsageError for any option, SettingsError, and StartError when it can't migrate. */
export async function runMigrate(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  parseOptions(args, {}, { usage, help });
  return migrateCommand(readMigrateDatabase(env));
}

/** Applies the missing migrations and says which. Throws StartError when it can't. */
export async function migrateCommand(database: MigrateDatabase): Promise<string> {
  if (database.kind === 'embedded') {
    await (await openEmbedded(database.dataDir)).close(); // opening it migrates it
    return 'The embedded database is up to date.';
  }
  try {
    const [applied, wasAhead] = await withMigrationConnection(
      database,
      async (connection) => [await migrate(connection), await settleFeed(connection)] as const,
    );
    const done = [
      ...(applied.length > 0 ? [`Applied ${applied.join(', ')}.`] : []),
      ...(wasAhead ? ['New events follow those that were restored.'] : []),
    ];
    return done.length === 0 ? 'Nothing to do: the database is up to date.' : done.join(' ');
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`The database cannot be migrated: ${reasonOf(error)}.`);
  }
}

/** The reason, without the driver's message, which may contain the URL and its password. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === '42501') return 'its role lacks a privilege; doc/operations/roles.md lists the ones it needs';
  return `it could not be reached, or it refused a statement (${code})`;
}
