import { describe, expect, it } from 'vitest';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { codesOf, moderate, setStatus } from '../profile/operate.ts';

const service = startTestService();
const alice = user('alice');
const row = (id: string) => service.database.client.clone.findUniqueOrThrow({ where: { id } });
const changes = async (cloneId: string) =>
  (
    await service.database.client.auditEvent.findMany({
      where: { cloneId, action: 'status.changed' },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ actorKind, actor, details }) => `${actorKind} ${actor} ${details}`);
const isListed = async (id: string): Promise<boolean> =>
  (await service.ask(nobody, '{ publicClones(first: 100) { nodes { id } } }')).data.publicClones.nodes.some(
    (node: { id: string }) => node.id === id,
  );

describe('a row status', () => {
  const statuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED'];

  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))(
    'from %s to %s changes, stays or is refused',
    async (from, to) => {
      const cloneId = await createClone(service, alice, { name: 'Fox' });
      await setStatus(service, cloneId, from, 'to begin with');
      const [before, rows] = [await row(cloneId), await changes(cloneId)];
      const payload = await setStatus(service, cloneId, to, ' seen ');
      if (from === 'ARCHIVED' && to === 'SUSPENDED') expect(codesOf(payload)).toEqual(['INVALID_INPUT input.status']);
      else expect(payload).toMatchObject({ clone: { status: to }, errors: [] });
      if (from === to || payload.errors.length > 0) {
        expect([await row(cloneId), await changes(cloneId)]).toEqual([before, rows]);
      } else {
        expect(await changes(cloneId)).toEqual([
          ...rows,
          `OPERATOR root {"before":"${from}","after":"${to}","reason":" seen "}`,
        ]);
      }
    },
  );

  it.each([
    ['empty', ''],
    ['blank', ' \t\n'],
    ['too long', 'x'.repeat(501)],
    ['with NUL', 'a\0'],
    ['with a lone surrogate', '\uDC00'],
  ])('needs a reason that is not %s', async (_, reason) => {
    const cloneId = await createClone(service, alice);
    expect(codesOf(await setStatus(service, cloneId, 'SUSPENDED', reason))).toEqual(['INVALID_INPUT input.reason']);
    expect(codesOf(await setStatus(service, cloneId, 'ACTIVE', reason))).toEqual(['INVALID_INPUT input.reason']);
    expect((await row(cloneId)).status).toBe('ACTIVE');
  });

  it('reports all errors at once', async () => {
    const cloneId = await createClone(service, alice);
    await setStatus(service, cloneId, 'ARCHIVED');
    expect(codesOf(await setStatus(service, cloneId, 'SUSPENDED', ''))).toEqual([
      'INVALID_INPUT input.reason',
      'INVALID_INPUT input.status',
    ]);
  });

  it('of a missing clone is NOT_FOUND', async () => {
    for (const id of ['01900000-0000-7000-8000-00000000dead', 'nothing'])
      expect(await setStatus(service, id, 'ACTIVE')).toMatchObject({ clone: null, errors: [{ code: 'NOT_FOUND' }] });
  });
});

describe.each(['SUSPENDED', 'ARCHIVED'])('a clone that is %s', (status) => {
  const mutation = async (name: string, type: string, input: Record<string, unknown>) => {
    const { data, errors } = await service.ask(
      alice,
      `mutation($input: ${type}!) { ${name}(input: $input) { errors { code path } } }`,
      { input },
    );
    expect(errors).toEqual([]);
    return codesOf(data[name]);
  };

  it('refuses every creator mutation, whatever else is wrong with it, and keeps its drafts', async () => {
    const { cloneId, versionId } = await createPublishedClone(service, alice, 'Fox');
    await setStatus(service, cloneId, status);
    const before = await row(cloneId);
    const refused = ['CLONE_NOT_ACTIVE input.cloneId'];
    expect(
      await mutation('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, name: '', expectedRevision: 9 }),
    ).toEqual(refused);
    expect(await mutation('selectModel', 'SelectModelInput', { cloneId, modelId: 'no-model' })).toEqual(refused);
    expect(
      await mutation('saveStrategyDraft', 'SaveStrategyDraftInput', {
        cloneId,
        expectedRevision: 9,
        graph: sampleGraph(),
      }),
    ).toEqual(refused);
    expect(
      await mutation('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 9 }),
    ).toEqual(refused);
    expect(
      await mutation('restoreStrategyVersion', 'RestoreStrategyVersionInput', {
        cloneId,
        expectedRevision: 9,
        versionId,
      }),
    ).toEqual(refused);
    expect(
      await mutation('revertStrategyDraft', 'RevertStrategyDraftInput', {
        cloneId,
        expectedRevision: 9,
        toRevision: 9,
      }),
    ).toEqual(refused);
    expect(
      await mutation('publishStrategy', 'PublishStrategyInput', {
        cloneId,
        expectedRevision: 9,
        note: 'x'.repeat(501),
      }),
    ).toEqual(refused);
    expect(await row(cloneId)).toEqual(before);
  });

  it('still returns the original result for a replayed idempotency key', async () => {
    const creation = { name: 'Fox', modelId: 'swift-1', idempotencyKey: `create ${status}` };
    const cloneId = await createClone(service, alice, creation);
    const revision = await saveDraft(service, alice, cloneId);
    const versionId = await publish(service, alice, cloneId, revision, { idempotencyKey: 'publish' });
    await setStatus(service, cloneId, status);
    expect(await createClone(service, alice, creation)).toBe(cloneId);
    expect(await publish(service, alice, cloneId, revision, { idempotencyKey: 'publish' })).toBe(versionId);
    expect(
      await mutation('publishStrategy', 'PublishStrategyInput', {
        cloneId,
        expectedRevision: revision,
        idempotencyKey: 'publish',
        note: 'other',
      }),
    ).toEqual(['IDEMPOTENCY_KEY_REUSED input.idempotencyKey']);
    expect(
      await mutation('publishStrategy', 'PublishStrategyInput', {
        cloneId,
        expectedRevision: revision,
        idempotencyKey: 'new',
      }),
    ).toEqual(['CLONE_NOT_ACTIVE input.cloneId']);
  });

  it('is not in the directory but can be read by id and settled by runtimes, and is listed again once it is ACTIVE', async () => {
    const { cloneId, versionId } = await createPublishedClone(service, alice, 'Fox');
    expect(await isListed(cloneId)).toBe(true);
    await setStatus(service, cloneId, status);
    expect(await isListed(cloneId)).toBe(false);
    const query =
      'query($id: ID!) { clone(id: $id) { publicProfile { name } lifecycle { setup { complete } } activeStrategyVersion { id graph { assets { blockId } } contentHash } readiness { ready blockers strategyVersionId } acceptsChanges status } }';
    const { data } = await service.ask(serviceCaller('strategy:read', 'clone:read'), query, { id: cloneId });
    expect(data.clone).toMatchObject({
      publicProfile: { name: status === 'ARCHIVED' ? 'Fox' : null },
      lifecycle: { setup: { complete: true } },
      activeStrategyVersion: { id: versionId, graph: { assets: [{ blockId: 'majors' }] } },
      readiness: { ready: false, blockers: ['CLONE_NOT_ACTIVE'], strategyVersionId: null },
      status,
    });
    const owners = await service.ask(
      alice,
      '{ myClones(first: 100) { nodes { id acceptsChanges publicProfile { name } } } }',
    );
    expect(owners.data.myClones.nodes).toContainEqual({
      id: cloneId,
      acceptsChanges: false,
      publicProfile: { name: 'Fox' },
    });
    await setStatus(service, cloneId, 'ACTIVE');
    expect(await isListed(cloneId)).toBe(true);
    expect(await mutation('selectModel', 'SelectModelInput', { cloneId, modelId: 'swift-2' })).toEqual([]);
  });

  it('keeps its status through moderation', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    await setStatus(service, cloneId, status);
    expect(await moderate(service, cloneId, 1, 'APPROVE')).toMatchObject({ clone: { status }, errors: [] });
  });
});
