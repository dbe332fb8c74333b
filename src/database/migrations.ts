import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Migration {
  readonly name: string;
  /** The script with line feeds only, whatever the checkout has. */
  readonly sql: string;
}

export const prismaFolder = fileURLToPath(new URL('../../prisma', import.meta.url));

/** The migrations of this checkout in the order in which they apply. */
export function readMigrations(folder = `${prismaFolder}/migrations`): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => ({ name, sql: withLineFeeds(readFileSync(`${folder}/${name}/migration.sql`, 'utf8')) }));
}

/** Whether `checksum`, as Prisma stores it, is that of this script. Line endings aren't an edit. */
export function isUnedited(migration: Migration, checksum: string): boolean {
  return [migration.sql, migration.sql.replaceAll('\n', '\r\n')].some((text) => sha256(text) === checksum);
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
