import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { unusableFolder } from '../dataFolder.ts';
import { StartError } from '../startError.ts';
import { lockFolder } from './folderLock.ts';
import { migrate, type MigrationConnection } from './migrate.ts';

export interface EmbeddedDatabase {
  readonly pglite: PGlite;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in `dataDir`, made and migrated where needed. Throws StartError when another process
 * has the folder, or it can't be used; what is in it stays as it is then.
 *
 * A new database is made beside and renamed when it is whole, so a start that is killed at any moment is followed by
 * one that works, and a finished database is never touched by that.
 */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const lock = lockFolder(dataDir);
  try {
    const folder = join(dataDir, 'database');
    if (!existsSync(folder)) await makeDatabase(dataDir, folder);
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

async function makeDatabase(dataDir: string, folder: string): Promise<void> {
  const unfinished = 'database.unfinished';
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(unfinished)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  try {
    await (await openDatabaseIn(join(dataDir, unfinished))).close();
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`DATA_DIR ${dataDir}: no database could be made there. Has the disk 100 MB of space, and may they be written?`);
  }
  renameSync(join(dataDir, unfinished), folder);
}

/** PostgreSQL's own default is 128 MB, and WebAssembly has to zero all of it at each start: 0.5 CPU seconds and 120 MB of memory more. */
const sharedBuffers = ['-c', 'shared_buffers=16MB'];
const startParams = [...PGlite.defaultStartParams, ...sharedBuffers];

/** PGlite makes a database in memory and copies it from there: a log in files of 1 MB instead of 16 saves 50 MB meanwhile. */
const initDbStartParams = [...sharedBuffers, '--wal-segsize=1'];

async function openDatabaseIn(folder: string): Promise<PGlite> {
  const pglite = await openPGlite({ dataDir: folder });
  await migrateEmbedded(pglite);
  return pglite;
}

/** PostgreSQL's version in PGlite: it can't read the files of another one. */
const postgresVersion = '18';

/** PGlite would make a new database where it finds no PG_VERSION, and ends in WebAssembly's words where it finds another's. */
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

// V8's optimising compiler takes 600 MB for one function, PostgreSQL's parser, and more CPU at a start than it saves in a
// developer's day. There is no choosing functions, so WebAssembly stays with the baseline compiler wherever this is loaded.
for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);

/** A PGlite in a folder, or in memory without one, with what the migrations need. */
export async function openPGlite(where: { readonly dataDir?: string; readonly loadDataDir?: Blob } = {}): Promise<PGlite> {
  const pglite = await PGlite.create({ ...where, startParams, initDbStartParams, extensions: { pg_trgm } });
  await pglite.exec(`SET timezone TO 'UTC'`);
  return pglite;
}

/** Applies what the database lacks; the names of the migrations applied. */
export async function migrateEmbedded(pglite: PGlite): Promise<string[]> {
  return migrate(embeddedMigrationConnection(pglite));
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
