import { codePoints } from '../text/characters.ts';
import type { StrategyGraph } from './graph.ts';

/** What a graph uses of an entitlement. */
export interface Usage {
  readonly dataStreams: number;
  /** Distinct symbols: one in two blocks counts once. */
  readonly assets: number;
  /** Code points of the longest prompt. */
  readonly promptCharacters: number;
}

export function usageOf(graph: StrategyGraph): Usage {
  return {
    dataStreams: graph.dataStreams.length,
    assets: new Set(graph.assets.flatMap((block) => block.symbols)).size,
    promptCharacters: Math.max(0, ...graph.tradingPrompts.map(({ prompt }) => codePoints(prompt))),
  };
}
