import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { unusableFolder } from '../settings/dataFolder.ts';
import { StartError } from '../errors/startError.ts';
import { readTemplate } from './embeddedTemplate.ts';
import { lockFolder } from './folderLock.ts';
import { migrate, type MigrationConnection } from './migrate.ts';
import { settleFeed } from './settleFeed.ts';
import { openPGlite, postgresVersion } from './pglite.ts';

export { openPGlite };

export interface EmbeddedDatabase {
  readonly pglite: PGlite;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in `dataDir`; creates and migrates it if needed. Throws StartError if another process uses the
 * folder or it can't be used, and then leaves it as it is.
 *
 * A new database is created under another name and renamed when it is complete: after a start that was killed at any moment
 * the next one works, and a complete database is never touched.
 */
export async function openEmbedded(dataDir: string, template = readTemplate): Promise<EmbeddedDatabase> {
  const lock = lockFolder(dataDir);
  try {
    const folder = join(dataDir, 'database');
    if (!existsSync(folder)) await makeDatabase(dataDir, folder, await template());
    demandDatabase(dataDir, folder);
    const pglite = await openDatabaseIn(folder).catch((error: unknown) => {
      throw error instanceof StartError ? error : damaged(dataDir);
    });
    return {
      pglite,
      close: async () => {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function makeDatabase(dataDir: string, folder: string, template: Blob | null): Promise<void> {
  const unfinished = join(dataDir, 'database.unfinished');
  const fill = async (loadDataDir: Blob | null) => {
    for (const name of readdirSync(dataDir)) {
      if (name.startsWith('database.unfinished')) rmSync(join(dataDir, name), { recursive: true, force: true });
    }
    await (await openDatabaseIn(unfinished, loadDataDir)).close();
  };
  try {
    // A template that can't be unpacked is as good as none.
    await (template === null ? fill(null) : fill(template).catch(() => fill(null)));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `DATA_DIR ${dataDir}: no database could be made there. Has the disk 100 MB of space, and may they be written?`,
    );
  }
  renameSync(unfinished, folder);
}

async function openDatabaseIn(folder: string, loadDataDir: Blob | null = null): Promise<PGlite> {
  const pglite = await openPGlite({ dataDir: folder, ...(loadDataDir && { loadDataDir }) });
  await migrateEmbedded(pglite);
  return pglite;
}

/** Without PG_VERSION PGlite would create a new database; with another version's it fails with an error of WebAssembly. */
function demandDatabase(dataDir: string, folder: string): void {
  let version: string;
  try {
    version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR';
    throw isThere ? unusableFolder(folder, error) : damaged(dataDir);
  }
  if (!/^\d{1,3}$/.test(version)) throw damaged(dataDir);
  if (version === postgresVersion) return;
  throw new StartError(
    `DATA_DIR ${dataDir} holds a database of PostgreSQL ${version}; this release reads ${postgresVersion}. It is left as it is: start the ` +
      'release that made it, or set DATA_DIR to another folder.',
  );
}

function damaged(dataDir: string): StartError {
  return new StartError(
    `DATA_DIR ${dataDir} holds a database that is damaged. It is left as it is: put a copy in its place, or set DATA_DIR to another folder.`,
  );
}

/** Applies the missing migrations and returns their names. */
export async function migrateEmbedded(pglite: PGlite): Promise<string[]> {
  const connection = embeddedMigrationConnection(pglite);
  const applied = await migrate(connection);
  await settleFeed(connection);
  return applied;
}

/** The embedded database's only connection, to migrate with. */
export function embeddedMigrationConnection(pglite: PGlite): MigrationConnection {
  const run: MigrationConnection['run'] = async (script) => (await pglite.exec(script)).at(-1)?.rows ?? [];
  return { run, adapter: new AwaitingPGlite(pglite, run) };
}

/** pglite-prisma-adapter 0.7 doesn't wait for a script: its failure would end the process instead of the migration. */
class AwaitingPGlite extends PrismaPGlite {
  readonly #run: MigrationConnection['run'];
  constructor(pglite: PGlite, run: MigrationConnection['run']) {
    super(pglite);
    this.#run = run;
  }
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await this.#run(script);
    };
    return adapter;
  }
}
