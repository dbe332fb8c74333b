import type { PGlite } from '@electric-sql/pglite';
import { embeddedMigrationConnection, openPGlite } from '../../src/database/embedded.ts';
import { readTemplate } from '../../src/database/embeddedTemplate.ts';
import type { MigrationConnection } from '../../src/database/migrate.ts';
import { withMigrationConnection } from '../../src/database/postgres.ts';
import { onServer, testServer, urlOf } from './testServer.ts';

export interface EmptyDatabase {
  /** Runs `use` over a connection that migrates. */
  connect<T>(use: (connection: MigrationConnection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How to reach a database of the test server by its name. */
export function settingsOf(name: string) {
  const timeouts = { poolTimeoutMs: 10_000, lockTimeoutMs: 10_000, statementTimeoutMs: 10_000 };
  return {
    kind: 'postgresql' as const,
    connectionString: urlOf(name),
    schema: 'public',
    connectionLimit: 3,
    ...timeouts,
  };
}

let opened = 0;

/** Makes an empty database on the test server and returns its name; the caller drops it. */
export async function createEmptyDatabase(): Promise<{ readonly name: string; drop(): Promise<void> }> {
  const name = `clone_service_empty_${process.pid}_${(opened += 1)}`;
  await onServer(`CREATE DATABASE ${name}`);
  return { name, drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A database without any table, on PostgreSQL or embedded; closing it removes it. */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  if (testServer !== null) {
    const { name, drop } = await createEmptyDatabase();
    return { connect: (use) => withMigrationConnection(settingsOf(name), use), close: drop };
  }
  const pglite = await openEmptyPGlite();
  const connection = embeddedMigrationConnection(pglite);
  return { connect: (use) => use(connection), close: () => pglite.close() };
}

let initialized: Promise<Blob | null> | undefined;

/** An embedded database in memory without any table: initdb alone takes seconds, so it comes from the installed template. */
export async function openEmptyPGlite(): Promise<PGlite> {
  initialized ??= readTemplate();
  const loadDataDir = await initialized;
  return openPGlite(loadDataDir === null ? {} : { loadDataDir });
}
