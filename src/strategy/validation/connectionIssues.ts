import { blockKinds, type StrategyGraph } from '../graph.ts';
import { issue, type Issue } from './issue.ts';

/**
 * Every connection goes from a data stream to an asset block or from there to the trading prompt, every block is on a path
 * from a data stream to the prompt, and no connection occurs twice. The graph has three layers, so a path is at most two connections long.
 */
export function connectionIssues(graph: StrategyGraph): Issue[] {
  const layers = layersOf(graph);
  return graph.connections.flatMap((connection, index) => {
    const { from, to } = connection;
    const unknown = (['from', 'to'] as const).filter((end) => !isKnown(layers, connection[end]));
    // The block to mark: an end that exists.
    const blockId = [from, to].find((id) => isKnown(layers, id)) ?? null;
    const earlier = graph.connections.findIndex((other) => other.from === from && other.to === to);
    return [
      ...unknown.map((end) => issue('UNKNOWN_BLOCK', messages.unknown, blockId, 'connections', index, end)),
      ...(unknown.length === 0 && !isAllowed(layers, from, to)
        ? [issue('INVALID_CONNECTION', messages.invalid, blockId, 'connections', index)]
        : []),
      ...(earlier < index ? [issue('DUPLICATE_CONNECTION', messages.duplicate, blockId, 'connections', index)] : []),
    ];
  });
}

const messages = {
  unknown: "This connection leads to or from a block that isn't there: remove it, or connect another block.",
  invalid:
    "These two blocks can't be connected: connections go from a data stream to an asset block, and from an asset block to the trading prompt.",
  duplicate: 'These two blocks are connected twice: remove one of the connections.',
};

/** Blocks on no path from a data stream to a trading prompt. Paths are two connections long; invalid ones don't count. */
export function unconnectedIssues(graph: StrategyGraph): Issue[] {
  const layers = layersOf(graph);
  const edges = graph.connections.filter(({ from, to }) => isAllowed(layers, from, to));
  const fed = new Set(edges.filter(({ from }) => layers.dataStreams.has(from)).map(({ to }) => to));
  const used = new Set(edges.filter(({ to }) => layers.tradingPrompts.has(to)).map(({ from }) => from));
  const onPath = new Set([...fed].filter((id) => used.has(id) && layers.assets.has(id)));
  for (const { from, to } of edges) {
    if (fed.has(to) && used.has(to)) onPath.add(from);
    if (fed.has(from) && used.has(from)) onPath.add(to);
  }
  return blockKinds.flatMap((kind) =>
    graph[kind].flatMap(({ blockId }, index) =>
      onPath.has(blockId) ? [] : [issue('UNCONNECTED_BLOCK', unconnected[kind], blockId, kind, index)],
    ),
  );
}

const unconnected = {
  dataStreams: 'Connect this data stream to an asset block that leads to the trading prompt, or remove it.',
  assets: 'Connect a data stream to this asset block and this asset block to the trading prompt, or remove it.',
  tradingPrompts: 'Connect an asset block that has a data stream to this trading prompt.',
};

interface Layers {
  readonly dataStreams: ReadonlySet<string>;
  readonly assets: ReadonlySet<string>;
  readonly tradingPrompts: ReadonlySet<string>;
}

function layersOf(graph: StrategyGraph): Layers {
  const ids = (blocks: readonly { readonly blockId: string }[]): ReadonlySet<string> =>
    new Set(blocks.map(({ blockId }) => blockId));
  return { dataStreams: ids(graph.dataStreams), assets: ids(graph.assets), tradingPrompts: ids(graph.tradingPrompts) };
}

function isKnown(layers: Layers, id: string): boolean {
  return layers.dataStreams.has(id) || layers.assets.has(id) || layers.tradingPrompts.has(id);
}

function isAllowed(layers: Layers, from: string, to: string): boolean {
  return (
    (layers.dataStreams.has(from) && layers.assets.has(to)) ||
    (layers.assets.has(from) && layers.tradingPrompts.has(to))
  );
}
