import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedMigrationConnection, migrateEmbedded } from '../../src/database/embedded.ts';
import { prismaFolder } from '../../src/database/migrations.ts';
import { openEmptyPGlite } from './openEmptyDatabase.ts';

const schema = readFileSync(`${prismaFolder}/schema.prisma`, 'utf8');

// Embedded in every lane, since the engine can't read PostgreSQL's catalog through adapter-pg; the scripts are the same.
let pglite: PGlite;

beforeAll(async () => {
  pglite = await openEmptyPGlite();
  await migrateEmbedded(pglite);
});
afterAll(() => pglite.close());

/** The changes that would turn the migrated database into what `datamodel` says. */
async function changesTowards(datamodel: string): Promise<string | null> {
  const files = [{ path: 'schema.prisma', content: datamodel }];
  const { adapter } = embeddedMigrationConnection(pglite);
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: prismaFolder },
      to: { tag: 'schemaDatamodel', files },
      script: false,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout;
  } finally {
    engine.free();
  }
}

/**
 * schema.prisma can't express generated columns and their indexes, which only SQL reads, nor indexes with included
 * columns or of trigrams. It can't express checks, triggers, partial indexes and the extension either, but the engine
 * doesn't compare those.
 */
const onlyInSql = `
[*] Changed the \`clone_entitlement_terms\` table
  [-] Removed index on columns (clone_id, ends_at, grant_id)
  [-] Removed column \`ends_at\`

[*] Changed the \`clones\` table
  [-] Removed index on columns (name_folded, approved_name_folded)
  [-] Removed index on columns (status, moderation_status, created_at, id, name_folded, approved_name_folded)
  [-] Removed column \`listed_approved_name\`
  [-] Removed column \`listed_name\`
`;

describe('schema.prisma', () => {
  it('is what the migrations make, except for what only SQL can express', async () => {
    expect(await changesTowards(schema)).toBe(onlyInSql);
  });

  it.each([
    ['a column', schema.replace('description       String?', 'description       String?\n  motto String?'), 'motto'],
    [
      'an index',
      schema.replace('@@index([cloneId], map: "clone_entitlement_grants_clone_id_idx")', ''),
      'clone_entitlement_grants',
    ],
    ['a nullable column', schema.replace('note             String?', 'note             String'), 'note'],
    [
      'a precision',
      schema.replace(
        'updatedAt DateTime @map("updated_at") @db.Timestamptz(3)',
        'updatedAt DateTime @map("updated_at") @db.Timestamptz(6)',
      ),
      'updated_at',
    ],
  ])('cannot differ in %s without being noticed', async (_, drifted, name) => {
    const changes = await changesTowards(drifted);
    expect(changes).not.toBe(onlyInSql);
    expect(changes).toContain(name);
  });
});
