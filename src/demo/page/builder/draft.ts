export interface DataStream {
  readonly blockId: string;
  readonly stream: string;
  readonly interval?: string | null | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Assets {
  readonly blockId: string;
  readonly symbols: readonly string[];
}

export interface TradingPrompt {
  readonly blockId: string;
  readonly prompt: string;
}

export interface Connection {
  readonly from: string;
  readonly to: string;
}

/** A graph as saveStrategyDraft takes it. */
export interface Graph {
  readonly dataStreams: readonly DataStream[];
  readonly assets: readonly Assets[];
  readonly tradingPrompts: readonly TradingPrompt[];
  readonly connections: readonly Connection[];
}

/** The builder's own object: the position of each block by its id, and whatever else another builder keeps there. */
export type Layout = Readonly<Record<string, unknown>> | null;

/** What is edited and saved as a whole. */
export interface Draft {
  readonly graph: Graph;
  readonly layout: Layout;
}

/** A draft as the service has it. */
export interface SavedDraft extends Draft {
  readonly revision: number;
  readonly updatedAt: string;
}

/** The lists of a graph, in the order in which data flows. */
export const kinds = ['dataStreams', 'assets', 'tradingPrompts'] as const;

export type Kind = (typeof kinds)[number];
export type Block = DataStream | Assets | TradingPrompt;

/** A block with the list that it is in. */
export type BlockOfKind =
  | { readonly kind: 'dataStreams'; readonly block: DataStream }
  | { readonly kind: 'assets'; readonly block: Assets }
  | { readonly kind: 'tradingPrompts'; readonly block: TradingPrompt };

/** Every block of a graph, in the order in which data flows. */
export const blocksOf = ({ dataStreams, assets, tradingPrompts }: Graph): readonly BlockOfKind[] => [
  ...dataStreams.map((block) => ({ kind: 'dataStreams', block }) as const),
  ...assets.map((block) => ({ kind: 'assets', block }) as const),
  ...tradingPrompts.map((block) => ({ kind: 'tradingPrompts', block }) as const),
];

/** What the API answered as an input takes it: without the `__typename` that Apollo Client adds. */
export const asInput = ({ dataStreams, assets, tradingPrompts, connections }: Graph): Graph => ({
  dataStreams: dataStreams.map(({ blockId, stream, interval, parameters }) => ({
    blockId,
    stream,
    interval: interval ?? null,
    parameters: parameters ?? null,
  })),
  assets: assets.map(({ blockId, symbols }) => ({ blockId, symbols })),
  tradingPrompts: tradingPrompts.map(({ blockId, prompt }) => ({ blockId, prompt })),
  connections: connections.map(({ from, to }) => ({ from, to })),
});
