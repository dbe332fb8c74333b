import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { move, wholeHistory } from './callActivation.ts';

const service = startTestService();
const alice = user('alice');
const engine = serviceCaller('clone:read', 'strategy:read');

/** A clone whose second version is active. */
async function twoVersions(): Promise<{ cloneId: string; first: string; second: string }> {
  const { cloneId, versionId: first } = await createPublishedClone(service, alice, 'Two versions');
  const revision = await saveDraft(service, alice, cloneId, 1, sampleGraph('Second.'));
  return { cloneId, first, second: await publish(service, alice, cloneId, revision) };
}

const stateOf = async (cloneId: string) =>
  (
    await service.ask(
      alice,
      'query($id: ID!) { clone(id: $id) { updatedAt activeStrategyVersionId activation { sequence } auditTrail { nodes { action } } } }',
      { id: cloneId },
    )
  ).data;

describe('a wrong call', () => {
  type Wrong = [what: string, input: (two: Awaited<ReturnType<typeof twoVersions>>) => unknown, error: string];
  const wrong: Wrong[] = [
    ["another clone's version", async () => ({ versionId: (await twoVersions()).first }), 'NOT_FOUND input.versionId'],
    ['an id that is none', () => ({ versionId: 'none' }), 'NOT_FOUND input.versionId'],
    ['a version that does not exist', () => ({ versionId: newId() }), 'NOT_FOUND input.versionId'],
    ['a stale sequence', () => ({ expectedActivation: 1 }), 'REVISION_CONFLICT input.expectedActivation'],
    ['a sequence to come', () => ({ expectedActivation: 3 }), 'REVISION_CONFLICT input.expectedActivation'],
    ['a reason of 501 characters', () => ({ reason: 'x'.repeat(501) }), 'INVALID_INPUT input.reason'],
    ['a reason with NUL', () => ({ reason: 'x\0' }), 'INVALID_INPUT input.reason'],
  ];

  it.each(wrong)('with %s changes nothing and says why, beside the newest activation', async (_, input, error) => {
    const two = await twoVersions();
    const before = await stateOf(two.cloneId);
    const given = {
      cloneId: two.cloneId,
      versionId: two.first,
      expectedActivation: 2,
      ...((await input(two)) as object),
    };
    const { changed, activation, errors } = await move(service, alice, 'activateStrategyVersion', given);
    expect([changed, activation?.sequence, errors]).toEqual([false, 2, [error]]);
    expect(await stateOf(two.cloneId)).toEqual(before);
  });

  it('pauses nothing before the first version', async () => {
    const cloneId = await createClone(service, alice);
    const { changed, activation, errors } = await move(service, alice, 'setPaused', {
      cloneId,
      paused: true,
      expectedActivation: 1,
    });
    expect([changed, activation, errors]).toEqual([false, null, ['INVALID_INPUT input.cloneId']]);
  });
});

describe('rollback', () => {
  it('makes an earlier version the active one, without a new version and with the draft as it was', async () => {
    const { cloneId, first, second } = await twoVersions();
    const reason = 'x'.repeat(500);
    const { changed, activation, clone } = await move(service, alice, 'activateStrategyVersion', {
      cloneId,
      versionId: first,
      expectedActivation: 2,
      reason,
    });
    expect(changed).toBe(true);
    expect(clone?.activeStrategyVersionId).toBe(first);
    expect(activation).toMatchObject({
      sequence: 3,
      cause: 'ACTIVATED',
      actorKind: 'OWNER',
      reason,
      version: { id: first },
    });
    const { data } = await service.ask(
      alice,
      `query($id: ID!) { clone(id: $id) { strategyVersions { nodes { id isActive } }
        strategyDraft { revision hasUnpublishedChanges changesSinceActive { subject } } } }`,
      { id: cloneId },
    );
    expect(data.clone.strategyVersions.nodes).toEqual([
      { id: second, isActive: false },
      { id: first, isActive: true },
    ]);
    expect(data.clone.strategyDraft).toEqual({
      revision: 2,
      hasUnpublishedChanges: true,
      changesSinceActive: [{ subject: 'TRADING_PROMPT' }],
    });
  });

  it('repeated after its answer was lost is a conflict if somebody else went on meanwhile', async () => {
    const { cloneId, first, second } = await twoVersions();
    const back = { cloneId, versionId: first, expectedActivation: 2 };
    await move(service, alice, 'activateStrategyVersion', back);
    expect(await move(service, alice, 'activateStrategyVersion', back)).toMatchObject({ changed: false, errors: [] });
    await move(service, alice, 'activateStrategyVersion', { cloneId, versionId: second, expectedActivation: 3 });
    expect(await move(service, alice, 'activateStrategyVersion', back)).toMatchObject({
      changed: false,
      activation: { sequence: 4, version: { id: second } },
      errors: ['REVISION_CONFLICT input.expectedActivation'],
    });
  });

  it('is refused once the rest of the entitlement is too small for it; a pause is the way out', async () => {
    const { cloneId, versionId: small } = await createPublishedClone(service, alice, 'Shrinks');
    const grant = { grantId: cloneId, cloneId, assets: 10 };
    await applyFacts(service, grant);
    const symbols = ['BTC-USD', 'ETH-USD', 'SOL-USD', 'AVAX-USD', 'LINK-USD', 'DOGE-USD'];
    const graph = { ...sampleGraph(), assets: [{ blockId: 'majors', symbols }] };
    const large = await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, 1, graph));
    await move(service, alice, 'activateStrategyVersion', { cloneId, versionId: small, expectedActivation: 2 });
    await applyFacts(service, { ...grant, kind: 'REVOKED' });
    const again = await move(service, alice, 'activateStrategyVersion', {
      cloneId,
      versionId: large,
      expectedActivation: 3,
    });
    expect(again).toMatchObject({ changed: false, errors: ['ENTITLEMENT_EXCEEDED input.versionId'] });
    expect(await move(service, alice, 'setPaused', { cloneId, paused: true, expectedActivation: 3 })).toMatchObject({
      changed: true,
    });
  });
});

describe('a paused clone', () => {
  it('stays paused when another version is published or activated, and is ready once it is resumed', async () => {
    const { cloneId, first } = await twoVersions();
    const readiness = async () =>
      (
        await service.ask(engine, 'query($id: ID!) { clone(id: $id) { readiness { ready blockers activation } } }', {
          id: cloneId,
        })
      ).data.clone.readiness;
    await move(service, alice, 'setPaused', { cloneId, paused: true, expectedActivation: 2 });
    await move(service, alice, 'activateStrategyVersion', { cloneId, versionId: first, expectedActivation: 3 });
    await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, 2, sampleGraph('Third.')));
    expect(await readiness()).toEqual({ ready: false, blockers: ['PAUSED'], activation: 5 });
    await move(service, alice, 'setPaused', { cloneId, paused: false, expectedActivation: 5 });
    expect(await readiness()).toEqual({ ready: true, blockers: [], activation: 6 });
    const history = await wholeHistory(service, alice, cloneId, 2);
    expect(history.map(({ cause, paused }) => `${cause} ${paused}`)).toEqual([
      'PUBLISHED false',
      'PUBLISHED false',
      'PAUSED true',
      'ACTIVATED true',
      'PUBLISHED true',
      'RESUMED false',
    ]);
  });
});

describe('what was active at an instant', () => {
  it('is refused for one to come, and is nothing before the first version', async () => {
    const { cloneId } = await twoVersions();
    const ask = (at: string) =>
      service.ask(engine, 'query($id: ID!, $at: DateTime!) { clone(id: $id) { strategyVersionAt(at: $at) { id } } }', {
        id: cloneId,
        at,
      });
    const future = await ask(new Date(Date.now() + 60_000).toISOString());
    expect(future.errors.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'BAD_USER_INPUT clone.strategyVersionAt',
    ]);
    expect(future.data).toEqual({ clone: { strategyVersionAt: null } });
    for (const before of ['1970-01-01T00:00:00Z', '2001-01-01T00:00:00+02:00'])
      expect(await ask(before)).toEqual({ data: { clone: { strategyVersionAt: null } }, errors: [] });
  });

  it('of a hundred clones is one statement', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await twoVersions()).cloneId));
    const at = new Date().toISOString();
    const statements = await service.statementsOf(async () => {
      const { data, errors } = await service.ask(
        engine,
        'query($ids: [ID!]!, $at: DateTime!) { clones(ids: $ids) { strategyVersionAt(at: $at) { id number } } }',
        { ids: Array.from({ length: 100 }, (_, index) => ids[index % ids.length]), at },
      );
      expect(errors).toEqual([]);
      expect(
        data.clones.map((clone: { strategyVersionAt: { number: number } }) => clone.strategyVersionAt.number),
      ).toEqual(Array.from({ length: 100 }, () => 2));
    });
    expect(statements.filter((sql) => sql.includes('isToCome'))).toHaveLength(1);
  });
});
