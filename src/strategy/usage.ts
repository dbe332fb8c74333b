import { codePoints } from '../text/characters.ts';
import type { Amounts } from '../entitlement/amounts.ts';
import type { StrategyGraph } from './graph.ts';

/** What a graph uses of an entitlement. A symbol in two blocks counts once. */
export function usageOf(graph: StrategyGraph): Amounts {
  return {
    dataStreams: graph.dataStreams.length,
    assets: new Set(graph.assets.flatMap((block) => block.symbols)).size,
    promptCharacters: Math.max(0, ...graph.tradingPrompts.map(({ prompt }) => codePoints(prompt))),
  };
}
