import { beforeAll, describe, expect, it } from 'vitest';
import { autosaveAuditInsert } from '../../src/audit/store.ts';
import { newId } from '../../src/clone/id.ts';
import type { Prisma } from '../../src/database/generated/client.ts';
import { factOf } from '../../src/entitlement/fact.ts';
import { grantsOf, readEndedGrants, readGrants, readLedgers } from '../../src/entitlement/store.ts';
import { rowsRead } from '../database/rowsRead.ts';
import { storeClones } from '../makers.ts';
import type { Client } from '../../src/database/client.ts';
import { startTestService, user } from '../startTestService.ts';

/** No read or write gets slower by history that no longer counts: thousands of grants that ended, two in force and one to come. */
const half = 2_500;
const service = startTestService();
const alice = user('alice');
let cloneId: string;
let ids: string[];

beforeAll(async () => {
  const { client } = service.database;
  ids = await storeClones(
    client,
    Array.from({ length: 20 }, () => ({})),
  );
  [cloneId = ''] = ids;
  const store = async (
    count: number,
    name: string,
    ends: 'expires' | 'is revoked' | 'goes on',
    begins = '2026-01-01T00:00:00Z',
  ) => {
    await client.$executeRaw`INSERT INTO clone_entitlement_grants SELECT ${name} || n, ${cloneId}::uuid FROM generate_series(1, ${count}::int) n`;
    await client.$executeRaw`
      INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, effective_at, expires_at, assets, received_at)
      SELECT ${name} || n, 'GRANTED', ${begins}::timestamptz, ${begins}::timestamptz,
        CASE WHEN ${ends} = 'expires' THEN '2026-02-01Z'::timestamptz + n * interval '1 s' END, 1, now() FROM generate_series(1, ${count}::int) n`;
    if (ends !== 'is revoked') return;
    await client.$executeRaw`
      INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at)
      SELECT ${name} || n, 'REVOKED', '2026-03-01Z'::timestamptz + n * interval '1 s', now() FROM generate_series(1, ${count}::int) n`;
  };
  await store(half, 'expired ', 'expires');
  await store(half, 'revoked ', 'is revoked');
  await store(2, 'in force ', 'goes on');
  await store(1, 'to come ', 'goes on', '2999-01-01T00:00:00Z');
  // One grant whose revocation came thousands of times, each for another moment.
  await client.$executeRaw`
    INSERT INTO clone_entitlement_facts (grant_id, kind, occurred_at, received_at)
    SELECT 'revoked 1', 'REVOKED', '2026-04-01Z'::timestamptz + n * interval '1 s', now() FROM generate_series(1, 5000) n`;
  await client.$executeRaw`
    INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
    SELECT gen_random_uuid(), ${cloneId}::uuid, n, CASE n WHEN 1 THEN 'draft.edited' ELSE 'entitlement.changed' END, 'OWNER', 'alice', now(), '{}'
    FROM generate_series(1, 5000) n ORDER BY n`;
  await client.$executeRaw`ANALYZE clone_entitlement_terms, clone_entitlement_facts, clone_entitlement_grants, clone_audit_events`;
});

/** How many rows of a table the statements of `work` read, by EXPLAIN ANALYZE, which rounds the mean where a plan's node runs several times. */
async function rowsOf(table: string, work: (client: Client) => Promise<unknown>): Promise<number> {
  const sent: Prisma.Sql[] = [];
  const { client } = service.database;
  await work({
    $queryRaw: <Rows>(query: Prisma.Sql) => {
      sent.push(query);
      return client.$queryRaw<Rows>(query);
    },
    $executeRaw: (query) => client.$executeRaw(query),
  });
  let rows = 0;
  for (const { text, values } of sent) rows += await rowsRead(service.database, table, text, values);
  return rows;
}

const terms = 'clone_entitlement_terms';

describe('a long history of grants', () => {
  it('is not read to tell what clones may use', async () => {
    expect(await rowsOf(terms, (client) => readGrants(client, [cloneId]))).toBe(3);
    expect(await rowsOf(terms, (client) => readGrants(client, ids))).toBeLessThanOrEqual(ids.length);
    expect(await rowsOf('clone_entitlement_facts', (client) => readGrants(client, ids))).toBe(0);
  });

  it('is not read by a write that asks what its clone may use', async () => {
    const { select } = grantsOf(cloneId);
    expect(await rowsRead(service.database, terms, select.text, select.values)).toBe(3);
  });

  it('is read as far as it is shown', async () => {
    const clones = ids.map((id) => ({ cloneId: id, asOf: new Date() }));
    expect(await rowsOf(terms, (client) => readEndedGrants(client, clones.slice(0, 1), 100))).toBe(100);
    expect(await rowsOf(terms, (client) => readEndedGrants(client, clones, 100))).toBeLessThanOrEqual(100);
  });

  it('is not read to judge further facts of its grants', async () => {
    const facts = ['2026-04-01T00:00:05Z', '2026-05-01T00:00:00Z'].map((time) =>
      factOf({ kind: 'REVOKED', grantId: 'revoked 1', cloneId, occurredAt: new Date(time) }),
    );
    expect(await rowsOf('clone_entitlement_facts', (client) => readLedgers(client, facts))).toBeLessThanOrEqual(
      2 * facts.length,
    );
  });

  it('shows what is in force and to come, and the hundred grants that ended last', async () => {
    const { data } = await service.ask(
      alice,
      'query($id: ID!) { clone(id: $id) { entitlement { maxAssets grants { grantId inForce effectiveAt } } } }',
      { id: cloneId },
    );
    const { maxAssets, grants } = data.clone.entitlement as {
      maxAssets: number;
      grants: { grantId: string; inForce: boolean; effectiveAt: string }[];
    };
    expect(maxAssets).toBe(7);
    expect(grants.filter(({ inForce }) => inForce).map(({ grantId }) => grantId)).toEqual(['in force 1', 'in force 2']);
    const last = Array.from({ length: 100 }, (_, index) => `revoked ${half - index}`);
    expect(new Set(grants.map(({ grantId }) => grantId))).toEqual(
      new Set([...last, 'in force 1', 'in force 2', 'to come 1']),
    );
    expect(grants.map(({ effectiveAt }) => effectiveAt)).toEqual(
      grants.map(({ effectiveAt }) => effectiveAt).toSorted(),
    );
    expect(grants).toHaveLength(103);
  });
});

describe('a long audit trail', () => {
  it('is not read for the last autosave, however long ago that was', async () => {
    const { text, values } = autosaveAuditInsert({
      cloneId,
      action: 'draft.edited',
      actorKind: 'OWNER',
      actor: newId(),
      at: new Date(),
      details: {},
    });
    expect(await rowsRead(service.database, 'clone_audit_events', text, values)).toBeLessThanOrEqual(2);
  });
});
