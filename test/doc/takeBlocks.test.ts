import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeBlocks } from '../../doc/examples/takeBlocks.ts';
import { canonicalContent } from '../../src/strategy/canonicalContent.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { type DraftMerge, mergeDrafts } from '../../src/strategy/mergeDrafts.ts';
import { often, runs } from '../runs.ts';
import { arbitraryDraft, editOf } from '../strategy/arbitraryDraft.ts';

const ids = ['a', 'b', 'c', 'd'] as const;
const edit = fc.record({ draft: arbitraryDraft, takes: fc.array(fc.boolean(), { minLength: 3, maxLength: 20 }) });

/** The block by this id, of whatever kind, as a text. */
function blockOf(graph: StrategyGraph, id: string): string {
  const isIt = ({ blockId }: { readonly blockId: string }): boolean => blockId === id;
  const { dataStreams, assets, tradingPrompts } = graph;
  const alone = { dataStreams: dataStreams.filter(isIt), assets: assets.filter(isIt), connections: [] };
  return canonicalContent({ ...alone, tradingPrompts: tradingPrompts.filter(isIt) }, null);
}

function merge(...drafts: Parameters<typeof mergeDrafts>): DraftMerge {
  const merged = mergeDrafts(...drafts);
  if (merged === null) throw new Error('these drafts name nothing twice');
  return merged;
}

it('a save with theirs where both sides conflict merges, and mine can be put back into what was merged', () => {
  let conflicting = 0;
  fc.assert(
    fc.property(arbitraryDraft, edit, edit, fc.subarray([...ids]), (base, one, another, chosen) => {
      const mine = editOf(base, one.draft, one.takes);
      const theirs = editOf(base, another.draft, another.takes);
      const { conflicts } = merge(base, mine, theirs);
      if (conflicts.length === 0) return;
      conflicting += 1;
      const second = merge(base, { ...mine, graph: takeBlocks(mine.graph, conflicts, theirs.graph) }, theirs);
      expect(second.conflicts).toEqual([]);
      const isMine = ({ subjectId }: { readonly subjectId: string }): boolean => chosen.some((id) => id === subjectId);
      const merged = second.merged.graph;
      const result = takeBlocks(merged, conflicts.filter(isMine), mine.graph);
      for (const id of ids) {
        const [before, my, their] = [base.graph, mine.graph, theirs.graph].map((graph) => blockOf(graph, id));
        const conflict = conflicts.find(({ subjectId }) => subjectId === id);
        if (conflict) expect(blockOf(result, id)).toBe(isMine(conflict) ? my : their);
        else if (my === before) expect(blockOf(result, id)).toBe(their);
        else if (their === before) expect(blockOf(result, id)).toBe(my);
      }
      const isSettled = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
        !conflicts.some(({ subjectId, members }) => members.length === 0 && [from, to].includes(subjectId));
      expect(result.connections.filter(isSettled)).toEqual(merged.connections.filter(isSettled));
    }),
    { numRuns: runs(5_000) },
  );
  expect(conflicting).toBeGreaterThan(often(500));
});
