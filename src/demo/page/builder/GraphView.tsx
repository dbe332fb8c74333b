import {
  applyNodeChanges,
  Background,
  Controls,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  type Edge,
  type Node,
  type NodeChange,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useState } from 'react';
import type { Autosave } from './autosave.ts';
import { blocksOf, type Draft, type Kind } from './draft.ts';
import { connect, disconnect, moveBlocks, removeBlocks } from './edits.ts';
import type { Catalog } from './Editor.tsx';
import { linesOf, mayConnect, positionsOf } from './flow.ts';
import './graphView.css';
import { issuesAt, refusalsOf, refusedBlocks, type Issue } from './issues.ts';
import { blockTitle } from './names.ts';
import { kindWords } from './words.ts';

interface Shown {
  readonly state: Autosave;
  readonly catalog: Catalog;
  readonly issues: readonly Issue[];
  readonly selected: string | null;
  readonly isOpen: boolean;
  edit(change: (draft: Draft) => Draft): void;
  onSelect(blockId: string | null): void;
}

interface BlockData extends Record<string, unknown> {
  readonly kind: Kind;
  readonly title: string;
  readonly messages: readonly string[];
}

type BlockNode = Node<BlockData, 'block'>;

/** The graph as a picture: drag a block to move it, from its edge to connect it; Backspace removes what is selected. */
export function GraphView({ state, catalog, issues, selected, isOpen, edit, onSelect }: Shown) {
  const wanted = useMemo(() => nodesOf(state, catalog, issues, selected), [state, catalog, issues, selected]);
  const [nodes, setNodes] = useState(wanted);
  // What React Flow measured stays, and a block that is being dragged is where the pointer has it.
  useEffect(
    () =>
      setNodes((shown) => {
        const known = new Map(shown.map((node) => [node.id, node]));
        return wanted.map((node) => {
          const before = known.get(node.id);
          return before === undefined
            ? node
            : {
                ...before,
                data: node.data,
                selected: node.selected ?? false,
                position: before.dragging ? before.position : node.position,
              };
        });
      }),
    [wanted],
  );
  const edges: readonly Edge[] = useMemo(() => {
    const titles = new Map(
      blocksOf(state.screen.graph).map((block) => [block.block.blockId, blockTitle(block, catalog)]),
    );
    return linesOf(state.screen.graph).map((line) => ({
      ...line,
      ariaLabel: `${titles.get(line.source)} leads to ${titles.get(line.target)}`,
      markerEnd: { type: MarkerType.ArrowClosed },
    }));
  }, [state.screen.graph, catalog]);
  const change = (changes: NodeChange<BlockNode>[]) => {
    setNodes((shown) => applyNodeChanges(changes, shown));
    const moved = changes.flatMap((one) =>
      one.type === 'position' && one.position && one.dragging !== true
        ? [[one.id, { x: Math.round(one.position.x), y: Math.round(one.position.y) }] as const]
        : [],
    );
    const isElsewhere = moved.some(([id, { x, y }]) => {
      const before = positionsOf(state.screen.graph, state.screen.layout).get(id);
      return before?.x !== x || before.y !== y;
    });
    if (isElsewhere) edit(moveBlocks(Object.fromEntries(moved)));
    const chosen = changes.find((one) => one.type === 'select' && one.selected);
    if (chosen?.type === 'select') onSelect(chosen.id);
  };
  return (
    <div className="graph">
      <ReactFlow
        nodes={nodes}
        edges={[...edges]}
        nodeTypes={nodeTypes}
        onNodesChange={change}
        onPaneClick={() => onSelect(null)}
        onConnect={({ source, target }) => edit(connect({ from: source, to: target }))}
        isValidConnection={({ source, target }) => mayConnect(state.screen.graph, source, target)}
        onDelete={({ nodes: gone, edges: cut }) => {
          const ids = gone.map(({ id }) => id);
          edit((draft) =>
            cut.reduce(
              (left, { source, target }) => disconnect({ from: source, to: target })(left),
              removeBlocks(ids)(draft),
            ),
          );
          if (ids.length > 0) onSelect(null);
        }}
        nodesDraggable={isOpen}
        nodesConnectable={isOpen}
        deleteKeyCode={isOpen ? ['Backspace', 'Delete'] : null}
        colorMode="system"
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        minZoom={0.3}
        preventScrolling={false}
        zoomOnScroll={false}
        aria-label="Strategy graph"
      >
        <Background />
        <Controls showInteractive={false} position="top-right" />
      </ReactFlow>
    </div>
  );
}

function nodesOf(state: Autosave, catalog: Catalog, issues: readonly Issue[], selected: string | null): BlockNode[] {
  const positions = positionsOf(state.screen.graph, state.screen.layout);
  return blocksOf(state.screen.graph).map((block) => {
    const { blockId } = block.block;
    const title = blockTitle(block, catalog);
    const isRefused = refusedBlocks(state, block.kind).has(blockId);
    const messages = [
      ...issuesAt(issues, blockId).map(({ message }) => message),
      ...(isRefused ? refusalsOf(state, block.kind).map(({ message }) => message) : []),
    ];
    return {
      id: blockId,
      type: 'block',
      position: { ...(positions.get(blockId) ?? { x: 0, y: 0 }) },
      selected: blockId === selected,
      ariaLabel: `${kindWords[block.kind].one} ${title}${messages.length === 0 ? '' : `: ${messages.join(' ')}`}`,
      data: { kind: block.kind, title, messages },
    };
  });
}

function BlockNodeView({ data: { kind, title, messages } }: NodeProps<BlockNode>) {
  return (
    <div className={messages.length === 0 ? 'block-node' : 'block-node wrong'}>
      {kind !== 'dataStreams' && <Handle type="target" position={Position.Left} />}
      <span className="block-kind">{kindWords[kind].one}</span>
      <strong>{title}</strong>
      {messages.length > 0 && (
        <span className="bad">
          <span aria-hidden="true">✕</span> {messages[0]}
          {messages.length > 1 && ` And ${messages.length - 1} more.`}
        </span>
      )}
      {kind !== 'tradingPrompts' && <Handle type="source" position={Position.Right} />}
    </div>
  );
}

const nodeTypes = { block: BlockNodeView };
