/** The persisted graph shape: Data Stream Block -> Asset Block -> Trading Prompt Block. */
export interface StrategyGraph {
  readonly dataStreams: readonly DataStreamBlock[];
  readonly assets: readonly AssetBlock[];
  readonly tradingPrompts: readonly TradingPromptBlock[];
  readonly connections: readonly BlockConnection[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

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

export const emptyGraph: StrategyGraph = { dataStreams: [], assets: [], tradingPrompts: [], connections: [] };
