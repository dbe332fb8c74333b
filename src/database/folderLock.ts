import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDataFolder, unusableFolder } from '../settings/dataFolder.ts';
import { StartError } from '../errors/startError.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Locks `folder` for this process, and creates it if needed. Throws StartError if another process has locked it or it can't be used.
 *
 * PGlite doesn't lock its folder. A pid file wouldn't do: in a container the pid is always the same, and a killed
 * process leaves one behind. SQLite's exclusive lock is the operating system's own: it ends with the process.
 */
export function lockFolder(folder: string): FolderLock {
  makeDataFolder(folder);
  const lock = openLock(folder);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new StartError(
      `DATA_DIR ${folder} is in use by another process: stop it, or set DATA_DIR to another folder.`,
    );
  }
  return { release: () => lock.close() };
}

function openLock(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'lock'));
  } catch (error) {
    throw unusableFolder(folder, error);
  }
}
