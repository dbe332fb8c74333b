import { beforeAll, describe, expect, it } from 'vitest';
import { rowsRead } from '../database/rowsRead.ts';
import { storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
const length = 3_000;
let cloneId = '';

beforeAll(async () => {
  const { client } = service.database;
  const ids = await storeClones(
    client,
    Array.from({ length: 400 }, (_, index) => ({ name: `Audited ${index}` })),
  );
  [cloneId = ''] = ids;
  await client.$executeRaw`
    INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
    SELECT gen_random_uuid(), clone.id, n, 'draft.edited', 'OWNER', 'alice', now(), '{}'
    FROM unnest(${ids}::uuid[]) AS clone (id), generate_series(1, ${length}::int) AS n WHERE n = 1 OR clone.id = ${cloneId}::uuid ORDER BY n`;
  await client.$executeRaw`ANALYZE clone_audit_events`;
});

describe('a trail of thousands of entries', () => {
  it('reads as few rows for a page deep in it as for the first', async () => {
    const query =
      'query($id: ID!, $after: String) { clone(id: $id) { auditTrail(first: 100, after: $after) { nodes { sequence } pageInfo { endCursor } } } }';
    const read = async (after: string | null) =>
      (await service.ask(user('alice'), query, { id: cloneId, after })).data.clone.auditTrail;
    let cursor: string | null = null;
    const sequences: number[] = [];
    for (let page = 0; page < 25; page += 1) {
      const { nodes, pageInfo } = await read(cursor);
      sequences.push(...nodes.map(({ sequence }: { sequence: number }) => sequence));
      cursor = pageInfo.endCursor;
    }
    expect(sequences).toEqual(Array.from({ length: 2_500 }, (_, index) => length - index));
    const statements = await service.statementsOf(() => read(cursor));
    const deep = statements.find((sql) => sql.includes('clone_audit_events')) ?? '';
    for (const after of [null, length - 100, length - 2_500 + 1]) {
      expect(await rowsRead(service.database, 'clone_audit_events', deep, [[cloneId], after, 101, 101])).toBe(102); // the newest, too
    }
  });
});

describe('large details', () => {
  it('are loaded on demand, by a separate statement, and as the reader may see them', async () => {
    const { client } = service.database;
    const [large = ''] = await storeClones(client, [{}]);
    const granted = Array.from({ length: 500 }, (_, index) => `grant-${index}`);
    for (const sequence of [1, 2]) {
      const action = sequence === 1 ? 'status.changed' : 'entitlement.changed';
      const details = JSON.stringify(sequence === 1 ? { granted, reason: 'for operators' } : { granted: ['one'] });
      await client.$executeRaw`
        INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
        VALUES (gen_random_uuid(), ${large}::uuid, ${sequence}, ${action}, 'SERVICE', 'economy', now(), ${details})`;
    }
    const ask = (fields: string, caller = user('alice')) =>
      service.ask(caller, `query($id: ID!) { clone(id: $id) { auditTrail { nodes { ${fields} } } } }`, { id: large });
    expect((await ask('details')).data.clone.auditTrail.nodes).toEqual([
      { details: { granted: ['one'] } },
      { details: { granted } },
    ]);
    expect((await ask('details', user('operator', 'clone:admin'))).data.clone.auditTrail.nodes[1].details.reason).toBe(
      'for operators',
    );
    expect(await service.countStatements(() => ask('sequence action'))).toBe(2);
    expect(await service.countStatements(() => ask('sequence details'))).toBe(3);
  });
});
