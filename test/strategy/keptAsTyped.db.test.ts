import { describe, expect, it } from 'vitest';
import { canonicalContent, contentHash } from '../../src/strategy/canonicalContent.ts';
import { graphLimits } from '../../src/strategy/graphLimits.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');

const newClone = () => createClone(service, alice, { name: 'Typed', modelId: 'swift-1' });
const graphFields =
  'graph { dataStreams { blockId stream interval parameters } assets { blockId symbols } tradingPrompts { blockId prompt } connections { from to } } layout';

async function read(cloneId: string) {
  const query = `query($id: ID!) { clone(id: $id) {
    activeStrategyVersionId strategyDraft { revision ${graphFields} changesSinceActive { kind subject subjectId before after } validation { issues { code } } }
    strategyVersions { nodes { id number contentHash ${graphFields} } } } }`;
  const { data, errors } = await service.ask(alice, query, { id: cloneId });
  expect(errors).toEqual([]);
  return {
    active: data.clone.activeStrategyVersionId,
    draft: data.clone.strategyDraft,
    versions: data.clone.strategyVersions.nodes.toReversed(),
  };
}

async function mutate(name: string, type: string, input: object): Promise<string[]> {
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { errors { code path } } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return data[name].errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`);
}

const save = (input: object) => mutate('saveStrategyDraft', 'SaveStrategyDraftInput', input);
const validate = (cloneId: string, graph: object) =>
  service.ask(
    alice,
    'query($id: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $id, graph: $graph) { issues { code } } }',
    { id: cloneId, graph },
  );

describe('a prompt', () => {
  it.each([
    ['in decomposed letters', 'E\u0301clair de Zu\u0308rich, \u1112\u1161\u11ab'],
    ['with blanks and breaks around it', ' \r\n\tBuy.\u2028\n '],
    ['with characters that a name must not have', 'a\u202Eb\u200Bc\uFEFFd\u0007e\u001Bf\u007F'],
    ['with compatibility characters', 'ﬁ Ⅷ Å ０'],
    ['that looks like markup, SQL or a template', "</script>${x}{{x}}'; DROP TABLE clones; -- %s \\u0041 \\"],
  ])('%s is the same, code point for code point, in the draft and in the version', async (_, prompt) => {
    const cloneId = await newClone();
    await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, 0, sampleGraph(prompt)));
    const { draft, versions } = await read(cloneId);
    expect([draft, versions[0]].map(({ graph }) => graph.tradingPrompts[0].prompt)).toEqual([prompt, prompt]);
    expect(draft.changesSinceActive).toEqual([]);
  });

  it('may have as many code points as the entitlement allows, and not one more', async () => {
    const cloneId = await newClone();
    const foxes = (count: number) => ({ cloneId, expectedRevision: 0, graph: sampleGraph('🦊'.repeat(count)) });
    expect(await save(foxes(4_001))).toEqual(['ENTITLEMENT_EXCEEDED input.graph.tradingPrompts']);
    expect(await save(foxes(4_000))).toEqual([]);
    expect(await mutate('publishStrategy', 'PublishStrategyInput', { cloneId, expectedRevision: 1 })).toEqual([]);
  });
});

describe('parameters', () => {
  const withParameters = (parameters: object | null) => ({
    ...sampleGraph(),
    dataStreams: [{ blockId: 'candles', stream: 'candles', interval: '1h', parameters }],
  });
  /** Left out, empty, and with the catalog's default written out: the same meaning, but three contents. */
  const ways = [null, {}, { lookback: 100 }];

  it('that spell out a default make different content from those that leave it out, whatever was validated before', async () => {
    const hashes = await Promise.all(
      [false, true].map(async (isValidated) => {
        const cloneId = await newClone();
        for (const [revision, parameters] of ways.entries()) {
          const graph = withParameters(parameters);
          if (isValidated)
            for (const other of ways)
              expect((await validate(cloneId, withParameters(other))).data.validateStrategy.issues).toEqual([]);
          await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, revision, graph));
        }
        const { versions } = await read(cloneId);
        expect(
          versions.map(
            ({ graph }: { graph: { dataStreams: { parameters: unknown }[] } }) => graph.dataStreams[0]?.parameters,
          ),
        ).toEqual(ways);
        return versions.map(({ contentHash }: { contentHash: string }) => contentHash);
      }),
    );
    expect(hashes[0]).toEqual(hashes[1]);
    expect(new Set(hashes[0]).size).toBe(ways.length);
  });
});

describe('a restored version', () => {
  it('is in the draft field by field, absent fields too, and its changes from the active version are shown', async () => {
    const cloneId = await newClone();
    const bare = { ...sampleGraph(), dataStreams: [{ blockId: 'candles', stream: 'economic-calendar' }] };
    const first = await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, 0, bare));
    await save({ cloneId, expectedRevision: 1, graph: sampleGraph(), layout: { candles: { x: 1, y: 2 } } });
    const second = await publish(service, alice, cloneId, 2);
    expect((await read(cloneId)).draft.changesSinceActive).toEqual([]);

    expect(
      await mutate('restoreStrategyVersion', 'RestoreStrategyVersionInput', {
        cloneId,
        versionId: first,
        expectedRevision: 2,
      }),
    ).toEqual([]);
    const { active, draft, versions } = await read(cloneId);
    expect([active, versions.map(({ id }: { id: string }) => id)]).toEqual([second, [first, second]]);
    const [{ graph, layout }] = versions;
    expect(graph.dataStreams).toEqual([
      { blockId: 'candles', stream: 'economic-calendar', interval: null, parameters: null },
    ]);
    expect({ graph: draft.graph, layout: draft.layout }).toEqual({ graph, layout });
    expect(layout).toBeNull();
    expect(draft.changesSinceActive).toEqual([
      {
        kind: 'CHANGED',
        subject: 'DATA_STREAM',
        subjectId: 'candles',
        before: { id: 'candles', stream: 'candles', interval: '1h', parameters: { lookback: 50 } },
        after: { id: 'candles', stream: 'economic-calendar' },
      },
    ]);
  });
});

describe('the largest draft', () => {
  const {
    blocksOfAKind,
    connections,
    nameCharacters,
    draftCharacters,
    layout: { characters },
  } = graphLimits;
  const layout = { a: '漢'.repeat(characters - 8) };
  const ids = (kind: string) => Array.from({ length: blocksOfAKind }, (_, index) => `${kind}-${index}`.padEnd(64, '-'));
  const name = (prefix: string) => prefix.padEnd(nameCharacters, '漢');
  const parameters = { a: 'x'.repeat(graphLimits.parameters.characters - 8) };
  const withPrompts = (prompts: readonly string[]) => ({
    dataStreams: ids('stream').map((blockId) => ({
      blockId,
      stream: name(blockId.slice(0, 10)),
      interval: name('i'),
      parameters,
    })),
    assets: ids('asset').map((blockId, block) => ({
      blockId,
      symbols: Array.from({ length: 40 }, (_, index) => name(`${block}-${index}`)),
    })),
    tradingPrompts: ids('prompt').map((blockId, index) => ({ blockId, prompt: prompts[index] ?? '' })),
    connections: Array.from({ length: connections }, (_, index) => ({
      from: `stream-${index}`.padEnd(64, '-'),
      to: 'asset-0'.padEnd(64, '-'),
    })),
  });
  const charactersOf = (value: object) => [...JSON.stringify(value)].length;
  /** A graph of this many characters of JSON, most of them of two UTF-16 code units. */
  const graphOf = (most: number) => {
    const left = most - charactersOf(withPrompts([]));
    const each = Math.floor(left / blocksOfAKind);
    return withPrompts(
      ids('prompt').map((_, index) => '🦊'.repeat(index === 0 ? left - each * (blocksOfAKind - 1) : each)),
    );
  };
  const newRichClone = async () => {
    const cloneId = await newClone();
    await applyFacts(service, {
      grantId: cloneId,
      cloneId,
      dataStreams: 1_000_000,
      assets: 1_000_000,
      promptCharacters: 1_000_000,
    });
    return cloneId;
  };

  it('that the limits allow is saved and read back', async () => {
    const cloneId = await newRichClone();
    const graph = graphOf(draftCharacters - charactersOf(layout));
    expect(charactersOf(graph) + charactersOf(layout)).toBe(draftCharacters);
    expect(await save({ cloneId, expectedRevision: 0, graph, layout })).toEqual([]);
    const { draft } = await read(cloneId);
    expect(draft.layout).toEqual(layout);
    expect(draft.graph).toEqual(graph);
    expect(draft.validation.issues).toHaveLength(200);
  });

  it('counts graph and layout together, a stored layout included, to the character', async () => {
    const cloneId = await newRichClone();
    const tooLarge = ['INVALID_INPUT input.graph'];
    const graph = graphOf(draftCharacters - charactersOf(layout) + 1);
    expect(await save({ cloneId, expectedRevision: 0, graph, layout })).toEqual(tooLarge);
    expect(await save({ cloneId, expectedRevision: 0, graph: graphOf(draftCharacters + 1) })).toEqual(tooLarge);
    expect(await save({ cloneId, expectedRevision: 0, graph: sampleGraph(), layout })).toEqual([]);
    expect(await save({ cloneId, expectedRevision: 1, graph })).toEqual(tooLarge);
    expect(await save({ cloneId, expectedRevision: 1, graph, layout: null })).toEqual([]);
    expect(await save({ cloneId, expectedRevision: 2, graph, layout })).toEqual(tooLarge);
  });

  it('is the largest graph that can be validated', async () => {
    const cloneId = await newRichClone();
    expect((await validate(cloneId, graphOf(draftCharacters))).errors).toEqual([]);
    const { errors } = await validate(cloneId, graphOf(draftCharacters + 1));
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', path: 'validateStrategy', message: expect.stringContaining('1048576') },
    ]);
  });

  it('is the largest that a version can be restored to, even a version older than the limit', async () => {
    const cloneId = await newRichClone();
    const versionId = await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId));
    const tooLarge = graphOf(draftCharacters + 1);
    const content = canonicalContent(tooLarge, 'swift-1');
    await service.database.client.$executeRaw`
      INSERT INTO clone_strategy_versions
      SELECT (json_populate_record(v, json_build_object('id', gen_random_uuid(), 'number', 2, 'content', ${content}::text, 'content_hash', ${contentHash(content)}::text))).*
      FROM clone_strategy_versions v WHERE id = ${versionId}::uuid`;
    const { versions } = await read(cloneId);
    const restore = { cloneId, versionId: versions[1].id, expectedRevision: 1 };
    expect(await mutate('restoreStrategyVersion', 'RestoreStrategyVersionInput', restore)).toEqual([
      'INVALID_INPUT input.versionId',
    ]);
  });
});
