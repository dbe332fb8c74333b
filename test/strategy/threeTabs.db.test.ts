import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { createClone } from '../makers.ts';
import { often, runs } from '../runs.ts';
import { service as serviceCaller, startTestService } from '../startTestService.ts';
import { alice, call, graphFields, readClone } from './strategyCalls.ts';

const service = startTestService({ maxClonesPerOwner: 10_000 });

/** Something that a tab added or removed. Every name and line is used once, so that it can be found again. */
interface Edit {
  readonly adds: string | null;
  /** What it took the place of, and so what its tab had been shown. */
  readonly removes: readonly string[];
}

interface Tab {
  /** What the tab got last. */
  seen: { readonly revision: number; readonly graph: StrategyGraph };
  graph: StrategyGraph;
  /** Edits that no answer has told of. */
  pending: Edit[];
  /** A save whose answer was lost: it is sent again, unchanged, before anything else. */
  unanswered: Record<string, unknown> | null;
}

const kinds = [
  'interval',
  'line',
  'moreLines',
  'symbol',
  'fewerSymbols',
  'block',
  'fewerBlocks',
  'connection',
  'fewerConnections',
] as const;
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ tab: fc.nat(2), edit: fc.constantFrom(...kinds), pick: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ tab: fc.nat(2), save: fc.constantFrom('answered', 'answered', 'answer lost', 'lost') }),
  },
);

const start: StrategyGraph = {
  dataStreams: ['one', 'two'].map((id) => ({
    blockId: id,
    stream: 'candles',
    interval: `interval ${id}`,
    parameters: null,
  })),
  assets: ['three', 'four'].map((id) => ({ blockId: id, symbols: [`symbol ${id}`] })),
  tradingPrompts: [{ blockId: 'five', prompt: Array.from({ length: 9 }, (_, index) => `line ${index};`).join('\n') }],
  connections: [{ from: 'one', to: 'three' }],
};

/** The graph with one edit at a place, and the edit; null if there is no such place. */
function edited(
  graph: StrategyGraph,
  kind: (typeof kinds)[number],
  pick: number,
  name: string,
): readonly [StrategyGraph, Edit] | null {
  const at = <Item>(items: readonly Item[]): number => pick % items.length;
  const { dataStreams, assets, tradingPrompts, connections } = graph;
  const lines = tradingPrompts[0]?.prompt.split('\n') ?? [];
  const withLines = (changed: readonly string[]): StrategyGraph => ({
    ...graph,
    tradingPrompts: [{ blockId: 'five', prompt: changed.join('\n') }],
  });
  const replaced = <Item>(items: readonly Item[], item: Item): Item[] => items.with(at(items), item);
  const without = <Item>(items: readonly Item[]): Item[] => items.toSpliced(at(items), 1);
  const asset = assets[at(assets)];
  switch (kind) {
    case 'interval': {
      const block = dataStreams[at(dataStreams)];
      return block
        ? [
            { ...graph, dataStreams: replaced(dataStreams, { ...block, interval: name }) },
            { adds: name, removes: [block.interval ?? ''] },
          ]
        : null;
    }
    case 'line':
      return [withLines(replaced(lines, `${name};`)), { adds: `${name};`, removes: [lines[at(lines)] ?? ''] }];
    case 'moreLines':
      return [withLines(lines.toSpliced(at(lines), 0, `${name};`)), { adds: `${name};`, removes: [] }];
    case 'symbol':
      return asset
        ? [
            { ...graph, assets: replaced(assets, { ...asset, symbols: [...asset.symbols, name] }) },
            { adds: name, removes: [] },
          ]
        : null;
    case 'fewerSymbols':
      return asset && asset.symbols.length > 0
        ? [
            { ...graph, assets: replaced(assets, { ...asset, symbols: without(asset.symbols) }) },
            { adds: null, removes: [asset.symbols[at(asset.symbols)] ?? ''] },
          ]
        : null;
    case 'block':
      return [
        { ...graph, assets: [...assets, { blockId: name, symbols: [] }] },
        { adds: name, removes: [] },
      ];
    case 'fewerBlocks':
      return asset
        ? [
            { ...graph, assets: without(assets) },
            { adds: null, removes: [asset.blockId, ...asset.symbols] },
          ]
        : null;
    case 'connection':
      return [
        { ...graph, connections: [...connections, { from: 'one', to: name }] },
        { adds: `to ${name}`, removes: [] },
      ];
    case 'fewerConnections': {
      const connection = connections[at(connections)];
      return connection
        ? [
            { ...graph, connections: without(connections) },
            { adds: null, removes: [`to ${connection.to}`] },
          ]
        : null;
    }
  }
}

function namesIn({ dataStreams, assets, tradingPrompts, connections }: StrategyGraph): Set<string> {
  return new Set([
    ...dataStreams.map(({ interval }) => interval ?? ''),
    ...assets.flatMap(({ blockId, symbols }) => [blockId, ...symbols]),
    ...tradingPrompts.flatMap(({ prompt }) => prompt.split('\n')),
    ...connections.map(({ to }) => `to ${to}`),
  ]);
}

it('an edit of one of three tabs is in the draft, or was replaced by whoever had seen it, or its tab was told of a conflict', async () => {
  let told = 0;
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const cloneId = await createClone(service, alice, { name: 'In three tabs' });
      await service.ask(
        serviceCaller('entitlement:write'),
        'mutation($fact: EntitlementFactInput!) { applyEntitlementFacts(input: { facts: [$fact] }) { errors { code } } }',
        { fact: { grantId: cloneId, cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: 100 } },
      );
      const first = await call(service, 'saveStrategyDraft', { cloneId, expectedRevision: 0, graph: start });
      const opened = { revision: first.strategyDraft.revision, graph: start };
      const tabs: Tab[] = [0, 1, 2].map(() => ({ seen: opened, graph: start, pending: [], unanswered: null }));
      const edits: Edit[] = [];
      const conflicting = new Set<Edit>();
      let names = 0;

      const saveOf = ({ seen, graph }: Tab) => ({
        cloneId,
        expectedRevision: seen.revision,
        graph,
        base: { graph: seen.graph },
      });
      const send = async (tab: Tab, fate: string) => {
        const input = tab.unanswered ?? (tab.pending.length > 0 ? saveOf(tab) : null);
        if (input === null) return;
        tab.unanswered = input;
        if (fate === 'lost') return;
        const { errors, strategyDraft, merge } = await call(
          service,
          'saveStrategyDraft',
          input,
          'merge { conflicts { subjectId } }',
        );
        if (fate === 'answer lost') return;
        if (merge !== null) merged += 1;
        if (errors.length > 0) {
          expect(errors).toMatchObject([{ code: 'REVISION_CONFLICT' }]);
          expect(merge.conflicts.length).toBeGreaterThan(0);
          told += 1;
          for (const edit of tab.pending) conflicting.add(edit);
        }
        tab.seen = { revision: strategyDraft.revision, graph: strategyDraft.graph };
        Object.assign(tab, { graph: strategyDraft.graph, pending: [], unanswered: null });
      };
      const isUnanswered = (name: string): boolean =>
        tabs.some(({ unanswered, pending }) => unanswered !== null && pending.some(({ adds }) => adds === name));

      for (const { tab: index, ...action } of steps) {
        const tab = tabs[index];
        if (!tab) continue;
        if ('save' in action) await send(tab, action.save);
        else if (tab.unanswered === null) {
          const result = edited(tab.graph, action.edit, action.pick, `new-${(names += 1)}`);
          // What a tab takes away while another one is about to repeat its addition comes back: the one limit of merging.
          if (result === null || (result[1].adds === null && result[1].removes.some(isUnanswered))) continue;
          tab.graph = result[0];
          tab.pending.push(result[1]);
          edits.push(result[1]);
        }
      }
      for (const tab of tabs) await send(tab, 'answered');
      for (const tab of tabs) await send(tab, 'answered');

      const { graph } = (await readClone(service, cloneId, `strategyDraft { ${graphFields} }`)).strategyDraft;
      const there = namesIn(graph);
      const stored = edits.filter((edit) => !conflicting.has(edit));
      const replaced = new Set(stored.flatMap(({ removes }) => removes));
      for (const { adds, removes } of stored) {
        if (adds !== null && !there.has(adds)) expect(replaced, `${adds} was replaced by an edit`).toContain(adds);
        for (const name of removes) expect(there, `${name} was taken away`).not.toContain(name);
      }
    }),
    { numRuns: runs(150) },
  );
  expect(told).toBeGreaterThan(often(20));
  expect(merged).toBeGreaterThan(often(200));
});
