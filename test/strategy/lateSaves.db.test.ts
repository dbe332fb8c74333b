import { describe, expect, it } from 'vitest';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { createClone } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { alice, call, graphFields, readClone } from './strategyCalls.ts';

const service = startTestService();
const economy = serviceCaller('entitlement:write');

const change = 'kind subject subjectId before after';
const mergeFields = `clone { id } merge { theirs { ${change} } mine { ${change} } conflicts { subject subjectId members base mine theirs } ${graphFields} }`;

const save = (input: Readonly<Record<string, unknown>>) => call(service, 'saveStrategyDraft', input, mergeFields);

const base = sampleGraph('The first line.\n\nThe last line.');
const withPrompt = (prompt: string): StrategyGraph => ({
  ...base,
  tradingPrompts: base.tradingPrompts.map((block) => ({ ...block, prompt })),
});
const [stream] = base.dataStreams;
const [asset] = base.assets;
const [prompt] = base.tradingPrompts;
if (!stream || !asset || !prompt) throw new Error('the sample has a block of each kind');
const withInterval = (interval: string): StrategyGraph => ({ ...base, dataStreams: [{ ...stream, interval }] });

/** A clone whose draft is `base` with revision 1, then `theirs` with revision 2. */
async function savedTwice(theirs: StrategyGraph, layouts: { base?: unknown; theirs?: unknown } = {}): Promise<string> {
  const cloneId = await createClone(service, alice, { name: 'Edited in two tabs' });
  await save({ cloneId, expectedRevision: 0, graph: base, layout: layouts.base });
  await save({ cloneId, expectedRevision: 1, graph: theirs, layout: layouts.theirs });
  return cloneId;
}

const draftOf = async (cloneId: string) =>
  (await readClone(service, cloneId, `strategyDraft { revision layout ${graphFields} }`)).strategyDraft;

describe('a save that comes too late', () => {
  it('is merged with what was saved since its base, and shows what each side changed', async () => {
    const cloneId = await savedTwice(withPrompt('The first line.\n\nThe other last line.'), {
      base: { zoom: 1, [stream.blockId]: { x: 1 } },
      theirs: { zoom: 2, [stream.blockId]: { x: 1 } },
    });
    const saved = await save({
      cloneId,
      expectedRevision: 1,
      graph: { ...withPrompt('The new first line.\n\nThe last line.'), connections: [] },
      layout: { zoom: 1, [stream.blockId]: { x: 5 } },
      base: { graph: base, layout: { zoom: 1, [stream.blockId]: { x: 1 } } },
    });
    expect(saved.errors).toEqual([]);
    const merged = { ...withPrompt('The new first line.\n\nThe other last line.'), connections: [] };
    expect(saved.merge.graph).toEqual(merged);
    expect(saved.strategyDraft).toEqual({
      revision: 3,
      graph: merged,
      layout: { zoom: 2, [stream.blockId]: { x: 5 } },
    });
    expect(saved.merge.conflicts).toEqual([]);
    expect(saved.merge.theirs).toEqual([
      {
        kind: 'CHANGED',
        subject: 'TRADING_PROMPT',
        subjectId: prompt.blockId,
        before: { id: prompt.blockId, prompt: 'The first line.\n\nThe last line.' },
        after: { id: prompt.blockId, prompt: 'The first line.\n\nThe other last line.' },
      },
    ]);
    expect(saved.merge.mine.map(({ subject }: { subject: string }) => subject)).toEqual([
      'TRADING_PROMPT',
      ...base.connections.map(() => 'CONNECTION'),
    ]);
    expect(await draftOf(cloneId)).toEqual(saved.strategyDraft);
  });

  it('stores nothing where both changed the same, and has each side of it', async () => {
    const cloneId = await savedTwice({ ...withInterval('4h'), assets: [] });
    const before = await draftOf(cloneId);
    const refused = await save({
      cloneId,
      expectedRevision: 1,
      graph: { ...withInterval('1d'), assets: [{ ...asset, symbols: ['SOL-USD'] }] },
      layout: { mine: true },
      base: { graph: base },
    });
    expect(refused.errors).toMatchObject([{ code: 'REVISION_CONFLICT', path: ['input', 'expectedRevision'] }]);
    expect(refused.merge.conflicts).toEqual([
      {
        subject: 'DATA_STREAM',
        subjectId: stream.blockId,
        members: ['interval'],
        base: expect.objectContaining({ interval: stream.interval }),
        mine: expect.objectContaining({ id: stream.blockId, interval: '1d' }),
        theirs: expect.objectContaining({ id: stream.blockId, interval: '4h' }),
      },
      {
        subject: 'ASSET',
        subjectId: asset.blockId,
        members: [],
        base: { id: asset.blockId, symbols: asset.symbols.toSorted() },
        mine: { id: asset.blockId, symbols: ['SOL-USD'] },
        theirs: null,
      },
    ]);
    expect(refused.merge.graph).toEqual(before.graph);
    expect(refused.strategyDraft).toEqual(before);
    expect(await draftOf(cloneId)).toEqual(before);
  });

  it('whose answer was lost can be sent again, unchanged: it changes nothing and answers the same', async () => {
    const cloneId = await savedTwice(withPrompt('The first line.\n\nThe other last line.'));
    const late = {
      cloneId,
      expectedRevision: 1,
      graph: { ...withPrompt('The new first line.\n\nThe last line.'), connections: [] },
      base: { graph: base },
    };
    const first = await save(late);
    const again = await save(late);
    expect(again.errors).toEqual([]);
    expect(again.strategyDraft).toEqual(first.strategyDraft);
    expect(again.merge.mine).toEqual(first.merge.mine);
  });

  it('is merged with every other one that was sent at the same time', async () => {
    const cloneId = await createClone(service, alice, { name: 'Edited in ten tabs' });
    await save({ cloneId, expectedRevision: 0, graph: base });
    const blocks = Array.from({ length: 10 }, (_, index) => ({ blockId: `added-${index}`, symbols: [] }));
    const answers = await Promise.all(
      blocks.map((block) =>
        save({
          cloneId,
          expectedRevision: 1,
          graph: { ...base, assets: [...base.assets, block] },
          base: { graph: base },
        }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(answers.map(({ strategyDraft }) => strategyDraft.revision).toSorted((a, b) => a - b)).toEqual(
      blocks.map((_, index) => index + 2),
    );
    expect(answers.filter(({ merge }) => merge === null)).toHaveLength(1);
    const { graph } = await draftOf(cloneId);
    expect(new Set(graph.assets.map(({ blockId }: { blockId: string }) => blockId))).toEqual(
      new Set([asset.blockId, ...blocks.map(({ blockId }) => blockId)]),
    );
  });

  it('is refused as before without a base, and where something is named twice', async () => {
    const cloneId = await savedTwice(withInterval('4h'));
    const twice = { ...base, assets: [asset, asset] };
    const graph = { ...base, connections: [] };
    for (const input of [{ graph }, { graph: twice, base: { graph: base } }, { graph, base: { graph: twice } }]) {
      const { errors, merge } = await save({ cloneId, expectedRevision: 1, ...input });
      expect(errors).toMatchObject([{ code: 'REVISION_CONFLICT' }]);
      expect(merge).toBeNull();
    }
  });

  it('is stored as it is when it is not too late, whatever its base', async () => {
    const cloneId = await savedTwice(withInterval('4h'));
    const { errors, merge, strategyDraft } = await save({
      cloneId,
      expectedRevision: 2,
      graph: withInterval('1d'),
      base: { graph: withPrompt('Another base.') },
    });
    expect([errors, merge, strategyDraft.graph]).toEqual([[], null, withInterval('1d')]);
  });

  it('is judged by limits and entitlement as merged, and shows the merged graph when it is refused', async () => {
    const cloneId = await createClone(service, alice, { name: 'Over the limits together' });
    const block = (name: string, index: number) => ({ blockId: `${name}-${index}`, symbols: [] });
    const blocks = (name: string) => Array.from({ length: 30 }, (_, index) => block(name, index));
    await save({ cloneId, expectedRevision: 0, graph: { ...base, assets: blocks('theirs') } });
    const many = await save({
      cloneId,
      expectedRevision: 0,
      graph: { ...base, assets: blocks('mine') },
      base: { graph: { ...base, assets: [] } },
    });
    expect(many.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'graph', 'assets'] }]);
    expect(many.merge.graph.assets).toHaveLength(60);
    expect(many.strategyDraft.revision).toBe(1);

    const symbols = ['BTC-USD', 'ETH-USD', 'SOL-USD', 'ADA-USD', 'DOT-USD', 'XRP-USD', 'LTC-USD', 'LINK-USD'];
    const of = (list: readonly string[]) => ({ ...base, assets: [{ ...asset, symbols: list }] });
    await save({ cloneId, expectedRevision: 1, graph: of(symbols.slice(0, 4)) });
    const exceeding = await save({
      cloneId,
      expectedRevision: 1,
      graph: of(symbols.slice(4)),
      base: { graph: of([]) },
    });
    expect(exceeding.errors).toMatchObject([{ code: 'ENTITLEMENT_EXCEEDED', path: ['input', 'graph', 'assets'] }]);
    expect(exceeding.merge.graph.assets).toEqual([{ ...asset, symbols }]);
    expect(exceeding.merge.conflicts).toEqual([]);
    expect(exceeding.strategyDraft.revision).toBe(2);
    await service.ask(
      economy,
      'mutation($fact: EntitlementFactInput!) { applyEntitlementFacts(input: { facts: [$fact] }) { errors { code } } }',
      { fact: { grantId: cloneId, cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: 10 } },
    );
    const allowed = await save({ cloneId, expectedRevision: 1, graph: of(symbols.slice(4)), base: { graph: of([]) } });
    expect(allowed.errors).toEqual([]);
    expect(allowed.strategyDraft.graph.assets).toEqual([{ ...asset, symbols }]);
  });

  it('whose base could not be a draft is refused at its place, late or not', async () => {
    const cloneId = await savedTwice(withInterval('4h'));
    const flawed = { ...base, assets: [{ blockId: 'no id', symbols: [] }] };
    const long = {
      ...base,
      tradingPrompts: Array.from({ length: 11 }, (_, index) => ({ blockId: `p${index}`, prompt: 'x'.repeat(99_999) })),
    };
    for (const expectedRevision of [1, 2]) {
      const refused = async (of: object) => (await save({ cloneId, expectedRevision, graph: base, base: of })).errors;
      expect(await refused({ graph: flawed })).toMatchObject([
        { code: 'INVALID_INPUT', path: ['input', 'base', 'graph', 'assets', '0', 'blockId'] },
      ]);
      expect(await refused({ graph: base, layout: { x: 'x'.repeat(65_536) } })).toMatchObject([
        { code: 'INVALID_INPUT', path: ['input', 'base', 'layout'] },
      ]);
      expect(await refused({ graph: long })).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'base'] }]);
    }
    expect((await draftOf(cloneId)).revision).toBe(2);
  });

  it('of a clone that was suspended meanwhile is refused, without a merge', async () => {
    const cloneId = await savedTwice(withInterval('4h'));
    await service.ask(
      user('root', 'clone:admin'),
      'mutation($id: ID!) { setCloneStatus(input: { cloneId: $id, status: SUSPENDED, reason: "x" }) { errors { code } } }',
      { id: cloneId },
    );
    const { errors, merge } = await save({ cloneId, expectedRevision: 1, graph: base, base: { graph: base } });
    expect([errors, merge]).toMatchObject([[{ code: 'CLONE_NOT_ACTIVE' }], null]);
  });
});
