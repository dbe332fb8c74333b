import { createHash } from 'node:crypto';
import { canonicalText } from '../text/canonicalText.ts';
import type { AssetBlock, DataStreamBlock, StrategyGraph, TradingPromptBlock } from './graph.ts';
import { graphOfStored, type StoredGraph } from './storedGraph.ts';

/** The version of the canonical content's shape. It is part of the content, so a later shape can't be mistaken for this one. */
export const contentSchema = 1;

/**
 * The RFC 8785 text of a graph and its model (doc/behaviour.md#canonical-content): blocks, connections and symbols are
 * sets and therefore sorted, by UTF-16 code unit; `interval` and `parameters` are left out when null; inside
 * `parameters` nothing is changed. Equal content gives equal text, whatever order it was saved in.
 */
export function canonicalContent(graph: StrategyGraph, modelId: string | null): string {
  return canonicalText({ graph: canonicalMembers(graph), model: modelId, schema: contentSchema });
}

/** The members of a graph's canonical content, sorted. */
export function canonicalMembers({ dataStreams, assets, tradingPrompts, connections }: StrategyGraph): StoredGraph {
  return {
    assets: sortedById(assets.map(canonicalBlocks.assets)),
    connections: connections.toSorted((a, b) => compareCodeUnits(a.from, b.from) || compareCodeUnits(a.to, b.to)),
    dataStreams: sortedById(dataStreams.map(canonicalBlocks.dataStreams)),
    tradingPrompts: sortedById(tradingPrompts.map(canonicalBlocks.tradingPrompts)),
  };
}

/** Each kind of block as a member of the canonical content. */
export const canonicalBlocks = {
  dataStreams: ({ blockId, stream, interval, parameters }: DataStreamBlock) => ({
    id: blockId,
    stream,
    ...(interval === null ? {} : { interval }),
    ...(parameters === null ? {} : { parameters }),
  }),
  assets: ({ blockId, symbols }: AssetBlock) => ({ id: blockId, symbols: symbols.toSorted(compareCodeUnits) }),
  tradingPrompts: ({ blockId, prompt }: TradingPromptBlock) => ({ id: blockId, prompt }),
};

/** The SHA-256 of a canonical text's UTF-8 in hex; the database checks the same. */
export function contentHash(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

/** A draft may hold an id twice; the rest of the block then decides, so that saved order never matters. */
function sortedById<Block extends { readonly id: string }>(blocks: readonly Block[]): Block[] {
  return blocks.toSorted(
    (a, b) => compareCodeUnits(a.id, b.id) || compareCodeUnits(canonicalText({ ...a }), canonicalText({ ...b })),
  );
}

/** The order of RFC 8785: negative, 0 or positive. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The graph of a canonical content, in canonical order. */
export function graphOfContent(content: string): StrategyGraph {
  const { graph } = JSON.parse(content) as { graph: StoredGraph };
  return graphOfStored(graph);
}
