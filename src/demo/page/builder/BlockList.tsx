import type { Autosave } from './autosave.ts';
import { blocksOf, kinds, type BlockOfKind, type Draft, type Graph, type Kind } from './draft.ts';
import './blockList.css';
import { addBlock, freeId } from './edits.ts';
import type { Catalog, Entitlement } from './Editor.tsx';
import { issuesAt, refusalsOf, refusedBlocks, usageOf, type Issue } from './issues.ts';
import { blockTitle } from './names.ts';
import { kindWords } from './words.ts';

interface Shown {
  readonly state: Autosave;
  readonly catalog: Catalog;
  readonly entitlement: Entitlement;
  readonly issues: readonly Issue[];
  readonly selected: string | null;
  readonly isOpen: boolean;
  /** The blocks are in the graph above. */
  readonly onlyAdding: boolean;
  edit(change: (draft: Draft) => Draft): void;
  onOpen(blockId: string): void;
}

/** The graph as three lists, in the order in which data flows: what is used of each limit, the blocks, and a way to add one. */
export function BlockList({ state, catalog, entitlement, issues, selected, isOpen, onlyAdding, edit, onOpen }: Shown) {
  const { graph } = state.screen;
  const used = usageOf(state.screen);
  const add = (kind: Kind) => {
    const added = newBlock(kind, graph, catalog);
    edit(addBlock(added));
    onOpen(added.block.blockId);
  };
  return (
    <div className="kinds">
      {kinds.map((kind) => {
        const limit = limitOf(kind, entitlement);
        const ofThis = issues.filter(({ blockId, path }) => !blockId && path[0] === kind);
        return (
          <section key={kind} id={kind} tabIndex={-1} aria-label={kindWords[kind].many}>
            <h3>{kindWords[kind].many}</h3>
            {!onlyAdding && (
              <ul>
                {blocksOf(graph)
                  .filter((block) => block.kind === kind)
                  .map((block) => (
                    <BlockRow
                      key={block.block.blockId}
                      title={blockTitle(block, catalog)}
                      id={block.block.blockId}
                      isSelected={selected === block.block.blockId}
                      count={
                        issuesAt(issues, block.block.blockId).length +
                        (refusedBlocks(state, kind).has(block.block.blockId) ? 1 : 0)
                      }
                      onOpen={onOpen}
                    />
                  ))}
              </ul>
            )}
            <p className={used[kind] > limit ? 'usage bad' : 'usage'}>
              {used[kind].toLocaleString('en')} of {limit.toLocaleString('en')}
              {kind === 'tradingPrompts' && ' characters'}
            </p>
            {[...refusalsOf(state, kind), ...ofThis].map(({ message }, index) => (
              <p key={index} className="bad">
                {message}
              </p>
            ))}
            {isOpen && mayAdd(kind, graph, limit) && (
              <button type="button" onClick={() => add(kind)}>
                <span aria-hidden="true">+</span> Add {adds[kind]}
              </button>
            )}
          </section>
        );
      })}
    </div>
  );
}

function BlockRow({
  title,
  id,
  isSelected,
  count,
  onOpen,
}: {
  readonly title: string;
  readonly id: string;
  readonly isSelected: boolean;
  readonly count: number;
  onOpen(blockId: string): void;
}) {
  return (
    <li>
      <button type="button" className="block-row" aria-pressed={isSelected} onClick={() => onOpen(id)}>
        {title}
        {count > 0 && (
          <span className="bad">
            <span aria-hidden="true">✕</span> {count} to mend
          </span>
        )}
      </button>
    </li>
  );
}

const adds: Readonly<Record<Kind, string>> = {
  dataStreams: 'a data stream',
  assets: 'assets',
  tradingPrompts: 'a prompt',
};

function limitOf(kind: Kind, { maxDataStreams, maxAssets, maxPromptCharacters }: Entitlement): number {
  return { dataStreams: maxDataStreams, assets: maxAssets, tradingPrompts: maxPromptCharacters }[kind];
}

/** Where one more block could never be saved or published, there is no button for it. */
function mayAdd(kind: Kind, graph: Graph, limit: number): boolean {
  if (kind === 'dataStreams') return graph.dataStreams.length < limit;
  return kind === 'assets' || graph.tradingPrompts.length === 0;
}

function newBlock(kind: Kind, graph: Graph, { streams }: Catalog): BlockOfKind {
  if (kind === 'assets') return { kind, block: { blockId: freeId(graph, 'assets'), symbols: [] } };
  if (kind === 'tradingPrompts') return { kind, block: { blockId: freeId(graph, 'prompt'), prompt: '' } };
  return { kind, block: { blockId: freeId(graph, 'stream'), stream: streams[0]?.key ?? '' } };
}
