import { openEmbedded } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { withMigrationConnection } from '../database/postgres.ts';
import type { MigrateDatabase } from '../settings/settings.ts';
import { StartError } from '../errors/startError.ts';

/** `npm run migrate`: applies what the database lacks and says what it did. Throws StartError when it can't. */
export async function migrateCommand(database: MigrateDatabase): Promise<string> {
  if (database.kind === 'embedded') {
    await (await openEmbedded(database.dataDir)).close(); // opening it is what migrates it
    return 'The embedded database is up to date.';
  }
  try {
    const applied = await withMigrationConnection(database, migrate);
    return applied.length === 0 ? 'Nothing to do: the database is up to date.' : `Applied ${applied.join(', ')}.`;
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`The database cannot be migrated: ${reasonOf(error)}.`);
  }
}

/** A reason without the URL, whose password may stand in a driver's message. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === '42501') return 'its role lacks a privilege; doc/operations/roles.md lists those that it needs';
  return `it could not be reached or refused a statement (${code})`;
}
