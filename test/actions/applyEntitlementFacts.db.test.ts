import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { openOtherSession, untilWaiting } from '../database/otherSession.ts';
import { testServer } from '../database/testServer.ts';
import { createClone, storeClones } from '../makers.ts';
import { startTestService, user, type Answer } from '../startTestService.ts';
import { applyFacts, sendFacts } from '../entitlement/applyFacts.ts';
import { runs } from '../runs.ts';

const service = startTestService();
const alice = user('alice');
let cloneId: string;

beforeAll(async () => {
  cloneId = await createClone(service, alice, { name: 'Granted' });
});

const outcomesOf = ({ data }: Answer): string[] =>
  data.applyEntitlementFacts.results.map(({ outcome }: { outcome: string }) => outcome);
const errorsOf = ({ data }: Answer): string[] =>
  data.applyEntitlementFacts.errors.map(
    ({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`,
  );
const trail = (id: string) =>
  service.database.client.auditEvent.findMany({
    where: { cloneId: id, action: 'entitlement.changed' },
    orderBy: { sequence: 'asc' },
  });
const storedFacts = (grantId: string) => service.database.client.entitlementFact.count({ where: { grantId } });

describe('a grant', () => {
  it('adds to the base, and its revocation subtracts it, as soon as either is applied', async () => {
    const grantId = newId();
    const granted = await applyFacts(service, {
      grantId,
      cloneId,
      dataStreams: 2,
      assets: 10,
      promptCharacters: 100,
      modelTier: 'ADVANCED',
    });
    expect(granted).toMatchObject({
      results: [{ index: 0, grantId, outcome: 'APPLIED' }],
      entitlements: [
        {
          cloneId,
          maxDataStreams: 5,
          maxAssets: 15,
          maxPromptCharacters: 4_100,
          modelTier: 'ADVANCED',
          grants: [
            {
              grantId,
              dataStreams: 2,
              effectiveAt: '2026-01-01T00:00:00.000Z',
              expiresAt: null,
              revokedAt: null,
              inForce: true,
            },
          ],
        },
      ],
    });
    const revoked = await applyFacts(service, {
      grantId,
      cloneId,
      kind: 'REVOKED',
      occurredAt: '2026-02-01T00:00:00Z',
    });
    expect(revoked.entitlements).toMatchObject([
      {
        maxDataStreams: 3,
        maxAssets: 5,
        maxPromptCharacters: 4_000,
        modelTier: 'STANDARD',
        grants: [{ revokedAt: '2026-02-01T00:00:00.000Z', inForce: false }],
      },
    ]);
  });

  it('whose revocation arrived first never counts', async () => {
    const [id, grantId] = [await createClone(service, alice), newId()];
    const early = await applyFacts(service, {
      grantId,
      cloneId: id,
      kind: 'REVOKED',
      occurredAt: '2026-02-01T00:00:00Z',
    });
    expect(early).toMatchObject({ results: [{ outcome: 'APPLIED' }], entitlements: [{ maxAssets: 5, grants: [] }] });
    const late = await applyFacts(service, { grantId, cloneId: id, assets: 10 });
    expect(late).toMatchObject({
      results: [{ outcome: 'APPLIED' }],
      entitlements: [{ maxAssets: 5, grants: [{ inForce: false }] }],
    });
  });

  it('with a future revocation counts until then, and one with a future start does not count yet', async () => {
    const id = await createClone(service, alice);
    await applyFacts(service, { grantId: newId(), cloneId: id, assets: 10, effectiveAt: '9999-12-31T00:00:00Z' });
    const [running] = [newId()];
    const { entitlements } = await applyFacts(
      service,
      { grantId: running, cloneId: id, assets: 1 },
      { grantId: running, cloneId: id, kind: 'REVOKED', occurredAt: '9999-01-01T00:00:00Z' },
    );
    expect(entitlements).toMatchObject([
      {
        maxAssets: 6,
        grants: [{ grantId: running, inForce: true, revokedAt: '9999-01-01T00:00:00.000Z' }, { inForce: false }],
      },
    ]);
  });

  it.each(['SUSPENDED', 'ARCHIVED'] as const)('applies to a clone that is %s', async (status) => {
    const [id = ''] = await storeClones(service.database.client, [{ status }]);
    expect((await applyFacts(service, { grantId: newId(), cloneId: id, assets: 1 })).entitlements).toMatchObject([
      { cloneId: id, maxAssets: 6 },
    ]);
  });
});

describe('a fact', () => {
  it('that is stored already changes nothing and adds no row, not even an audit row', async () => {
    const id = await createClone(service, alice);
    const facts = [
      { grantId: newId(), cloneId: id, assets: 1 },
      { grantId: newId(), cloneId: id, kind: 'REVOKED' as const },
    ];
    await applyFacts(service, ...facts);
    const before = await trail(id);
    expect(
      (await applyFacts(service, ...facts, ...facts)).results.map(({ outcome }: { outcome: string }) => outcome),
    ).toEqual(Array.from({ length: 4 }, () => 'UNCHANGED'));
    expect(await trail(id)).toEqual(before);
    expect(await storedFacts(facts[0]?.grantId ?? '')).toBe(1);
  });

  it('with null fields is the same as without them', async () => {
    const fact = { grantId: newId(), cloneId };
    await applyFacts(service, fact);
    const nulls = {
      dataStreams: null,
      assets: null,
      promptCharacters: null,
      modelTier: null,
      effectiveAt: null,
      expiresAt: null,
    };
    expect((await applyFacts(service, { ...fact, ...nulls })).results).toMatchObject([{ outcome: 'UNCHANGED' }]);
  });

  it('of a grant that belongs to another clone is a conflict, granted or revoked', async () => {
    const [other, grantId] = [await createClone(service, alice), newId()];
    await applyFacts(service, { grantId, cloneId });
    for (const kind of ['GRANTED', 'REVOKED'] as const) {
      const answer = await sendFacts(service, [{ grantId, cloneId: other, kind }]);
      expect([outcomesOf(answer), errorsOf(answer)]).toEqual([['CONFLICT'], ['GRANT_CONFLICT input.facts.0.grantId']]);
      expect(answer.data.applyEntitlementFacts.entitlements).toMatchObject([{ cloneId: other, grants: [] }]);
    }
  });

  it('that is refused is not quoted', async () => {
    const { data } = await sendFacts(service, [
      { grantId: 'CANARY\0', cloneId: 'CANARY' },
      { grantId: 'g', cloneId, assets: -987_654 },
    ]);
    expect(data.applyEntitlementFacts.errors).toHaveLength(3);
    expect(JSON.stringify(data.applyEntitlementFacts.errors)).not.toMatch(/CANARY|987654/);
  });
});

describe('a batch', () => {
  it('with one bad fact applies none and says which and why', async () => {
    const [id, first, other] = [await createClone(service, alice), newId(), newId()];
    await applyFacts(service, { grantId: first, cloneId: id, assets: 1 });
    const before = await trail(id);
    const answer = await sendFacts(service, [
      { grantId: other, cloneId: id, assets: 1 },
      { grantId: first, cloneId: id, assets: 2 },
      { grantId: newId(), cloneId: newId() },
      { grantId: newId(), cloneId: id, assets: 1_000_001 },
    ]);
    expect(outcomesOf(answer)).toEqual(['NOT_APPLIED', 'CONFLICT', 'INVALID', 'INVALID']);
    expect(errorsOf(answer)).toEqual([
      'GRANT_CONFLICT input.facts.1.grantId',
      'NOT_FOUND input.facts.2.cloneId',
      'INVALID_INPUT input.facts.3.assets',
    ]);
    expect(answer.data.applyEntitlementFacts.entitlements).toMatchObject([{ cloneId: id, maxAssets: 6 }]);
    expect([await storedFacts(other), await trail(id)]).toEqual([0, before]);
    // Nothing was stored: the grant can still become another clone's.
    expect((await applyFacts(service, { grantId: other, cloneId })).results).toMatchObject([{ outcome: 'APPLIED' }]);
  });

  it('adds one audit row for each clone that it changed, with the grants and the new limits', async () => {
    const ids = await storeClones(service.database.client, [{}, {}, {}]);
    const [a = '', b = '', c = ''] = ids;
    const known = { grantId: newId(), cloneId: c, assets: 1 };
    await applyFacts(service, known);
    const [g1, g2, g3] = [newId(), newId(), newId()];
    await applyFacts(
      service,
      { grantId: g1, cloneId: b, assets: 2 },
      { grantId: g2, cloneId: a, modelTier: 'FRONTIER' },
      known,
      { grantId: g3, cloneId: b, kind: 'REVOKED' },
    );
    const details = async (id: string) =>
      (await trail(id)).map((row) => ({ actor: `${row.actorKind} ${row.actor}`, ...JSON.parse(row.details) }));
    const actor = 'SERVICE a-service';
    expect(await details(a)).toEqual([
      {
        actor,
        granted: [g2],
        revoked: [],
        maxDataStreams: 3,
        maxAssets: 5,
        maxPromptCharacters: 4_000,
        modelTier: 'FRONTIER',
      },
    ]);
    expect(await details(b)).toEqual([
      {
        actor,
        granted: [g1],
        revoked: [g3],
        maxDataStreams: 3,
        maxAssets: 7,
        maxPromptCharacters: 4_000,
        modelTier: 'STANDARD',
      },
    ]);
    expect(await details(c)).toHaveLength(1);
  });

  it('may have 500 facts and not one more', async () => {
    const ids = await storeClones(
      service.database.client,
      Array.from({ length: 50 }, () => ({})),
    );
    const facts = Array.from({ length: 500 }, (_, index) => ({
      grantId: newId(),
      cloneId: ids[index % ids.length] ?? '',
      assets: 1,
    }));
    const { results, entitlements } = await applyFacts(service, ...facts);
    expect(results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(facts.map(() => 'APPLIED'));
    expect(entitlements.map(({ maxAssets }: { maxAssets: number }) => maxAssets)).toEqual(ids.map(() => 15));
    const answer = await sendFacts(service, [...facts, { grantId: newId(), cloneId }]);
    expect(answer.data.applyEntitlementFacts).toMatchObject({
      results: [],
      entitlements: [],
      errors: [{ code: 'INVALID_INPUT', path: ['input', 'facts'] }],
    });
  });

  it('without facts does nothing', async () => {
    expect(await applyFacts(service)).toEqual({ results: [], entitlements: [], errors: [] });
  });

  it('leaves the clones’ timestamps unchanged', async () => {
    const id = await createClone(service, alice, { name: 'Still' });
    const before = await service.database.client.clone.findUniqueOrThrow({ where: { id } });
    await applyFacts(service, { grantId: newId(), cloneId: id, assets: 1 });
    expect(await service.database.client.clone.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });
});

describe('concurrently', () => {
  it('batches over the same clones and grants in different orders all succeed, and each fact is applied once', async () => {
    const ids = await storeClones(
      service.database.client,
      Array.from({ length: 6 }, () => ({})),
    );
    const facts = ids.flatMap((id) => Array.from({ length: 3 }, () => ({ grantId: newId(), cloneId: id, assets: 1 })));
    const orders = [
      facts,
      facts.toReversed(),
      facts.toSorted((a, b) => (a.grantId.slice(-4) < b.grantId.slice(-4) ? -1 : 1)),
    ];
    const answers = await Promise.all([...orders, ...orders].map((order) => applyFacts(service, ...order)));
    const applied = answers.flatMap(({ results }) =>
      results.filter(({ outcome }: { outcome: string }) => outcome === 'APPLIED'),
    );
    expect(applied.map(({ grantId }) => grantId).toSorted()).toEqual(facts.map(({ grantId }) => grantId).toSorted());
    for (const id of ids) expect(await trail(id)).toHaveLength(1);
  });

  it('two clones claim one grant: one gets it, and the other’s fact is a conflict', async () => {
    const ids = await storeClones(
      service.database.client,
      Array.from({ length: 8 }, () => ({})),
    );
    const grantId = newId();
    const answers = await Promise.all(ids.map((id) => sendFacts(service, [{ grantId, cloneId: id, assets: 1 }])));
    expect(answers.flatMap(outcomesOf).toSorted()).toEqual(['APPLIED', ...Array.from({ length: 7 }, () => 'CONFLICT')]);
    expect(await storedFacts(grantId)).toBe(1);
  });
});

describe.skipIf(testServer === null)('while another transaction writes to a clone', () => {
  it('a batch with a fact about it waits, and is acknowledged only after that', async () => {
    const [free = '', held = ''] = await storeClones(service.database.client, [{}, {}]);
    const other = await openOtherSession(service.database);
    await other.query('BEGIN');
    await other.query('SELECT id FROM clones WHERE id = $1 FOR NO KEY UPDATE', [held]);
    let acknowledged = false;
    const applying = applyFacts(service, { grantId: newId(), cloneId: free }, { grantId: newId(), cloneId: held }).then(
      () => (acknowledged = true),
    );
    await untilWaiting(other);
    expect(acknowledged).toBe(false);
    await other.query('COMMIT');
    await other.end();
    expect(await applying).toBe(true);
  });
});

describe('the stored entitlement', () => {
  const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString();
  const time = fc.integer({ min: 0, max: 9 }).map(day);
  const grants = fc.uniqueArray(
    fc.record({
      grantId: fc.constantFrom('a', 'b', 'c'),
      occurredAt: time,
      assets: fc.integer({ min: 0, max: 9 }),
      modelTier: fc.constantFrom(null, 'ADVANCED'),
    }),
    { selector: ({ grantId }) => grantId },
  );
  const revocations = fc.array(
    fc.record({ grantId: fc.constantFrom('a', 'b', 'c'), kind: fc.constant('REVOKED' as const), occurredAt: time }),
    { maxLength: 3 },
  );
  const twoDeliveries = fc.tuple(grants, revocations).chain(([granted, revoked]) => {
    const facts = [...granted, ...revoked];
    const delivery = fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 });
    return fc.tuple(delivery, delivery, fc.integer({ min: 1, max: 7 }));
  });

  it('does not depend on the order, batching or repetition of the facts', async () => {
    await fc.assert(
      fc.asyncProperty(twoDeliveries, async ([one, other, size]) => {
        const ids = await storeClones(service.database.client, [{}, {}]);
        const told = await Promise.all(
          [one, other].map(async (facts, index) => {
            const own = facts.map((fact) => ({
              ...fact,
              grantId: `${fact.grantId} ${ids[index]}`,
              cloneId: ids[index] ?? '',
            }));
            for (let at = 0; at < own.length; at += index === 0 ? size : own.length)
              await applyFacts(service, ...own.slice(at, at + (index === 0 ? size : own.length)));
            const { data } = await service.ask(
              alice,
              'query($id: ID!) { clone(id: $id) { entitlement { maxAssets modelTier grants { grantId assets revokedAt inForce } } } }',
              { id: ids[index] },
            );
            return JSON.stringify(data.clone.entitlement).replaceAll(ids[index] ?? '', '');
          }),
        );
        expect(told[0]).toBe(told[1]);
      }),
      { numRuns: runs(25) },
    );
  });
});
