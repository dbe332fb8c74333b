import type { JsonObject } from '../text/jsonObject.ts';

/** The persisted graph shape: Data Stream Block -> Asset Block -> Trading Prompt Block. */
export interface StrategyGraph {
  readonly dataStreams: readonly DataStreamBlock[];
  readonly assets: readonly AssetBlock[];
  readonly tradingPrompts: readonly TradingPromptBlock[];
  readonly connections: readonly BlockConnection[];
}

export interface DataStreamBlock {
  readonly blockId: string;
  readonly stream: string;
  readonly interval: string | null;
  readonly parameters: JsonObject | null;
}

export interface AssetBlock {
  readonly blockId: string;
  readonly symbols: readonly string[];
}

export interface TradingPromptBlock {
  readonly blockId: string;
  readonly prompt: string;
}

export interface BlockConnection {
  readonly from: string;
  readonly to: string;
}

/** The kinds of blocks, in the order of a path. */
export const blockKinds = ['dataStreams', 'assets', 'tradingPrompts'] as const;

// Every list of a graph but its connections is a kind of block.
({}) satisfies Record<Exclude<keyof StrategyGraph, (typeof blockKinds)[number] | 'connections'>, never>;

export const emptyGraph: StrategyGraph = { dataStreams: [], assets: [], tradingPrompts: [], connections: [] };
