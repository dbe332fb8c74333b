import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalContent } from '../../src/strategy/canonicalContent.ts';
import { changesBetween, type StrategyChange } from '../../src/strategy/changes.ts';
import { type DraftContent, isSameDraft } from '../../src/strategy/draft.ts';
import { emptyGraph, type StrategyGraph } from '../../src/strategy/graph.ts';
import { mergeDrafts, type DraftMerge } from '../../src/strategy/mergeDrafts.ts';
import { often, runs } from '../runs.ts';
import { arbitraryDraft, editOf } from './arbitraryDraft.ts';

/** Three drafts: anything, or two edits of the first one. */
const arbitraryThree = fc.oneof(
  fc.tuple(arbitraryDraft, arbitraryDraft, arbitraryDraft),
  fc
    .record({
      base: arbitraryDraft,
      other: arbitraryDraft,
      third: arbitraryDraft,
      choices: fc.array(fc.boolean(), { minLength: 3, maxLength: 20 }),
      more: fc.array(fc.boolean(), { minLength: 3, maxLength: 20 }),
    })
    .map(({ base, other, third, choices, more }): [DraftContent, DraftContent, DraftContent] => [
      base,
      editOf(base, other, choices),
      editOf(base, third, more),
    ]),
);

function merge(base: DraftContent, mine: DraftContent, theirs: DraftContent): DraftMerge {
  const merged = mergeDrafts(base, mine, theirs);
  if (merged === null) throw new Error('these drafts name nothing twice');
  return merged;
}

function changes(before: DraftContent, after: DraftContent): StrategyChange[] {
  return changesBetween({ graph: before.graph, modelId: null }, { graph: after.graph, modelId: null });
}

const keyOf = ({ subject, subjectId }: Pick<StrategyChange, 'subject' | 'subjectId'>): string =>
  `${subject} ${subjectId}`;

describe('Merging two drafts of one base', () => {
  it('changes nothing beyond the one side that changed something, and takes the same change once', () => {
    fc.assert(
      fc.property(arbitraryDraft, arbitraryDraft, (base, other) => {
        expect(merge(base, other, base).merged).toEqual(other);
        expect(merge(base, base, other).merged).toEqual(other);
        expect(merge(base, other, other).merged).toEqual(other);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('makes the changes of both sides and no others, or tells a conflict', () => {
    let clean = 0;
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const { merged, conflicts } = merge(base, mine, theirs);
        if (conflicts.length > 0) return;
        clean += 1;
        const [made, ofMine, ofTheirs] = [changes(base, merged), changes(base, mine), changes(base, theirs)];
        const places = new Set([...ofMine, ...ofTheirs].map(keyOf));
        for (const change of made) {
          expect(places).toContain(keyOf(change));
          const my = ofMine.find((one) => keyOf(one) === keyOf(change));
          const their = ofTheirs.find((one) => keyOf(one) === keyOf(change));
          if (my === undefined || their === undefined) expect(change).toEqual(my ?? their);
        }
        // What only one side changed is in it.
        for (const change of [...ofMine, ...ofTheirs]) {
          const sides = [...ofMine, ...ofTheirs].filter((one) => keyOf(one) === keyOf(change));
          if (sides.length === 1) expect(made).toContainEqual(change);
        }
      }),
      { numRuns: runs(3_000) },
    );
    expect(clean).toBeGreaterThan(often(300));
  });

  it('can be repeated: a late save whose answer was lost changes nothing when it is sent again', () => {
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const { merged, conflicts } = merge(base, mine, theirs);
        if (conflicts.length > 0) return;
        const again = merge(base, mine, merged);
        expect(again.conflicts).toEqual([]);
        expect(isSameDraft(again.merged, merged)).toBe(true);
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('has the same conflicts and the same content with the sides exchanged', () => {
    let conflicting = 0;
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const one = merge(base, mine, theirs);
        const other = merge(base, theirs, mine);
        if (one.conflicts.length > 0) conflicting += 1;
        const exchanged = other.conflicts.map((conflict) => ({
          ...conflict,
          members: conflict.members.toSorted(),
          mine: conflict.theirs,
          theirs: conflict.mine,
        }));
        expect(exchanged).toEqual(
          one.conflicts.map((conflict) => ({ ...conflict, members: conflict.members.toSorted() })),
        );
        if (one.conflicts.length === 0) {
          expect(canonicalContent(one.merged.graph, null)).toBe(canonicalContent(other.merged.graph, null));
        }
      }),
      { numRuns: runs(5_000) },
    );
    expect(conflicting).toBeGreaterThan(often(300));
  });

  it('has only values of mine or theirs, but for merged prompts and symbols', () => {
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const { merged, conflicts } = merge(base, mine, theirs);
        if (conflicts.length > 0) return;
        const sides = [mine.graph, theirs.graph];
        for (const { blockId, stream, interval, parameters } of merged.graph.dataStreams) {
          const found = sides.flatMap(({ dataStreams }) => dataStreams.filter((block) => block.blockId === blockId));
          expect(found.map((block) => block.stream)).toContain(stream);
          expect(found.map((block) => block.interval)).toContain(interval);
          expect(found.map((block) => block.parameters)).toContainEqual(parameters);
        }
        for (const { blockId, symbols } of merged.graph.assets) {
          const found = sides.flatMap(({ assets }) => assets.filter((block) => block.blockId === blockId));
          const all = found.flatMap((block) => block.symbols);
          for (const symbol of symbols) expect(all).toContain(symbol);
        }
        for (const { blockId, prompt } of merged.graph.tradingPrompts) {
          const promptOf = ({ tradingPrompts }: StrategyGraph) =>
            tradingPrompts.find((block) => block.blockId === blockId)?.prompt;
          const found = sides.map(promptOf).filter((text) => text !== undefined);
          const lines = prompt.split('\n');
          for (const text of found) {
            const old = new Set(promptOf(base.graph)?.split('\n'));
            for (const line of text.split('\n')) if (!old.has(line)) expect(lines).toContain(line);
          }
        }
      }),
      { numRuns: runs(3_000) },
    );
  });

  it.each([
    ['another stream and another interval', { stream: 'news' }, { interval: '4h' }, ['interval', 'stream']],
    ['another stream and other parameters', { stream: 'news' }, { parameters: { p: 1 } }, ['parameters', 'stream']],
    ['two other streams', { stream: 'news' }, { stream: 'trades' }, ['stream']],
    ['two other intervals', { interval: '1d' }, { interval: '4h' }, ['interval']],
    ['another interval and other parameters', { interval: '4h' }, { parameters: { p: 1 } }, []],
  ])('of a data stream with %s', (_, mine, theirs, colliding) => {
    const block = { blockId: 'a', stream: 'candles', interval: '1h', parameters: null };
    const draft = (change: object): DraftContent => ({
      graph: { ...emptyGraph, dataStreams: [{ ...block, ...change }] },
      layout: null,
    });
    for (const [one, other] of [
      [mine, theirs],
      [theirs, mine],
    ]) {
      const { conflicts, merged } = merge(draft({}), draft(one ?? {}), draft(other ?? {}));
      expect(conflicts.flatMap(({ members }) => members).toSorted()).toEqual(colliding);
      if (colliding.length === 0) expect(merged).toEqual(draft({ ...mine, ...theirs }));
    }
  });

  it("takes theirs as a whole where there is a conflict, and isn't tried where something is named twice", () => {
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const { merged, conflicts } = merge(base, mine, theirs);
        if (conflicts.length > 0) expect(merged).toBe(theirs);
      }),
      { numRuns: runs(1_000) },
    );
    const block = { blockId: 'a', symbols: [] };
    const plain = { graph: emptyGraph, layout: null };
    for (const graph of [
      { ...emptyGraph, assets: [block, block] },
      { ...emptyGraph, assets: [block], tradingPrompts: [{ blockId: 'a', prompt: '' }] },
      {
        ...emptyGraph,
        connections: [
          { from: 'a', to: 'b' },
          { from: 'a', to: 'b' },
        ],
      },
    ]) {
      const twice = { graph, layout: null };
      expect(mergeDrafts(twice, plain, plain)).toBeNull();
      expect(mergeDrafts(plain, twice, plain)).toBeNull();
      expect(mergeDrafts(plain, plain, twice)).toBeNull();
    }
  });
});
