import fc from 'fast-check';
import type { DraftContent } from '../../src/strategy/draft.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';

// Few ids, names and lines, so that three drafts have much in common.
const id = fc.constantFrom('a', 'b', 'c', 'd');
const line = fc.constantFrom('', 'x', 'y', 'constructor', '__proto__');

/** A prompt of a few lines, most of which look alike. */
export const arbitraryPrompt: fc.Arbitrary<string> = fc
  .array(line, { minLength: 1, maxLength: 7 })
  .map((lines) => lines.join('\n'));

const parameters = fc.option(fc.dictionary(fc.constantFrom('p', '__proto__'), fc.integer({ min: 0, max: 2 })), {
  nil: null,
});
const blocks = fc.record({
  dataStreams: fc.uniqueArray(
    fc.record({
      blockId: id,
      stream: fc.constantFrom('candles', 'news'),
      interval: fc.constantFrom(null, '1h', '4h'),
      parameters,
    }),
    { selector: ({ blockId }) => blockId, maxLength: 3 },
  ),
  assets: fc.uniqueArray(
    fc.record({
      blockId: id,
      symbols: fc.oneof(
        { weight: 5, arbitrary: fc.uniqueArray(fc.constantFrom('BTC', 'ETH', 'SOL', '__proto__')) },
        { weight: 1, arbitrary: fc.array(fc.constantFrom('BTC', 'ETH'), { maxLength: 3 }) },
      ),
    }),
    { selector: ({ blockId }) => blockId, maxLength: 3 },
  ),
  tradingPrompts: fc.uniqueArray(fc.record({ blockId: id, prompt: arbitraryPrompt }), {
    selector: ({ blockId }) => blockId,
    maxLength: 2,
  }),
  connections: fc.uniqueArray(fc.record({ from: id, to: id }), {
    selector: ({ from, to }) => `${from}->${to}`,
    maxLength: 3,
  }),
});

/** The first block by each id, of whatever kind. */
function withIdsOnce({ dataStreams, assets, tradingPrompts, connections }: StrategyGraph): StrategyGraph {
  const seen = new Set<string>();
  const isFirst = ({ blockId }: { readonly blockId: string }): boolean =>
    !seen.has(blockId) && Boolean(seen.add(blockId));
  return {
    dataStreams: dataStreams.filter(isFirst),
    assets: assets.filter(isFirst),
    tradingPrompts: tradingPrompts.filter(isFirst),
    connections,
  };
}

const layout = fc.option(
  fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.constantFrom(0, 1, null, { x: 1 }), {
    noNullPrototype: true,
  }),
  { nil: null },
);

/** A draft without an id or a connection twice, of so few names that three of them often touch the same things. */
export const arbitraryDraft: fc.Arbitrary<DraftContent> = fc.record({ graph: blocks.map(withIdsOnce), layout });

/** A draft that takes each block, list and layout from `draft` or another one: as after editing parts of it. */
export function editOf(draft: DraftContent, other: DraftContent, choices: readonly boolean[]): DraftContent {
  let next = 0;
  const takes = (): boolean => choices[next++ % choices.length] ?? false;
  const mixed = <Block extends { readonly blockId: string }>(
    own: readonly Block[],
    others: readonly Block[],
  ): Block[] => {
    const replaced = own.flatMap((block) => {
      if (!takes()) return [block];
      const found = others.find(({ blockId }) => blockId === block.blockId);
      return found ? [found] : [];
    });
    const added = others.filter(({ blockId }) => !own.some((block) => block.blockId === blockId) && takes());
    return [...replaced, ...added];
  };
  return {
    graph: withIdsOnce({
      dataStreams: mixed(draft.graph.dataStreams, other.graph.dataStreams),
      assets: mixed(draft.graph.assets, other.graph.assets),
      tradingPrompts: mixed(draft.graph.tradingPrompts, other.graph.tradingPrompts),
      connections: takes() ? other.graph.connections : draft.graph.connections,
    }),
    layout: takes() ? other.layout : draft.layout,
  };
}
