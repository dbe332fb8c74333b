import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrateEmbedded, openPGlite } from '../../src/database/embedded.ts';
import { readTemplate } from '../../src/database/embeddedTemplate.ts';
import { migrate } from '../../src/database/migrate.ts';
import { withMigrationConnection } from '../../src/database/postgres.ts';
import { onServer, testServer, urlOf } from './testServer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database that test files copy: an embedded one, as a file and as its folder, or one on the test server. */
    template:
      | { readonly kind: 'embedded'; readonly file: string; readonly dataDir: string }
      | { readonly kind: 'postgresql'; readonly name: string };
  }
}

/** Migrates once for all files of a project. */
export default async function setup({ name: project, provide }: TestProject): Promise<() => Promise<void>> {
  if (testServer !== null) {
    const name = `clone_service_template_${process.pid}_${project}`;
    await onServer(`CREATE DATABASE ${name}`);
    const settings = {
      connectionString: urlOf(name),
      schema: 'public',
      connectionLimit: 1,
      poolTimeoutMs: 10_000,
      statementTimeoutMs: 0,
    };
    await withMigrationConnection(settings, migrate);
    provide('template', { kind: 'postgresql', name });
    return () => onServer(`DROP DATABASE ${name}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'clone-service-template-'));
  const dataDir = join(folder, 'database');
  const empty = await readTemplate();
  const pglite = await openPGlite({ dataDir, ...(empty && { loadDataDir: empty }) });
  await migrateEmbedded(pglite);
  // More than half of the files that every copy unpacks are those of the databases that CREATE DATABASE copies.
  await pglite.exec('UPDATE pg_database SET datistemplate = false WHERE datname <> current_database()');
  for (const name of ['template0', 'template1']) await pglite.exec(`DROP DATABASE ${name}`);
  const file = join(folder, 'template.tar');
  await writeFile(file, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await pglite.close();
  provide('template', { kind: 'embedded', file, dataDir });
  return () => rm(folder, { recursive: true });
}
