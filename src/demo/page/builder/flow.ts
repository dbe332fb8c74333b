import { blocksOf, type BlockOfKind, type Graph, type Kind, type Layout } from './draft.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

const columns: Readonly<Record<Kind, number>> = { dataStreams: 40, assets: 360, tradingPrompts: 680 };
const rowHeight = 140;

/** Where each block stands: where the layout has it, otherwise in the column of its kind. */
export function positionsOf(graph: Graph, layout: Layout): ReadonlyMap<string, Position> {
  const rows: Record<Kind, number> = { dataStreams: 0, assets: 0, tradingPrompts: 0 };
  return new Map(
    blocksOf(graph).map(({ kind, block }) => {
      const row = rows[kind]++;
      return [block.blockId, positionIn(layout, block.blockId) ?? { x: columns[kind], y: 40 + row * rowHeight }];
    }),
  );
}

// The layout is any JSON: another builder may have written it.
function positionIn(layout: Layout, blockId: string): Position | null {
  const kept = layout !== null && Object.hasOwn(layout, blockId) ? layout[blockId] : null;
  if (typeof kept !== 'object' || kept === null) return null;
  const { x, y } = kept as { readonly x?: unknown; readonly y?: unknown };
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : null;
}

/** Whether a line may be drawn: from a data stream to assets, or from assets to a trading prompt. */
export function mayConnect(graph: Graph, from: string, to: string): boolean {
  const kindOf = (id: string) => blocksOf(graph).find(({ block }) => block.blockId === id)?.kind;
  const ends: readonly (BlockOfKind['kind'] | undefined)[] = [kindOf(from), kindOf(to)];
  return [
    ['dataStreams', 'assets'],
    ['assets', 'tradingPrompts'],
  ].some(([start, end]) => ends[0] === start && ends[1] === end);
}

/** The lines of the graph between blocks that exist, each once. An issue tells of the others. */
export function linesOf(
  graph: Graph,
): readonly { readonly id: string; readonly source: string; readonly target: string }[] {
  const ids = new Set(blocksOf(graph).map(({ block }) => block.blockId));
  const lines = graph.connections
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map(({ from, to }) => [`${from}->${to}`, { id: `${from}->${to}`, source: from, target: to }] as const);
  return [...new Map(lines).values()];
}
