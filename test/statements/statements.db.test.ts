import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { untilSettled } from '../events/settled.ts';
import { createClone, createPublishedClone, publish, saveDraft, storeClones, storeVersions } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { nobody, service as serviceCaller, startTestService, user, type Answer } from '../startTestService.ts';

/**
 * Every list loads in a constant number of SQL statements, whatever its length: operation -> statements. A write costs
 * three: one locks and gets the time, one reads what the action needs, one writes. Before that, the access check reads the
 * clone's owner.
 */
const service = startTestService();
const alice = user('alice');
const engine = serviceCaller('clone:read', 'strategy:read');
const operator = user('root', 'clone:admin', 'clone:moderate');
const economy = serviceCaller('entitlement:write');

let ids: string[];
let versionIds: string[];

// On a busy machine a response that takes long gives way to others, and its loaders then send one batch more.
beforeAll(() => {
  const idle = vi.spyOn(process, 'threadCpuUsage').mockReturnValue({ user: 0, system: 0 });
  return () => idle.mockRestore();
});

beforeAll(async () => {
  ids = await storeClones(
    service.database.client,
    Array.from({ length: 100 }, (_, index) => ({ name: `Listed ${index}` })),
  );
  await storeClones(
    service.database.client,
    Array.from({ length: 60 }, (_, index) => ({ name: `Of owner ${index}`, ownerId: `owner-${index % 50}` })),
  );
  versionIds = await storeVersions(service.database.client, ids, 2);
  await service.database.client
    .$executeRaw`UPDATE clone_strategy_drafts SET revision = revision + 1, cause = 'DISCARDED'`;
  await service.database.client.clone.updateMany({
    where: { id: { in: ids } },
    data: { waitingSince: new Date('2026-01-01T00:00:00Z') },
  });
  await service.database.client.auditEvent.createMany({
    data: ids.map((cloneId) => ({
      id: newId(),
      cloneId,
      sequence: 1,
      action: 'strategy.published',
      actorKind: 'OWNER',
      actor: 'alice',
      at: new Date('2026-01-01T00:00:00Z'),
      details: '{"number":2}',
    })),
  });
  await untilSettled(service.database.reader);
});

async function cost(ask: () => Promise<Answer>): Promise<number> {
  return service.countStatements(async () => expect((await ask()).errors).toEqual([]));
}

const whole = `id owner { id } publicProfile { name capabilitySignals { kind } } publicProfileDraft { revision } createdAt updatedAt model { modelId } acceptsChanges
  lifecycle { setup { complete } state } activeStrategyVersion { id number isActive model { modelId } contentHash note clone { id } }`;

type Variables = Record<string, unknown>;

const lists: readonly [
  operation: string,
  statements: number,
  query: string,
  variables: (count: number) => Variables,
  caller?: typeof alice,
][] = [
  [
    'clones(ids) with profile, lifecycle and active version',
    2,
    `query($ids: [ID!]!) { clones(ids: $ids) { ${whole} } }`,
    (n) => ({ ids: ids.slice(0, n) }),
  ],
  [
    'clones(ids) without a token',
    1,
    'query($ids: [ID!]!) { clones(ids: $ids) { id publicProfile { name } lifecycle { setup { complete } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    nobody,
  ],
  [
    'clones(ids) that are all missing',
    1,
    'query($ids: [ID!]!) { clones(ids: $ids) { id } }',
    (n) => ({ ids: Array.from({ length: n }, newId) }),
  ],
  [
    'clones(ids) with invalid ids',
    0,
    'query($ids: [ID!]!) { clones(ids: $ids) { id } }',
    (n) => ({ ids: Array.from({ length: n }, (_, index) => `no-id-${index}`) }),
  ],
  [
    'myClones',
    1,
    'query($n: Int) { myClones(first: $n) { nodes { id publicProfile { name } model { modelId } } pageInfo { hasNextPage } } }',
    (n) => ({ n }),
  ],
  [
    'publicClones',
    1,
    'query($n: Int) { publicClones(first: $n) { edges { cursor node { id publicProfile { name } owner { id } } } } }',
    (n) => ({ n }),
    nobody,
  ],
  [
    'publicClones with search',
    1,
    'query($n: Int) { publicClones(first: $n, search: "listed") { nodes { id publicProfile { name } } } }',
    (n) => ({ n }),
    nobody,
  ],
  [
    'clones nested under the owners of clones',
    2,
    'query($n: Int) { publicClones(first: $n) { nodes { id owner { id clones(first: 2) { nodes { id publicProfile { name } } } } } } }',
    (n) => ({ n }),
    nobody,
  ],
  [
    'users by _entities, with their clones',
    1,
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on User { clones(first: 5) { nodes { id } } } } }',
    (n) => ({ r: Array.from({ length: n }, (_, index) => ({ __typename: 'User', id: `owner-${index}` })) }),
    nobody,
  ],
  [
    'strategyVersions nested under clones',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { strategyVersions(first: 5) { nodes { id number isActive publishedAt } pageInfo { endCursor } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
  ],
  [
    'strategyVersions(ids) with content',
    3,
    'query($ids: [ID!]!) { strategyVersions(ids: $ids) { id number graph { assets { symbols } } layout } }',
    (n) => ({ ids: versionIds.slice(0, n) }),
  ],
  [
    'changesSince of versions',
    5,
    'query($ids: [ID!]!) { strategyVersions(ids: $ids) { changesSince { subjectId } } }',
    (n) => ({ ids: versionIds.slice(0, n) }),
  ],
  [
    'readiness of clones, with the version to pin',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { activeStrategyVersionId readiness { ready blockers strategyVersionId } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'what was live of clones at an instant',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { strategyVersionAt(at: "2026-06-01T00:00:00Z") { number } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'what is live of clones, with the version and readiness',
    4,
    'query($ids: [ID!]!) { clones(ids: $ids) { activation { sequence at version { number isActive } } readiness { activation } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'activations of clones, with their versions',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { activations(first: 5) { nodes { sequence until version { number } } pageInfo { endCursor } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'entitlements of clones',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { entitlement { maxAssets violations { limit } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'entitlements of clones, with their grants',
    4,
    'query($ids: [ID!]!) { clones(ids: $ids) { entitlement { maxAssets grants { grantId } violations { limit } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    engine,
  ],
  [
    'the moderation queue',
    1,
    'query($n: Int) { moderationQueue(first: $n) { nodes { id publicProfileDraft { name waitingSince moderationReason } } pageInfo { endCursor } } }',
    (n) => ({ n }),
    operator,
  ],
  [
    'operatorClones',
    1,
    'query($n: Int) { operatorClones(first: $n) { nodes { id status publicProfileDraft { name } } } }',
    (n) => ({ n }),
    operator,
  ],
  [
    'operatorClones by a name',
    1,
    'query($n: Int) { operatorClones(first: $n, filter: { search: "listed" }) { nodes { id publicProfileDraft { name } } } }',
    (n) => ({ n }),
    operator,
  ],
  [
    'operatorClones with every filter, readiness, grants and trail',
    5,
    'query($n: Int) { operatorClones(first: $n, filter: { ownerId: "alice", status: ACTIVE, moderationStatus: PENDING, search: "listed" }) { nodes { id readiness { blockers } entitlement { grants { grantId } } auditTrail(first: 3) { nodes { action } } } } }',
    (n) => ({ n }),
    operator,
  ],
  [
    'events, with the clones and versions of now',
    4,
    'query($n: Int) { cloneEvents(first: $n) { nodes { kind clone { publicProfile { name } } strategyVersion { number } } continueFrom hasMore pending } }',
    (n) => ({ n }),
    engine,
  ],
  [
    'audit trails of clones',
    2,
    'query($ids: [ID!]!) { clones(ids: $ids) { auditTrail { nodes { sequence actor details } pageInfo { hasNextPage } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
    operator,
  ],
  [
    'publishing blockers of clones, for operators',
    4,
    'query($n: Int) { operatorClones(first: $n) { nodes { publishBlockers { code issueCodes } } } }',
    (n) => ({ n }),
    operator,
  ],
  [
    'checkpoints of drafts, without their content',
    3,
    'query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { revision checkpoints(first: 5) { nodes { revision savedAt reason } pageInfo { endCursor } } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
  ],
  [
    'checkpoints of drafts, with what reverting would change',
    5,
    'query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { revision checkpoints(first: 5) { nodes { revision layout changesToDraft { subjectId } } } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
  ],
  [
    'drafts of clones with everything derived',
    5,
    'query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { revision graph { assets { blockId } } validation { publishable } publishBlockers { code } hasUnpublishedChanges changesSinceActive { subjectId } } } }',
    (n) => ({ ids: ids.slice(0, n) }),
  ],
];

describe.each(lists)('%s', (_, statements, query, variables, caller = alice) => {
  it.each([1, 5, 50])(`costs ${statements} statements for a list of %i`, async (count) => {
    expect(await cost(() => service.ask(caller, query, variables(count)))).toBe(statements);
  });
});

describe('_entities', () => {
  const summary = (cloneId: string) => ({
    __typename: 'LifecycleSummary',
    cloneId,
    auditionStatus: 'NONE',
    queueStatus: 'NONE',
    arenaStatus: 'NONE',
  });
  const fields =
    '__typename ... on LifecycleSummary { state nextAction unavailable setup { complete } } ... on Clone { publicProfile { name } activeStrategyVersion { number } } ... on StrategyVersion { number clone { id } } ... on User { id }';

  it('with 100 lifecycle summaries costs one statement', async () => {
    expect(
      await cost(() =>
        service.ask(nobody, `query($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, {
          r: ids.map(summary),
        }),
      ),
    ).toBe(1);
  });

  it('with 100 lifecycle summaries and their clones costs two', async () => {
    const withClones = '... on LifecycleSummary { state clone { publicProfile { name } } }';
    expect(
      await cost(() =>
        service.ask(nobody, `query($r: [_Any!]!) { _entities(representations: $r) { ${withClones} } }`, {
          r: ids.map(summary),
        }),
      ),
    ).toBe(2);
  });

  it('that repeats one entity a hundred times costs one statement', async () => {
    expect(
      await cost(() =>
        service.ask(nobody, `query($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, {
          r: ids.map(() => summary(ids[0] ?? '')),
        }),
      ),
    ).toBe(1);
  });

  it('of mixed types, in two aliased fields, costs one statement per kind of row', async () => {
    const r = ids.flatMap((id, index) => [
      summary(id),
      { __typename: 'Clone', id },
      { __typename: 'StrategyVersion', id: versionIds[index] },
      { __typename: 'User', id: 'alice' },
    ]);
    const query = `query($r: [_Any!]!) { a: _entities(representations: $r) { ${fields} } b: _entities(representations: $r) { ${fields} } }`;
    expect(await cost(() => service.ask(alice, query, { r }))).toBe(3);
  });
});

describe('a single read', () => {
  it('of a clone with its draft, validation and publish blockers costs three statements before anything is published', async () => {
    const cloneId = await createClone(service, alice, { name: 'Draft only' });
    const query =
      'query($id: ID!) { clone(id: $id) { strategyDraft { revision graph { assets { blockId } } validation { issues { code } } publishBlockers { code } } } }';
    expect(await cost(() => service.ask(alice, query, { id: cloneId }))).toBe(3);
  });

  it('of the catalog costs none', async () => {
    expect(await cost(() => service.ask(nobody, '{ strategyCatalog { version models { id } } }'))).toBe(0);
  });

  it('of the same clones by three fields of an operation costs one', async () => {
    const query =
      'query($id: ID!, $r: [_Any!]!) { clone(id: $id) { id } clones(ids: [$id, $id]) { id } _entities(representations: $r) { ... on Clone { createdAt } } }';
    expect(await cost(() => service.ask(nobody, query, { id: ids[0], r: [{ __typename: 'Clone', id: ids[0] }] }))).toBe(
      1,
    );
  });
});

describe('asked again', () => {
  const again = async (query: string, variables: Variables) => {
    const ask = () => service.ask(alice, query, variables);
    return (await cost(async () => (await ask(), ask()))) - (await cost(ask));
  };

  it('a list of clones reads the clones, but not their active versions, which never change', async () => {
    const [, , query, variables] = lists[0] ?? expect.fail();
    expect(await again(query, variables(50))).toBe(1);
  });

  it('a page of the directory is revalidated', async () => {
    expect(await again('{ publicClones(first: 50) { nodes { id publicProfile { name } } } }', {})).toBe(1);
  });

  it('a write does not read the owner of the clone, who never changes', async () => {
    const cloneId = await createClone(service, alice, { name: 'Renamed again' });
    let time = 0;
    const rename = () =>
      service.ask(
        alice,
        'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
        { input: { cloneId, name: `Renamed ${(time += 1)}` } },
      );
    const once = await cost(rename);
    expect((await cost(async () => (await rename(), rename()))) - once).toBe(3);
  });

  it('cached versions come with their clones’ current state', async () => {
    const { cloneId } = await createPublishedClone(service, alice, 'Shown again');
    const query =
      'query($id: ID!) { clone(id: $id) { activeStrategyVersion { number isActive clone { publicProfileDraft { name } } } } }';
    await service.ask(alice, query, { id: cloneId });
    const before = (await service.ask(alice, query, { id: cloneId })).data.clone.activeStrategyVersion;
    expect(before).toMatchObject({ number: 1, isActive: true, clone: { publicProfileDraft: { name: 'Shown again' } } });
    const rename =
      'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }';
    await service.ask(alice, rename, { input: { cloneId, name: 'Renamed' } });
    const after = (await service.ask(alice, query, { id: cloneId })).data.clone.activeStrategyVersion;
    expect(after).toMatchObject({ number: 1, isActive: true, clone: { publicProfileDraft: { name: 'Renamed' } } });
  });
});

describe('a batch of facts', () => {
  it.each([1, 50, 500])('costs eight statements for %i facts over as many clones as there are', async (count) => {
    const facts = Array.from({ length: count }, (_, index) => ({
      grantId: `${count} ${index}`,
      cloneId: ids[index % ids.length],
      kind: 'GRANTED',
      occurredAt: '2026-01-01T00:00:00Z',
      assets: 1,
    }));
    const query =
      'mutation($input: ApplyEntitlementFactsInput!) { applyEntitlementFacts(input: $input) { results { outcome } entitlements { maxAssets } errors { code } } }';
    expect(await cost(() => service.ask(economy, query, { input: { facts } }))).toBe(8);
    expect(await cost(() => service.ask(economy, query, { input: { facts } }))).toBe(5); // the same again
  });
});

describe('a mutation', () => {
  const mutation = (name: string, type: string) =>
    `mutation($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
  const write = async (name: string, type: string, input: Variables, caller = alice) =>
    service.countStatements(async () =>
      expect(await service.ask(caller, mutation(name, type), { input })).toEqual({
        data: { [name]: { errors: [] } },
        errors: [],
      }),
    );

  it('costs a fixed number of statements, and fewer when it changes nothing', async () => {
    const cloneId = await createClone(service, alice, { name: 'Written' });
    const creation = { name: 'Counted', idempotencyKey: 'k', modelId: 'swift-1' };
    const profile = { cloneId, name: 'Other' };
    const draft = { cloneId, expectedRevision: 0, graph: sampleGraph() };
    const publication = { cloneId, expectedRevision: 1, idempotencyKey: 'p' };
    const costs = {
      creation: await write('createClone', 'CreateCloneInput', creation),
      creationRepeated: await write('createClone', 'CreateCloneInput', creation),
      profile: await write('updatePublicProfile', 'UpdatePublicProfileInput', profile),
      profileUnchanged: await write('updatePublicProfile', 'UpdatePublicProfileInput', profile),
      model: await write('selectModel', 'SelectModelInput', { cloneId, modelId: 'swift-1' }),
      modelUnchanged: await write('selectModel', 'SelectModelInput', { cloneId, modelId: 'swift-1' }),
      draft: await write('saveStrategyDraft', 'SaveStrategyDraftInput', draft),
      draftUnchanged: await write('saveStrategyDraft', 'SaveStrategyDraftInput', draft),
      publication: await write('publishStrategy', 'PublishStrategyInput', publication),
      publicationRepeated: await write('publishStrategy', 'PublishStrategyInput', publication),
      publicationUnchanged: await write('publishStrategy', 'PublishStrategyInput', { cloneId, expectedRevision: 1 }),
      pause: await write('setPaused', 'SetPausedInput', { cloneId, paused: true, expectedActivation: 1 }),
      pauseUnchanged: await write('setPaused', 'SetPausedInput', { cloneId, paused: true, expectedActivation: 1 }),
      draftAgain: await write('saveStrategyDraft', 'SaveStrategyDraftInput', {
        ...draft,
        expectedRevision: 1,
        graph: sampleGraph('Again.'),
      }),
      discard: await write('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 2 }),
      discardUnchanged: await write('discardStrategyDraft', 'DiscardStrategyDraftInput', {
        cloneId,
        expectedRevision: 3,
      }),
      revert: await write('revertStrategyDraft', 'RevertStrategyDraftInput', {
        cloneId,
        toRevision: 2,
        expectedRevision: 3,
      }),
      mergedSave: await write('saveStrategyDraft', 'SaveStrategyDraftInput', {
        cloneId,
        expectedRevision: 1,
        graph: { ...sampleGraph(), connections: [] },
        base: { graph: sampleGraph() },
      }),
      decision: await write(
        'moderatePublicProfile',
        'ModeratePublicProfileInput',
        { cloneId, expectedRevision: 2, decision: 'APPROVE' },
        operator,
      ),
      decisionUnchanged: await write(
        'moderatePublicProfile',
        'ModeratePublicProfileInput',
        { cloneId, expectedRevision: 2, decision: 'APPROVE' },
        operator,
      ),
      status: await write(
        'setCloneStatus',
        'SetCloneStatusInput',
        { cloneId, status: 'SUSPENDED', reason: 'x' },
        operator,
      ),
      statusUnchanged: await write(
        'setCloneStatus',
        'SetCloneStatusInput',
        { cloneId, status: 'SUSPENDED', reason: 'x' },
        operator,
      ),
    };
    expect(costs).toEqual({
      creation: 3,
      creationRepeated: 2,
      profile: 4,
      profileUnchanged: 3,
      model: 4,
      modelUnchanged: 3,
      draft: 4,
      draftUnchanged: 3,
      publication: 4,
      publicationRepeated: 3,
      publicationUnchanged: 3,
      pause: 4,
      pauseUnchanged: 3,
      draftAgain: 4,
      discard: 4,
      discardUnchanged: 3,
      revert: 4,
      mergedSave: 4,
      decision: 4,
      decisionUnchanged: 3,
      status: 4,
      statusUnchanged: 3,
    });
  });

  it('returns the clone, the draft, the version and the activation that it wrote without further statements', async () => {
    const rows =
      'clone { id updatedAt model { modelId } publicProfileDraft { name revision } strategyDraft { revision updatedAt graph { assets { blockId } } }';
    const answered = async (name: string, type: string, input: Variables, selection: string) =>
      cost(() =>
        service.ask(alice, `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code } } }`, {
          input,
        }),
      );
    const cloneId = await createClone(service, alice, { name: 'Answered', modelId: 'swift-1' });
    expect(await answered('createClone', 'CreateCloneInput', { name: 'Answered too' }, `${rows} }`)).toBe(3);
    const draft = { cloneId, expectedRevision: 0, graph: sampleGraph() };
    expect(
      await answered('saveStrategyDraft', 'SaveStrategyDraftInput', draft, `${rows} } strategyDraft { revision }`),
    ).toBe(4);
    const version = 'strategyVersion { id number contentHash isActive publishedAt note }';
    const publication = { cloneId, expectedRevision: 1 };
    expect(
      await answered(
        'publishStrategy',
        'PublishStrategyInput',
        publication,
        `${version} ${rows} activeStrategyVersion { number } }`,
      ),
    ).toBe(4);
    const pause = { cloneId, paused: true, expectedActivation: 1 };
    const activation = 'activation { sequence cause reason at until } clone { activeStrategyVersionId }';
    expect(await answered('setPaused', 'SetPausedInput', pause, activation)).toBe(4);
  });

  it('costs the same however much data there is', async () => {
    const { cloneId } = await createPublishedClone(service, alice, 'Many versions');
    const publishNext = async (round: number) => {
      const revision = await saveDraft(service, alice, cloneId, round, sampleGraph(`Round ${round}.`));
      return service.countStatements(() => publish(service, alice, cloneId, revision));
    };
    const costs: number[] = [];
    for (let round = 1; round <= 10; round += 1) costs.push(await publishNext(round));
    expect(new Set(costs).size).toBe(1);
  });
});
