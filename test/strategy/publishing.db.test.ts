import { describe, expect, it } from 'vitest';
import { createClone } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');
const bob = user('bob');

const draftFields =
  'revision layout hasUnpublishedChanges graph { dataStreams { blockId interval parameters } tradingPrompts { prompt } } changesSinceActive { kind subject subjectId }';
const saveDocument = `mutation($input: SaveStrategyDraftInput!) { done: saveStrategyDraft(input: $input) { strategyDraft { ${draftFields} } errors { code path } } }`;
const discardDocument = `mutation($input: DiscardStrategyDraftInput!) { done: discardStrategyDraft(input: $input) { strategyDraft { ${draftFields} } errors { code path } } }`;
const restoreDocument = `mutation($input: RestoreStrategyVersionInput!) { done: restoreStrategyVersion(input: $input) { strategyDraft { ${draftFields} } clone { activeStrategyVersionId strategyVersions { nodes { id } } } errors { code path } } }`;
const publishDocument =
  'mutation($input: PublishStrategyInput!) { done: publishStrategy(input: $input) { created strategyVersion { id number isActive note } validation { issues { code } } strategyDraft { changesSinceActive { subjectId } } errors { code path } } }';

type Input = Record<string, unknown>;
const run =
  (document: string, caller = alice) =>
  async (input: Input) =>
    (await service.ask(caller, document, { input })).data.done;
const [save, discard, restore, publish] = [saveDocument, discardDocument, restoreDocument, publishDocument].map(
  (document) => run(document),
) as [ReturnType<typeof run>, ReturnType<typeof run>, ReturnType<typeof run>, ReturnType<typeof run>];

const newClone = () => createClone(service, alice, { name: 'Momentum', modelId: 'swift-1' });
const codes = ({ errors }: { errors: { code: string; path: string[] }[] }) =>
  errors.map(({ code, path }) => `${code} ${path.join('.')}`);

async function rowsOf(cloneId: string) {
  const { client } = service.database;
  const [versions, audit] = await Promise.all([
    client.strategyVersion.count({ where: { cloneId } }),
    client.auditEvent.count({ where: { cloneId } }),
  ]);
  return { versions, audit };
}

describe('saving a draft', () => {
  it('needs the current revision, and returns the current draft if another is sent', async () => {
    const cloneId = await newClone();
    expect((await save({ cloneId, expectedRevision: 0, graph: sampleGraph('one') })).strategyDraft.revision).toBe(1);
    const late = await save({ cloneId, expectedRevision: 0, graph: sampleGraph('two') });
    expect(codes(late)).toEqual(['REVISION_CONFLICT input.expectedRevision']);
    expect(late.strategyDraft.graph.tradingPrompts).toEqual([{ prompt: 'one' }]);
  });

  it('without a change succeeds with any revision, keeps the revision, and writes nothing', async () => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph(), layout: { x: 1, y: 2 } });
    const before = await rowsOf(cloneId);
    const { assets, ...rest } = sampleGraph();
    const again = await save({ cloneId, expectedRevision: 99, graph: { assets, ...rest }, layout: { y: 2, x: 1 } });
    expect([codes(again), again.strategyDraft.revision]).toEqual([[], 1]);
    expect(await rowsOf(cloneId)).toEqual(before);
  });

  it('keeps a layout that is left out, and removes one that is null', async () => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph('a'), layout: { x: 1 } });
    expect((await save({ cloneId, expectedRevision: 1, graph: sampleGraph('b') })).strategyDraft.layout).toEqual({
      x: 1,
    });
    expect(
      (await save({ cloneId, expectedRevision: 2, graph: sampleGraph('b'), layout: null })).strategyDraft.layout,
    ).toBeNull();
  });

  it('lets one of many simultaneous calls with the same revision win', async () => {
    const cloneId = await newClone();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => save({ cloneId, expectedRevision: 0, graph: sampleGraph(`writer ${n}`) })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes).filter((code) => code.startsWith('REVISION_CONFLICT'))).toHaveLength(11);
  });

  it('that exceeds the entitlement is refused only if it uses more than before', async () => {
    const cloneId = await newClone();
    const withSymbols = (count: number) => ({
      ...sampleGraph(),
      assets: [{ blockId: 'majors', symbols: Array.from({ length: count }, (_, n) => `S${n}`) }],
    });
    expect(codes(await save({ cloneId, expectedRevision: 0, graph: withSymbols(6) }))).toEqual([
      'ENTITLEMENT_EXCEEDED input.graph.assets',
    ]);
    const stored = JSON.stringify({ ...withSymbols(8), dataStreams: [] });
    await service.database.client.strategyDraft.update({ where: { cloneId }, data: { graph: stored, revision: 1 } });
    expect(codes(await save({ cloneId, expectedRevision: 1, graph: withSymbols(7) }))).toEqual([]);
    expect(codes(await save({ cloneId, expectedRevision: 2, graph: withSymbols(8) }))).toEqual([
      'ENTITLEMENT_EXCEEDED input.graph.assets',
    ]);
  });
});

describe('publishing', () => {
  it('a draft that equals the active version returns that version, even with another note', async () => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph() });
    const first = await publish({ cloneId, expectedRevision: 1, note: 'first' });
    const before = await rowsOf(cloneId);
    const again = await publish({ cloneId, expectedRevision: 1, note: 'second' });
    expect(again).toMatchObject({
      created: false,
      errors: [],
      strategyVersion: { id: first.strategyVersion.id, note: 'first' },
    });
    expect(await rowsOf(cloneId)).toEqual(before);
  });

  it('an unfinished draft reports everything that is missing and makes no version', async () => {
    const cloneId = await createClone(service, alice, {});
    const before = await rowsOf(cloneId);
    const refused = await publish({ cloneId, expectedRevision: 0 });
    expect(codes(refused)).toEqual(['STRATEGY_INVALID input.cloneId']);
    expect(refused.validation.issues).toEqual([{ code: 'EMPTY_GRAPH' }, { code: 'MISSING_MODEL' }]);
    expect(await rowsOf(cloneId)).toEqual(before);
  });

  it('with a used key returns the same version however much later, and changes nothing; with another note it is an error', async () => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph('one') });
    const input = { cloneId, expectedRevision: 1, idempotencyKey: 'p1' };
    const one = await publish(input);
    await save({ cloneId, expectedRevision: 1, graph: sampleGraph('two') });
    const two = await publish({ cloneId, expectedRevision: 2, idempotencyKey: 'p2' });
    const before = await rowsOf(cloneId);
    expect(await publish(input)).toMatchObject({
      created: false,
      errors: [],
      strategyVersion: { id: one.strategyVersion.id, number: 1, isActive: false },
    });
    expect(codes(await publish({ ...input, note: 'other' }))).toEqual(['IDEMPOTENCY_KEY_REUSED input.idempotencyKey']);
    expect(await rowsOf(cloneId)).toEqual(before);
    const { data } = await service.ask(alice, 'query($id: ID!) { clone(id: $id) { activeStrategyVersionId } }', {
      id: cloneId,
    });
    expect(data.clone.activeStrategyVersionId).toBe(two.strategyVersion.id);
  });

  it('by many at once makes numbers without gaps or duplicates', async () => {
    const cloneId = await newClone();
    for (let revision = 0; revision < 3; revision += 1) {
      await save({ cloneId, expectedRevision: revision, graph: sampleGraph(`round ${revision}`) });
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => publish({ cloneId, expectedRevision: revision + 1 })),
      );
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(answers.map(({ strategyVersion }) => strategyVersion.number))).toEqual(new Set([revision + 1]));
    }
  });
});

describe('publishing a draft that differs in its layout alone', () => {
  it('makes no version, and leaves the draft as the creator drew it', async () => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph(), layout: { x: 1 } });
    const first = await publish({ cloneId, expectedRevision: 1 });
    await save({ cloneId, expectedRevision: 1, graph: sampleGraph(), layout: { x: 2 } });
    const again = await publish({ cloneId, expectedRevision: 2, note: 'Moved a block.' });
    expect(again).toMatchObject({
      created: false,
      strategyVersion: { number: first.strategyVersion.number },
      errors: [],
    });
    const { data } = await service.ask(
      alice,
      `query($id: ID!) { clone(id: $id) { publishBlockers { code } activation { sequence }
        strategyDraft { revision layout hasUnpublishedChanges publishBlockers { code } } activeStrategyVersion { number layout } } }`,
      { id: cloneId },
    );
    expect(data.clone).toEqual({
      publishBlockers: [],
      activation: { sequence: 1 },
      strategyDraft: { revision: 2, layout: { x: 2 }, hasUnpublishedChanges: false, publishBlockers: [] },
      activeStrategyVersion: { number: 1, layout: { x: 1 } },
    });
  });
});

describe('an idempotency key', () => {
  it('belongs to its caller, its operation and its clone', async () => {
    const create = async (caller: typeof alice) =>
      (
        await service.ask(
          caller,
          'mutation($input: CreateCloneInput!) { createClone(input: $input) { created clone { id owner { id } } errors { code } } }',
          { input: { idempotencyKey: '1', name: 'Same', modelId: 'swift-1' } },
        )
      ).data.createClone;
    const [ofAlice, ofBob, again] = [await create(alice), await create(bob), await create(alice)];
    expect([ofAlice.clone.owner.id, ofBob.clone.owner.id]).toEqual(['alice', 'bob']);
    expect(again).toEqual({ ...ofAlice, created: false });
    const other = await newClone();
    for (const cloneId of [ofAlice.clone.id, other]) {
      await save({ cloneId, expectedRevision: 0, graph: sampleGraph() });
      expect(await publish({ cloneId, expectedRevision: 1, idempotencyKey: '1' })).toMatchObject({
        created: true,
        errors: [],
      });
    }
  });
});

describe('text that can’t be stored, beside an idempotency key,', () => {
  const create = async (input: Input) =>
    (
      await service.ask(
        alice,
        'mutation($input: CreateCloneInput!) { done: createClone(input: $input) { errors { code path } } }',
        { input },
      )
    ).data.done;

  it.each([
    ['NUL', 'a\0'],
    ['half a surrogate pair', 'a\uD800'],
  ])('is refused as it is without a key, and leaves the key unused: %s', async (_, text) => {
    const cloneId = await newClone();
    await save({ cloneId, expectedRevision: 0, graph: sampleGraph() });
    const key = { idempotencyKey: `bad ${text.length} ${text.charCodeAt(1)}` };
    expect(codes(await publish({ cloneId, expectedRevision: 1, note: text, ...key }))).toEqual([
      'INVALID_INPUT input.note',
    ]);
    expect(await publish({ cloneId, expectedRevision: 1, note: 'good', ...key })).toMatchObject({
      created: true,
      errors: [],
    });
    expect(codes(await publish({ cloneId, expectedRevision: 1, note: text, ...key }))).toEqual([
      'IDEMPOTENCY_KEY_REUSED input.idempotencyKey',
    ]);
    expect(codes(await create({ name: text, ...key }))).toEqual(['INVALID_INPUT input.name']);
    expect(codes(await create({ description: text, ...key }))).toEqual(['INVALID_INPUT input.description']);
    expect(codes(await create({ modelId: text, ...key }))).toEqual(['NOT_FOUND input.modelId']);
  });
});

describe('discarding and restoring', () => {
  it('replace graph and layout as a whole, keep absent fields absent, and change neither versions nor the active one', async () => {
    const cloneId = await newClone();
    const bare = {
      ...sampleGraph('one'),
      dataStreams: [{ blockId: 'candles', stream: 'news', parameters: { hours: 1 } }],
    };
    await save({ cloneId, expectedRevision: 0, graph: bare });
    const first = (await publish({ cloneId, expectedRevision: 1 })).strategyVersion.id;
    await save({ cloneId, expectedRevision: 1, graph: sampleGraph('two'), layout: { x: 1 } });
    const second = (await publish({ cloneId, expectedRevision: 2 })).strategyVersion.id;
    const restored = await restore({ cloneId, versionId: first, expectedRevision: 2 });
    expect(restored.strategyDraft).toMatchObject({
      revision: 3,
      layout: null,
      graph: {
        dataStreams: [{ blockId: 'candles', interval: null, parameters: { hours: 1 } }],
        tradingPrompts: [{ prompt: 'one' }],
      },
    });
    expect(restored.strategyDraft.changesSinceActive.length).toBeGreaterThan(0);
    expect(restored.clone).toEqual({
      activeStrategyVersionId: second,
      strategyVersions: { nodes: [{ id: second }, { id: first }] },
    });
    const discarded = await discard({ cloneId, expectedRevision: 3 });
    expect(discarded.strategyDraft).toMatchObject({
      revision: 4,
      layout: { x: 1 },
      hasUnpublishedChanges: false,
      changesSinceActive: [],
    });
  });

  it("do not find another clone's version, and need the current revision", async () => {
    const [mine, other] = [await newClone(), await newClone()];
    await save({ cloneId: other, expectedRevision: 0, graph: sampleGraph() });
    const versionId = (await publish({ cloneId: other, expectedRevision: 1 })).strategyVersion.id;
    expect(codes(await restore({ cloneId: mine, versionId, expectedRevision: 0 }))).toEqual([
      'NOT_FOUND input.versionId',
    ]);
    expect(codes(await discard({ cloneId: mine, expectedRevision: 7 }))).toEqual([
      'REVISION_CONFLICT input.expectedRevision',
    ]);
  });
});

describe('several mutations in one request', () => {
  it('each show the state after their own change', async () => {
    const cloneId = await newClone();
    const { data, errors } = await service.ask(
      alice,
      `mutation($c: ID!, $g: StrategyGraphInput!) {
        one: updatePublicProfile(input: { cloneId: $c, name: "A" }) { clone { publicProfile { name } strategyDraft { revision } activeStrategyVersionId } }
        s: saveStrategyDraft(input: { cloneId: $c, expectedRevision: 0, graph: $g }) { strategyDraft { revision } }
        p: publishStrategy(input: { cloneId: $c, expectedRevision: 1 }) { strategyVersion { id isActive } clone { activeStrategyVersionId strategyDraft { revision changesSinceActive { subjectId } } strategyVersions { nodes { id } } } }
        two: updatePublicProfile(input: { cloneId: $c, name: "B" }) { clone { publicProfile { name } strategyDraft { revision } } } }`,
      { c: cloneId, g: sampleGraph() },
    );
    expect(errors).toEqual([]);
    expect(data.one.clone).toEqual({
      publicProfile: { name: 'A' },
      strategyDraft: { revision: 0 },
      activeStrategyVersionId: null,
    });
    const { id } = data.p.strategyVersion;
    expect(data.p).toEqual({
      strategyVersion: { id, isActive: true },
      clone: {
        activeStrategyVersionId: id,
        strategyDraft: { revision: 1, changesSinceActive: [] },
        strategyVersions: { nodes: [{ id }] },
      },
    });
    expect(data.two.clone).toEqual({ publicProfile: { name: 'B' }, strategyDraft: { revision: 1 } });
  });
});
