import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { openPGlite } from './pglite.ts';

/** Inside node_modules, like compiled code, so that no other user can write there. */
const templateFolder = fileURLToPath(new URL('../../node_modules/.cache/embedded', import.meta.url));

/**
 * An empty database as PGlite's initdb makes it, for a first start to unpack: initdb takes twice the memory and most of the
 * time of one. Null if the installation made none, made it for another version of PGlite, or it is damaged: the start then
 * runs initdb itself.
 */
export async function readTemplate(folder = templateFolder): Promise<Blob | null> {
  try {
    // Unpacked here: PGlite lets an archive that is damaged end the process.
    return new Blob([await promisify(gunzip)(await readFile(join(folder, templateName())))]);
  } catch {
    return null;
  }
}

/** Creates the template; it appears complete or not at all. */
export async function makeTemplate(folder = templateFolder): Promise<void> {
  const pglite = await openPGlite();
  const template = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `unfinished.${process.pid}`);
  await writeFile(unfinished, new Uint8Array(await template.arrayBuffer()));
  await rename(unfinished, join(folder, templateName()));
}

function templateName(): string {
  const file = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return `pglite-${version}.tar.gz`;
}
