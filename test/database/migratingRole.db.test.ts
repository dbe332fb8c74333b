import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { withMigrationConnection } from '../../src/database/postgres.ts';
import { readMigrateDatabase } from '../../src/settings/settings.ts';
import { createEmptyDatabase, settingsOf } from './openEmptyDatabase.ts';
import { onServer, testServer, urlOf } from './testServer.ts';

const title = 'the role of the page on roles that migrates';
const isEmbedded = testServer === null;
const page = readFileSync(new URL('../../doc/operations/roles.md', import.meta.url), 'utf8');

describe.skipIf(isEmbedded)(
  isEmbedded ? `${title} (TEST_DATABASE_URL is not set: the embedded database has no roles)` : title,
  () => {
    const role = `clone_owner_${process.pid}`;
    const [, statements = ''] = /```sql\n(CREATE ROLE clone_owner [^]*?)```/.exec(page) ?? [];
    const [createRole = '', ...grants] = statements
      .split('\n')
      .filter((line) => line.includes('clone_owner'))
      .map((line) => line.replaceAll('clone_owner', role));
    let drop: () => Promise<void>;
    let name: string;

    beforeAll(() => onServer(createRole));
    afterAll(() => onServer(`DROP ROLE ${role}`));
    beforeEach(async () => {
      ({ drop, name } = await createEmptyDatabase());
    });
    afterEach(() => drop());

    const asAdministrator = (sql: string) => withMigrationConnection(settingsOf(name), ({ run }) => run(sql));
    const grant = () => asAdministrator(grants.join('\n').replace('DATABASE clones', `DATABASE ${name}`));
    const migrateAsRole = (parameters = '') =>
      migrateCommand(
        readMigrateDatabase({
          MIGRATE_DATABASE_URL: Object.assign(new URL(urlOf(name)), {
            username: role,
            password: /PASSWORD '(.+?)'/.exec(createRole)?.[1],
            search: parameters,
          }).href,
        }),
      );

    it('can', async () => {
      await grant();
      expect(await migrateAsRole()).toMatch(/^Applied /);
      expect(await migrateAsRole()).toMatch(/^Nothing to do/);
    });

    it('can create the schema that the URL names', async () => {
      await asAdministrator(`GRANT CREATE ON DATABASE ${name} TO ${role}`);
      expect(await migrateAsRole('schema=its_own')).toMatch(/^Applied /);
    });

    it('needs no privilege on the database if schema and extension exist', async () => {
      await grant();
      await asAdministrator(`REVOKE CREATE ON DATABASE ${name} FROM ${role}; CREATE EXTENSION pg_trgm`);
      expect(await migrateAsRole()).toMatch(/^Applied /);
    });

    it.each([
      { without: 'REVOKE CREATE ON SCHEMA public FROM ROLE', lacks: 'its role lacks CREATE on the schema' },
      { without: 'REVOKE USAGE ON SCHEMA public FROM PUBLIC, ROLE', lacks: 'its role lacks USAGE on the schema' },
      {
        without: 'REVOKE CREATE ON DATABASE NAME FROM ROLE',
        lacks: 'its role lacks CREATE on the database, for the extension pg_trgm',
      },
    ])('gets one line that names what it lacks, after $without', async ({ without, lacks }) => {
      await grant();
      await asAdministrator(without.replace('ROLE', role).replace('NAME', name));
      await expect(migrateAsRole()).rejects.toMatchObject({
        name: 'StartError',
        message: `The database cannot be migrated: ${lacks}.`,
      });
    });

    it('gets one line that says that it may not create the schema', async () => {
      await expect(migrateAsRole('schema=its_own')).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringMatching(/^The database cannot be migrated: its role lacks a privilege[^\n]+$/),
      });
    });

    it('gets the names of tables that it does not own', async () => {
      await grant();
      await withMigrationConnection(settingsOf(name), (connection) =>
        migrate(connection, readMigrations().slice(0, 1)),
      );
      await asAdministrator(`GRANT SELECT ON _prisma_migrations TO ${role}`);
      await expect(migrateAsRole()).rejects.toMatchObject({
        message: expect.stringMatching(/its role lacks ownership of _prisma_migrations, clone_audit_events, [^\n]+\.$/),
      });
    });
  },
);
