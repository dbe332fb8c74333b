import { blocksOf, type BlockOfKind, type Graph, type Kind, type Layout } from './draft.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

const columns: Readonly<Record<Kind, number>> = { dataStreams: 40, assets: 360, tradingPrompts: 680 };
const rowHeight = 140;
const blockWidth = 260;
const blockHeight = 110;

/** Where each block stands: where the layout has it, otherwise in the first free row of its kind's column. */
export function positionsOf(graph: Graph, layout: Layout): ReadonlyMap<string, Position> {
  const blocks = blocksOf(graph);
  const placed = blocks.flatMap(({ block }) => positionIn(layout, block.blockId) ?? []);
  return new Map(
    blocks.map(({ kind, block }) => {
      const kept = positionIn(layout, block.blockId);
      if (kept !== null) return [block.blockId, kept];
      let position = { x: columns[kind], y: 40 };
      while (placed.some((other) => isOver(other, position))) position = { ...position, y: position.y + rowHeight };
      placed.push(position);
      return [block.blockId, position];
    }),
  );
}

const isOver = (one: Position, other: Position): boolean =>
  Math.abs(one.x - other.x) < blockWidth && Math.abs(one.y - other.y) < blockHeight;

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
