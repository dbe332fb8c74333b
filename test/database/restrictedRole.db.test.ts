import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { neededPrivileges } from '../../src/database/privileges.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { readMigrateDatabase } from '../../src/settings/settings.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startProcess, startProcesses, type ServiceProcesses } from '../startProcess.ts';
import { createEmptyDatabase } from './openEmptyDatabase.ts';
import { onServer, testServer, urlOf } from './testServer.ts';

const title = 'the role of the pages on roles and poolers, which owns nothing and may only add to history';
const isEmbedded = testServer === null;
const pages = ['roles', 'poolers']
  .map((name) => readFileSync(new URL(`../../doc/operations/${name}.md`, import.meta.url), 'utf8'))
  .join('\n');

describe.skipIf(isEmbedded)(
  isEmbedded ? `${title} (TEST_DATABASE_URL is not set: the embedded database has no roles)` : title,
  () => {
    // Roles belong to the server, not to a database, so their names are unique to this run.
    const role = `clone_service_${process.pid}_role`;
    const owner = `clone_service_${process.pid}_owner`;
    const blocks = [...pages.matchAll(/```sql\n([^]*?)```/g)].map(([, sql = '']) =>
      sql.replace(/\bclone_service\b/g, role),
    );
    const [settings = '', grants = ''] = ['ALTER ROLE', 'GRANT'].map((start) =>
      blocks.find((sql) => sql.startsWith(start)),
    );
    const createRole =
      blocks.flatMap((sql) => sql.split('\n')).find((line) => line.startsWith(`CREATE ROLE ${role} `)) ?? '';
    let drop: () => Promise<void>;
    let processes: ServiceProcesses;
    let session: pg.Client;
    let ownersSession: pg.Client;
    let name: string;
    const urlAs = (username: string) =>
      Object.assign(new URL(urlOf(name)), { username, password: /PASSWORD '(.+?)'/.exec(createRole)?.[1] }).href;

    async function readiness(url = processes.urls[0]) {
      const answer = await fetch(`${url}/health/ready`);
      return [answer.status, await answer.json()];
    }

    beforeAll(async () => {
      const empty = await createEmptyDatabase();
      ({ drop, name } = empty);
      await onServer(createRole);
      await onServer(settings);
      await onServer(createRole.replace(role, owner));
      await onServer(`ALTER DATABASE ${name} OWNER TO ${owner}`);
      const urls = { DATABASE_URL: urlAs(role), MIGRATE_DATABASE_URL: urlAs(owner) };
      expect(await migrateCommand(readMigrateDatabase(urls))).toMatch(/^Applied /);
      ownersSession = new pg.Client({ connectionString: urls.MIGRATE_DATABASE_URL });
      await ownersSession.connect();
      await ownersSession.query(grants);
      session = new pg.Client({ connectionString: urls.DATABASE_URL });
      await session.connect();
      processes = await startProcesses(1, urls);
    });
    afterAll(async () => {
      await processes.stop();
      await session.end();
      await ownersSession.end();
      await drop();
      await onServer(`DROP ROLE ${role}`);
      await onServer(`DROP ROLE ${owner}`);
    });

    it('can do everything that the service does', async () => {
      const called = new Set<string>();
      async function mutate(token: string, name: string, input: object, selection = 'clone { id }') {
        called.add(name);
        const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
        const { data, errors } = await processes.ask(
          0,
          token,
          `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code } } }`,
          { input },
        );
        expect([errors, data?.[name].errors]).toEqual([[], []]);
        return data[name];
      }
      const alice = await processes.token('alice');
      const economy = await processes.token('economy', 'entitlement:write');
      const operator = await processes.token('operator', 'clone:admin', 'clone:moderate');

      const cloneId = (await mutate(alice, 'createClone', { idempotencyKey: 'key', name: 'Restricted' })).clone.id;
      await mutate(alice, 'updatePublicProfile', { cloneId, description: 'By a role that owns nothing.' });
      await mutate(alice, 'selectModel', { cloneId, modelId: 'swift-1' });
      await mutate(alice, 'saveStrategyDraft', { cloneId, expectedRevision: 0, graph: sampleGraph() });
      const first = await mutate(
        alice,
        'publishStrategy',
        { cloneId, expectedRevision: 1, idempotencyKey: 'key' },
        'strategyVersion { id }',
      );
      await mutate(alice, 'saveStrategyDraft', {
        cloneId,
        expectedRevision: 1,
        graph: sampleGraph('The second prompt.'),
      });
      await mutate(alice, 'publishStrategy', { cloneId, expectedRevision: 2 });
      await mutate(alice, 'restoreStrategyVersion', {
        cloneId,
        versionId: first.strategyVersion.id,
        expectedRevision: 2,
      });
      await mutate(alice, 'discardStrategyDraft', { cloneId, expectedRevision: 3 });
      await mutate(alice, 'revertStrategyDraft', { cloneId, toRevision: 3, expectedRevision: 4 });
      await mutate(alice, 'activateStrategyVersion', {
        cloneId,
        versionId: first.strategyVersion.id,
        expectedActivation: 2,
      });
      await mutate(alice, 'setPaused', { cloneId, paused: true, expectedActivation: 3 });
      const fact = { grantId: 'grant', cloneId, assets: 2 };
      await mutate(
        economy,
        'applyEntitlementFacts',
        {
          facts: [
            { ...fact, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z' },
            { ...fact, kind: 'REVOKED', occurredAt: '2026-02-01T00:00:00Z' },
          ],
        },
        'results { outcome }',
      );
      await mutate(operator, 'moderatePublicProfile', { cloneId, expectedRevision: 2, decision: 'APPROVE' });
      await mutate(operator, 'setCloneStatus', { cloneId, status: 'SUSPENDED', reason: 'a reason' });
      expect([...called].toSorted()).toEqual(
        Object.keys(assembleSchema().getMutationType()?.getFields() ?? {}).toSorted(),
      );

      const query =
        'query($id: ID!) { clone(id: $id) { status readiness { ready } strategyVersions { nodes { number } } auditTrail { nodes { sequence } } entitlement { maxAssets } activations { nodes { sequence } } } publicClones { nodes { id } } }';
      const { data, errors } = await processes.ask(0, operator, query, { id: cloneId });
      expect(errors).toEqual([]);
      expect(data.clone.activations.nodes).toHaveLength(4);
      expect(data.clone).toMatchObject({
        status: 'SUSPENDED',
        strategyVersions: { nodes: [{ number: 2 }, { number: 1 }] },
      });
      expect(data.clone.auditTrail.nodes).toHaveLength(14);
    });

    const needed = Object.entries(neededPrivileges).flatMap(([table, privileges]) =>
      privileges.map((privilege) => ({ table, privilege })),
    );

    it.each(needed)(
      'without $privilege on $table is not ready, and readiness names it',
      async ({ table, privilege }) => {
        await ownersSession.query(`REVOKE ${privilege} ON ${table} FROM ${role}`);
        expect(await readiness()).toEqual([
          503,
          { status: 'unavailable', reason: 'missing privileges', missing: [`${privilege} on ${table}`] },
        ]);
        await ownersSession.query(`GRANT ${privilege} ON ${table} TO ${role}`);
        expect(await readiness()).toEqual([200, { status: 'ok' }]);
      },
    );

    it('without USAGE on the schema is not ready, and readiness names it', async () => {
      await ownersSession.query(
        `REVOKE USAGE ON SCHEMA public FROM PUBLIC; REVOKE USAGE ON SCHEMA public FROM ${role}`,
      );
      expect(await readiness()).toEqual([
        503,
        { status: 'unavailable', reason: 'missing privileges', missing: ['USAGE on the schema'] },
      ]);
      await ownersSession.query(`GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT USAGE ON SCHEMA public TO ${role}`);
      expect(await readiness()).toEqual([200, { status: 'ok' }]);
    });

    it('without CONNECT on the database is not ready, and the log of the start says so', async () => {
      await ownersSession.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
      const late = await startProcess({ DATABASE_URL: urlAs(role) });
      expect(await readiness(late.url)).toEqual([
        503,
        { status: 'unavailable', reason: 'missing privileges', missing: ['CONNECT on the database'] },
      ]);
      await expect.poll(late.output).toContain('the database is not ready: grant its role CONNECT on the database');
      await late.end('SIGTERM');
      await ownersSession.query(`GRANT CONNECT ON DATABASE ${name} TO PUBLIC`);
    });

    const history = [
      'clone_strategy_versions',
      'clone_entitlement_grants',
      'clone_entitlement_facts',
      'clone_audit_events',
      'idempotency_keys',
    ];
    const changes: Record<string, string> = {
      clone_strategy_versions: 'note = NULL',
      clone_entitlement_facts: 'assets = 0',
      clone_entitlement_grants: 'grant_id = grant_id',
      clone_audit_events: 'action = action',
      idempotency_keys: 'key = key',
    };

    it.each([
      ...history.flatMap((table) => [
        `UPDATE ${table} SET ${changes[table]}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `DROP TABLE ${table} CASCADE`,
      ]),
      'INSERT INTO clone_strategy_checkpoints SELECT * FROM clone_strategy_checkpoints',
      'UPDATE clone_strategy_checkpoints SET layout = NULL',
      'DELETE FROM clone_strategy_checkpoints',
      'TRUNCATE clone_strategy_checkpoints',
      'CREATE TEMPORARY TABLE d (cause text); CREATE TRIGGER t AFTER UPDATE ON d FOR EACH ROW EXECUTE FUNCTION clone_service_keep_checkpoint()',
      'INSERT INTO clone_entitlement_terms (grant_id) SELECT grant_id FROM clone_entitlement_terms',
      'UPDATE clone_entitlement_terms SET revoked_at = NULL',
      'DELETE FROM clone_entitlement_terms',
      'CREATE TEMPORARY TABLE f (grant_id text); CREATE TRIGGER t AFTER INSERT ON f REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION clone_service_keep_terms()',
      'DELETE FROM clones',
      'SET session_replication_role = replica',
      'CREATE TABLE public.made_here ()',
      "UPDATE _prisma_migrations SET checksum = ''",
    ])('lacks the privilege for %s', async (sql) => {
      await expect(session.query(sql)).rejects.toMatchObject({ code: '42501' });
    });
  },
);
