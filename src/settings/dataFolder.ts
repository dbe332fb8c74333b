import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartError } from '../errors/startError.ts';

/** Makes DATA_DIR where it is missing. Throws StartError when it can't be made, or isn't a folder that this process may read and write. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    if (!statSync(folder).isDirectory()) throw new StartError(`DATA_DIR ${folder} is a file: set it to a folder.`);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof StartError ? error : unusableFolder(folder, error);
  }
}

/** The StartError for what the operating system refused in DATA_DIR. */
export function unusableFolder(folder: string, error: unknown): StartError {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new StartError(`DATA_DIR ${folder} cannot be made, read or written${code}: set it to a folder that can.`);
}

/** Not `recursive`, with which Node never comes back from folders below /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    try {
      mkdirSync(folder);
    } catch (second) {
      if (!hasCode(second, 'EEXIST')) throw second;
    }
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
