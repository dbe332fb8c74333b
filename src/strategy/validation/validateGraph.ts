import type { Catalog } from '../../catalog/loadCatalog.ts';
import type { Capacity } from '../../entitlement/effectiveEntitlement.ts';
import { violationsOf, type EntitlementLimit } from '../../entitlement/violations.ts';
import { codePoints } from '../../text/characters.ts';
import { blockKinds, type StrategyGraph } from '../graph.ts';
import { usageOf } from '../usage.ts';
import { assetIssues, dataStreamIssues, promptIssues } from './blockIssues.ts';
import { connectionIssues, unconnectedIssues } from './connectionIssues.ts';
import type { SelectedModel } from '../../catalog/selectedModel.ts';
import { issue, type Issue } from './issue.ts';

declare const publishable: unique symbol;
/** Only this can be published: a graph and a model in which validateGraph found no issue. */
export interface PublishableStrategy {
  readonly [publishable]: true;
  readonly graph: StrategyGraph;
  readonly model: SelectedModel;
}

export interface Validation {
  /** All issues, in a stable order. */
  readonly issues: readonly Issue[];
  readonly strategy: PublishableStrategy | null;
}

export const mostIssuesOfABlock = 20;
export const mostIssues = 200;

/**
 * What prevents publishing `graph` with `model` (doc/behaviour.md#validation). One function serves
 * validateStrategy, strategyDraft.validation and publishing. Changes nothing and never throws.
 */
export function validateGraph(
  graph: StrategyGraph,
  model: SelectedModel | null,
  catalog: Catalog,
  capacity: Capacity,
): Validation {
  const ofGraph = graphIssues(graph, catalog);
  const ofClone = [...modelIssues(model, catalog), ...entitlementIssues(graph, model, capacity)];
  if (ofGraph.length + ofClone.length === 0 && model !== null)
    return { issues: [], strategy: { graph, model } as PublishableStrategy };
  // Issues of the model and the entitlement are always among them, however many the graph has.
  return { issues: [...bounded(ofGraph, mostIssues - ofClone.length), ...ofClone], strategy: null };
}

function graphIssues(graph: StrategyGraph, catalog: Catalog): Issue[] {
  if (blockKinds.every((kind) => graph[kind].length === 0)) {
    return [
      issue(
        'EMPTY_GRAPH',
        'There is nothing here yet: add a data stream, an asset block and a trading prompt, and connect them.',
        null,
      ),
    ];
  }
  return [
    ...missingIssues(graph),
    ...duplicateIdIssues(graph),
    ...graph.dataStreams.flatMap((block, index) => dataStreamIssues(block, index, catalog)),
    ...graph.assets.flatMap((block, index) => assetIssues(block, index, catalog)),
    ...graph.tradingPrompts.flatMap(promptIssues),
    ...connectionIssues(graph),
    ...unconnectedIssues(graph),
  ];
}

function missingIssues(graph: StrategyGraph): Issue[] {
  return [
    ...(graph.dataStreams.length === 0
      ? [issue('MISSING_DATA_STREAM', 'Add a data stream: it says what the strategy looks at.', null, 'dataStreams')]
      : []),
    ...(graph.assets.length === 0
      ? [issue('MISSING_ASSET_BLOCK', 'Add an asset block: it says what the strategy trades.', null, 'assets')]
      : []),
    ...(graph.tradingPrompts.length === 0
      ? [
          issue(
            'MISSING_TRADING_PROMPT',
            'Add a trading prompt: it says how the strategy trades.',
            null,
            'tradingPrompts',
          ),
        ]
      : []),
  ];
}

/** No block id occurs twice, whatever the kinds of the blocks. */
function duplicateIdIssues(graph: StrategyGraph): Issue[] {
  const seen = new Set<string>();
  return blockKinds.flatMap((kind) =>
    graph[kind].flatMap(({ blockId }, index) => {
      const repeated = seen.has(blockId);
      seen.add(blockId);
      return repeated
        ? [
            issue(
              'DUPLICATE_BLOCK_ID',
              'Another block has the same id: give this one an id of its own.',
              blockId,
              kind,
              index,
              'blockId',
            ),
          ]
        : [];
    }),
  );
}

function modelIssues(model: SelectedModel | null, catalog: Catalog): Issue[] {
  if (model === null) return [issue('MISSING_MODEL', 'Select a model.', null, 'model')];
  return catalog.model(model.id)
    ? []
    : [issue('UNKNOWN_MODEL', 'The selected model is no longer offered: select another.', null, 'model')];
}

function entitlementIssues(graph: StrategyGraph, model: SelectedModel | null, capacity: Capacity): Issue[] {
  const used = { ...usageOf(graph), modelTier: model?.tier ?? null };
  return violationsOf(used, capacity).map((violation) => {
    const { blockId, path } = entitlementPlaces[violation.limit](graph);
    return issue('ENTITLEMENT_EXCEEDED', entitlementMessages[violation.limit](capacity), blockId, ...path);
  });
}

interface IssuePlace {
  readonly blockId: string | null;
  readonly path: readonly (string | number)[];
}

const entitlementPlaces: Record<EntitlementLimit, (graph: StrategyGraph) => IssuePlace> = {
  DATA_STREAMS: () => ({ blockId: null, path: ['dataStreams'] }),
  ASSETS: () => ({ blockId: null, path: ['assets'] }),
  PROMPT_CHARACTERS: ({ tradingPrompts }) => {
    const lengths = tradingPrompts.map(({ prompt }) => codePoints(prompt));
    const longest = lengths.indexOf(Math.max(...lengths));
    return { blockId: tradingPrompts[longest]?.blockId ?? null, path: ['tradingPrompts', longest, 'prompt'] };
  },
  MODEL_TIER: () => ({ blockId: null, path: ['model'] }),
};

/** What the creator is told of each limit, by validation and by mutations that answer ENTITLEMENT_EXCEEDED. */
export const entitlementMessages: Record<EntitlementLimit, (capacity: Capacity) => string> = {
  DATA_STREAMS: ({ maxDataStreams }) =>
    `Too many data streams: this clone may use ${maxDataStreams} at most. Remove some, or extend its entitlement.`,
  ASSETS: ({ maxAssets }) =>
    `Too many different assets: this clone may use ${maxAssets} at most. Remove some, or extend its entitlement.`,
  PROMPT_CHARACTERS: ({ maxPromptCharacters }) =>
    `The trading prompt is too long: ${maxPromptCharacters} characters at most. Shorten it, or extend this clone's entitlement.`,
  MODEL_TIER: ({ modelTier }) =>
    `This clone may use models up to the tier ${modelTier}. Select another, or extend its entitlement.`,
};

/** At most 20 issues for a block, and `most` in all. */
function bounded(issues: readonly Issue[], most: number): Issue[] {
  const perBlock = new Map<string, number>();
  return issues
    .filter(({ blockId }) => {
      if (blockId === null) return true;
      const count = (perBlock.get(blockId) ?? 0) + 1;
      perBlock.set(blockId, count);
      return count <= mostIssuesOfABlock;
    })
    .slice(0, most);
}
