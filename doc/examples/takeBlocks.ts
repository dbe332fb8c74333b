interface Block {
  readonly blockId: string;
}

interface Connection {
  readonly from: string;
  readonly to: string;
}

/** A graph as saveStrategyDraft takes it. */
interface Graph {
  readonly dataStreams: readonly Block[];
  readonly assets: readonly Block[];
  readonly tradingPrompts: readonly Block[];
  readonly connections: readonly Connection[];
}

/** What of a StrategyConflict is needed. */
interface Conflict {
  readonly subjectId: string;
  readonly members: readonly string[];
}

/**
 * The graph with the blocks in conflict as the other graph has them: gone if it doesn't have them. A block that only one side has
 * comes and goes with its connections.
 */
export function takeBlocks<G extends Graph>(graph: G, conflicts: readonly Conflict[], other: Graph): G {
  const taken = new Set(conflicts.map(({ subjectId }) => subjectId));
  const replaced = (own: readonly Block[], others: readonly Block[]): Block[] => [
    ...own.filter(({ blockId }) => !taken.has(blockId)),
    ...others.filter(({ blockId }) => taken.has(blockId)),
  ];
  const blocks = {
    dataStreams: replaced(graph.dataStreams, other.dataStreams),
    assets: replaced(graph.assets, other.assets),
    tradingPrompts: replaced(graph.tradingPrompts, other.tradingPrompts),
  };
  const [kinds, otherKinds] = [kindsOf(blocks), kindsOf(other)];
  const whole = new Set(conflicts.filter(({ members }) => members.length === 0).map(({ subjectId }) => subjectId));
  const touches = ({ from, to }: Connection): boolean => whole.has(from) || whole.has(to);
  const isOfBoth = ({ from, to }: Connection): boolean =>
    [from, to].every((id) => kinds.has(id) && kinds.get(id) === otherKinds.get(id));
  const connections = [
    ...graph.connections.filter((connection) => !touches(connection)),
    ...other.connections.filter((connection) => touches(connection) && isOfBoth(connection)),
  ];
  return { ...graph, ...blocks, connections };
}

/** The kind of each block by its id. */
function kindsOf({ dataStreams, assets, tradingPrompts }: Omit<Graph, 'connections'>): Map<string, string> {
  return new Map(
    Object.entries({ dataStreams, assets, tradingPrompts }).flatMap(([kind, blocks]) =>
      blocks.map(({ blockId }) => [blockId, kind] as const),
    ),
  );
}
