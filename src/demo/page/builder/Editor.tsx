import { useCallback, useMemo, useRef, useState } from 'react';
import { readFragment } from '../generated/fragment-masking.ts';
import type { OpenBuilderQuery } from '../generated/graphql.ts';
import { cloneName } from '../parts/cloneName.ts';
import { BlockForm } from './BlockForm.tsx';
import { BlockList } from './BlockList.tsx';
import { Changes } from './Changes.tsx';
import { Conflict } from './Conflict.tsx';
import type { Draft } from './draft.ts';
import { removeBlocks } from './edits.ts';
import { GraphView } from './GraphView.tsx';
import { History } from './History.tsx';
import { ModelPicker } from './ModelPicker.tsx';
import { changeTitles, NamesProvider } from './names.ts';
import type { Notice } from './notice.ts';
import { Obstacles } from './Obstacles.tsx';
import { DraftPartsFragment, savedDraftOf } from './savedDraft.tsx';
import { TitleBar } from './TitleBar.tsx';
import { useAutosave } from './useAutosave.tsx';
import { LiveFragmentDocument, useLive } from './useLive.tsx';
import { usePublish } from './usePublish.tsx';
import { useReplace } from './useReplace.tsx';
import { useWide } from './useWide.ts';

type Opened = NonNullable<OpenBuilderQuery['clone']>;
export type Catalog = OpenBuilderQuery['strategyCatalog'];
export type Entitlement = NonNullable<Opened['entitlement']>;
export type OpenedClone = Opened & {
  readonly strategyDraft: NonNullable<Opened['strategyDraft']>;
  readonly entitlement: Entitlement;
};

/** Everything that a creator does with the strategy of one clone. */
export function Editor({ clone, catalog }: { readonly clone: OpenedClone; readonly catalog: Catalog }) {
  const parts = readFragment(DraftPartsFragment, clone.strategyDraft);
  const stored = useMemo(() => savedDraftOf(clone.strategyDraft), [clone.strategyDraft]);
  const live = readFragment(LiveFragmentDocument, clone);
  const [notice, setNotice] = useState<Notice | null>(null);
  const saver = useAutosave(clone.id, stored, setNotice);
  const state = saver.state();
  const [note, setNote] = useState('');
  const [showsChanges, setShowsChanges] = useState(false);
  const [view, setView] = useState<'graph' | 'list' | null>(null);
  const isWide = useWide();
  const shownView = view ?? (isWide ? 'graph' : 'list');
  const { selected, select, goTo, formTop } = useSelection();
  const { discard, restore, revert } = useReplace(clone.id, parts.revision, saver, setNotice);
  const { publish, isPublishing } = usePublish(clone.id, saver, setNotice);
  const { activate, setPaused } = useLive(clone.id, live, setNotice);
  const { streams } = catalog;
  const { graph } = state.screen;
  const names = useMemo(() => ({ streams, graph }), [streams, graph]);
  const { issues } = parts.validation;
  const isOpen = clone.acceptsChanges !== false;
  const reason = clone.publicProfileDraft?.moderationReason;

  const edit = useCallback(
    (change: (draft: Draft) => Draft) => {
      setNotice(null);
      saver.dispatch({ type: 'edited', draft: change(saver.state().screen) });
    },
    [saver],
  );
  const undo = () => {
    const last = state.past.at(-1);
    setNotice(null);
    if (typeof last === 'number') void revert(last);
    else saver.dispatch({ type: 'undone' });
  };
  const remove = (blockId: string) => {
    edit(removeBlocks([blockId]));
    select(null);
  };
  const shared = { state, catalog, issues, selected, isOpen, edit };
  return (
    <NamesProvider value={names}>
      <div className="builder">
        <TitleBar
          name={cloneName(clone.publicProfileDraft)}
          live={live}
          saver={saver}
          parts={parts}
          isOpen={isOpen}
          isPublishing={isPublishing}
          showsChanges={showsChanges}
          onChanges={() => setShowsChanges(!showsChanges)}
          onUndo={undo}
          onPublish={() => void publish(note).then(() => setNote(''))}
          onPause={(paused) => void setPaused(paused)}
        />
        <div role="status" className="notices">
          {notice && (
            <p className={`notice ${notice.tone}`}>
              {notice.text}{' '}
              {notice.undo && state.past.length > 0 && (
                <button type="button" onClick={undo}>
                  Undo
                </button>
              )}
            </p>
          )}
          {state.theirs.length > 0 && (
            <p className="notice">
              Merged with changes from another tab: {changeTitles(state.theirs, names).join('; ')}.{' '}
              <button type="button" onClick={() => saver.dispatch({ type: 'noted' })}>
                OK
              </button>
            </p>
          )}
          {clone.publicProfileDraft?.moderationStatus === 'REJECTED' && (
            <p className="notice bad">
              A moderator rejected this clone's profile{reason ? <>: “{reason}”</> : '.'} Change it with{' '}
              <code>updatePublicProfile</code>.
            </p>
          )}
          {!isOpen && <p className="notice bad">This clone is suspended or archived, so nothing can be changed.</p>}
        </div>
        {state.conflict && <Conflict key={state.conflict.stored.revision} conflict={state.conflict} saver={saver} />}
        {showsChanges && (
          <Changes
            cloneId={clone.id}
            revision={state.base.revision}
            activation={live.activation?.sequence ?? 0}
            note={note}
            onNote={setNote}
            onDiscard={isOpen ? () => void discard() : null}
          />
        )}
        <div className="workplace">
          <section className="strategy" aria-label="Strategy">
            <div className="views">
              <h2>Strategy</h2>
              <fieldset className="switch">
                <legend className="unseen">Show it as</legend>
                {(['graph', 'list'] as const).map((one) => (
                  <label key={one}>
                    <input type="radio" name="view" checked={shownView === one} onChange={() => setView(one)} />
                    {one === 'graph' ? 'Graph' : 'List'}
                  </label>
                ))}
              </fieldset>
            </div>
            {shownView === 'graph' && <GraphView {...shared} onSelect={select} />}
            <BlockList {...shared} entitlement={clone.entitlement} onlyAdding={shownView === 'graph'} onOpen={goTo} />
          </section>
          <section className="form" aria-label="What is selected" ref={formTop} tabIndex={-1}>
            <ModelPicker clone={clone} models={catalog.models} issues={issues} isOpen={isOpen} onNotice={setNotice} />
            <BlockForm {...shared} entitlement={clone.entitlement} onRemove={remove} />
          </section>
        </div>
        <Obstacles blockers={parts.publishBlockers} issues={issues} state={state} catalog={catalog} onGo={goTo} />
        <History
          cloneId={clone.id}
          live={live}
          isOpen={isOpen}
          onActivate={(version) => void activate(version)}
          onRestore={(version) => void restore(version)}
          onRevert={(revision) => void revert(revision)}
        />
      </div>
    </NamesProvider>
  );
}

/** Which block's form is shown. `goTo` leads the reader there as well. */
function useSelection() {
  const [selected, select] = useState<string | null>(null);
  const formTop = useRef<HTMLElement>(null);
  const goTo = useCallback((blockId: string) => {
    select(blockId);
    // After the form is there.
    requestAnimationFrame(() => {
      formTop.current?.focus({ preventScroll: true });
      formTop.current?.scrollIntoView({ block: 'nearest' });
    });
  }, []);
  return { selected, select, goTo, formTop };
}
