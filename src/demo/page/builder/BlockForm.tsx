import type { Autosave } from './autosave.ts';
import { AssetForm } from './AssetForm.tsx';
import { blocksOf, type BlockOfKind, type Draft } from './draft.ts';
import { changeBlock, connect, disconnect, targetsOf } from './edits.ts';
import type { Catalog, Entitlement } from './Editor.tsx';
import { issuesAt, refusalsOf, refusedBlocks, type Issue } from './issues.ts';
import { PromptForm } from './PromptForm.tsx';
import { StreamForm } from './StreamForm.tsx';
import { blockTitle } from './names.ts';
import { kindWords } from './words.ts';

interface Shown {
  readonly state: Autosave;
  readonly catalog: Catalog;
  readonly entitlement: Entitlement;
  readonly issues: readonly Issue[];
  readonly selected: string | null;
  readonly isOpen: boolean;
  edit(change: (draft: Draft) => Draft): void;
  onRemove(blockId: string): void;
}

/** The form of the selected block. */
export function BlockForm({ state, catalog, entitlement, issues, selected, isOpen, edit, onRemove }: Shown) {
  const { graph } = state.screen;
  const found = blocksOf(graph).find(({ block }) => block.blockId === selected);
  if (found === undefined) return <p className="quiet">Select a block to see and change what is in it.</p>;
  const { kind, block } = found;
  const { blockId } = block;
  const change = (changed: Readonly<Record<string, unknown>>) => edit(changeBlock(blockId, changed));
  const refusals = refusedBlocks(state, kind).has(blockId) ? refusalsOf(state, kind) : [];
  const own = issuesAt(issues, blockId);
  return (
    <>
      <h2>
        {kindWords[kind].one}: {blockTitle(found, catalog)}
      </h2>
      {/* What a field below has as its own isn't said twice. */}
      {[...refusals, ...own.filter(({ path }) => !hasField(path))].map(({ message }, index) => (
        <p key={index} className="bad">
          {message}
        </p>
      ))}
      <fieldset className="fields" disabled={!isOpen} key={blockId}>
        <legend className="unseen">What is in it</legend>
        {found.kind === 'dataStreams' && (
          <StreamForm block={found.block} streams={catalog.streams} issues={issues} onChange={change} />
        )}
        {found.kind === 'assets' && (
          <AssetForm block={found.block} assets={catalog.assets} issues={issues} onChange={change} />
        )}
        {found.kind === 'tradingPrompts' && (
          <PromptForm block={found.block} most={entitlement.maxPromptCharacters} issues={issues} onChange={change} />
        )}
        <Targets found={found} state={state} catalog={catalog} edit={edit} />
        {isOpen && (
          <button type="button" className="plain" onClick={() => onRemove(blockId)}>
            Remove this block
          </button>
        )}
      </fieldset>
    </>
  );
}

const hasField = ([, , member]: readonly string[]): boolean =>
  ['stream', 'interval', 'parameters', 'symbols', 'prompt'].includes(member ?? '');

/** The lines that begin at a block, as boxes to tick. */
function Targets({
  found: { kind, block },
  state,
  catalog,
  edit,
}: Pick<Shown, 'state' | 'catalog' | 'edit'> & { readonly found: BlockOfKind }) {
  const { graph } = state.screen;
  const targets = targetsOf(graph, kind);
  if (targets.length === 0) return null;
  const from = block.blockId;
  return (
    <fieldset className="boxes">
      <legend>Leads to</legend>
      {targets.map((target) => {
        const to = target.block.blockId;
        return (
          <label key={to}>
            <input
              type="checkbox"
              checked={graph.connections.some((one) => one.from === from && one.to === to)}
              onChange={({ target: box }) => edit((box.checked ? connect : disconnect)({ from, to }))}
            />
            {blockTitle(target, catalog)}
          </label>
        );
      })}
    </fieldset>
  );
}
