import type { BlockConnection, StrategyGraph } from './graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';

/**
 * A graph as drafts and versions store it, with a block's id as `id`. The API calls it `blockId`: an `id` there names one
 * thing, and a draft and its versions share block ids.
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

/** A graph as it is stored, in its own order. */
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
