import { blocksOf, type Block, type BlockOfKind, type Connection, type Draft, type Graph, type Kind } from './draft.ts';

/** Edits of a draft. Each gives a new one and leaves the old one, which may be on its way to the service. */
type Edit = (draft: Draft) => Draft;

const ofGraph =
  (edit: (graph: Graph) => Graph): Edit =>
  ({ graph, layout }) => ({ graph: edit(graph), layout });

/** Puts a block at the end of its list. */
export const addBlock = ({ kind, block }: BlockOfKind): Edit =>
  ofGraph((graph) => ({ ...graph, [kind]: [...graph[kind], block] }));

/** The block with some of its members changed. */
export const changeBlock = (
  blockId: string,
  change: Partial<Omit<Block, 'blockId'>> | Readonly<Record<string, unknown>>,
): Edit =>
  ofGraph((graph) => {
    const changed = <B extends Block>(blocks: readonly B[]) =>
      blocks.map((block) => (block.blockId === blockId ? { ...block, ...change } : block));
    return {
      ...graph,
      dataStreams: changed(graph.dataStreams),
      assets: changed(graph.assets),
      tradingPrompts: changed(graph.tradingPrompts),
    };
  });

/** Takes blocks away, with their connections and positions. */
export const removeBlocks =
  (ids: readonly string[]): Edit =>
  ({ graph, layout }) => {
    const stays = ({ blockId }: Block) => !ids.includes(blockId);
    return {
      graph: {
        dataStreams: graph.dataStreams.filter(stays),
        assets: graph.assets.filter(stays),
        tradingPrompts: graph.tradingPrompts.filter(stays),
        connections: graph.connections.filter(({ from, to }) => !ids.includes(from) && !ids.includes(to)),
      },
      layout: layout && Object.fromEntries(Object.entries(layout).filter(([id]) => !ids.includes(id))),
    };
  };

const isSame = (one: Connection) => (other: Connection) => one.from === other.from && one.to === other.to;

export const connect = (connection: Connection): Edit =>
  ofGraph((graph) =>
    graph.connections.some(isSame(connection)) ? graph : { ...graph, connections: [...graph.connections, connection] },
  );

export const disconnect = (connection: Connection): Edit =>
  ofGraph((graph) => ({
    ...graph,
    connections: graph.connections.filter((one) => !isSame(connection)(one)),
  }));

/** Where blocks stand now. */
export const moveBlocks =
  (positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>): Edit =>
  ({ graph, layout }) => ({ graph, layout: { ...layout, ...positions } });

const leadsTo: Readonly<Record<Kind, Kind | null>> = {
  dataStreams: 'assets',
  assets: 'tradingPrompts',
  tradingPrompts: null,
};

/** The blocks that one of this kind may lead to: data flows from streams to assets, and from there to the prompt. */
export function targetsOf(graph: Graph, kind: Kind): readonly BlockOfKind[] {
  return blocksOf(graph).filter((other) => other.kind === leadsTo[kind]);
}

/** An id that no block of the graph has, such as `assets-2`. */
export function freeId(graph: Graph, name: string): string {
  const taken = new Set(blocksOf(graph).map(({ block }) => block.blockId));
  let number = 1;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
