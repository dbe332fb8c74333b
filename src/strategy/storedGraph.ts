import type { BlockConnection, JsonObject, StrategyGraph } from './graph.ts';

/**
 * A graph as drafts and versions store it: blocks have an `id` there. In the API they have a `blockId`, since there an
 * `id` names one thing, and a draft and its versions share the ids of blocks.
 */
export interface StoredGraph {
  readonly dataStreams: readonly {
    readonly id: string;
    readonly stream: string;
    readonly interval?: string | null;
    readonly parameters?: JsonObject | null;
  }[];
  readonly assets: readonly { readonly id: string; readonly symbols: readonly string[] }[];
  readonly tradingPrompts: readonly { readonly id: string; readonly prompt: string }[];
  readonly connections: readonly BlockConnection[];
}

/** A graph in the order that it has. */
export function storedGraph({ dataStreams, assets, tradingPrompts, connections }: StrategyGraph): StoredGraph {
  return {
    dataStreams: dataStreams.map(({ blockId, stream, interval, parameters }) => ({
      id: blockId,
      stream,
      interval,
      parameters,
    })),
    assets: assets.map(({ blockId, symbols }) => ({ id: blockId, symbols })),
    tradingPrompts: tradingPrompts.map(({ blockId, prompt }) => ({ id: blockId, prompt })),
    connections,
  };
}

/** The graph that was stored, with the nulls that a version's content leaves out. */
export function graphOfStored({ dataStreams, assets, tradingPrompts, connections }: StoredGraph): StrategyGraph {
  return {
    dataStreams: dataStreams.map(({ id, stream, interval = null, parameters = null }) => ({
      blockId: id,
      stream,
      interval,
      parameters,
    })),
    assets: assets.map(({ id, symbols }) => ({ blockId: id, symbols })),
    tradingPrompts: tradingPrompts.map(({ id, prompt }) => ({ blockId: id, prompt })),
    connections,
  };
}
