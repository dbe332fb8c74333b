import fc from 'fast-check';
import type { SelectedModel } from '../../../src/catalog/selectedModel.ts';
import type { IssueCode } from '../../../src/strategy/validation/issue.ts';
import type { StrategyGraph } from '../../../src/strategy/graph.ts';
import { arbitraryGraph, fits, shipped } from '../arbitraryGraph.ts';

/** A graph that was valid until one thing in it was broken. */
export interface BrokenGraph {
  readonly what: string;
  readonly graph: StrategyGraph;
  /** The expected result of `codesOf` for its issues. */
  readonly codes: readonly IssueCode[];
}

/** Every issue's code, sorted. INVALID_PARAMETERS counts once: how many parameters are wrong depends on the schema. */
export function codesOf(issues: readonly { readonly code: IssueCode }[]): IssueCode[] {
  const codes = issues.map(({ code }) => code).toSorted();
  return codes.filter((code, index) => code !== 'INVALID_PARAMETERS' || codes.indexOf(code) === index);
}

type Break = (graph: StrategyGraph, pick: Pick) => Omit<BrokenGraph, 'what'> | null;
/** Picks an item, always the same one of the same items. */
type Pick = <Item>(items: readonly Item[]) => Item;

const capacity = shipped.baseEntitlement;
const unknown = 'no-such-thing';
/** No arbitrary id is as long. */
const newId = 'x'.repeat(64);

/**
 * Each breaks one thing in a random valid graph and gives the expected issues; null if the graph doesn't have that
 * thing.
 */
const breaks: Readonly<Record<string, Break>> = {
  'every block is gone': ({ connections }) => ({
    graph: { dataStreams: [], assets: [], tradingPrompts: [], connections },
    codes: ['EMPTY_GRAPH'],
  }),
  'the prompt is gone': (graph) => without(graph, 'tradingPrompts', 'MISSING_TRADING_PROMPT'),
  'the assets are gone': (graph) => without(graph, 'assets', 'MISSING_ASSET_BLOCK'),
  'the streams are gone': (graph) => without(graph, 'dataStreams', 'MISSING_DATA_STREAM'),
  'the connections are gone': (graph) => ({
    graph: { ...graph, connections: [] },
    codes: idsOf(graph).map(() => 'UNCONNECTED_BLOCK'),
  }),
  'another prompt is fed': (graph, pick) => ({
    graph: {
      ...graph,
      tradingPrompts: [...graph.tradingPrompts, { blockId: newId, prompt: 'More.' }],
      connections: [...graph.connections, { from: pick(graph.assets).blockId, to: newId }],
    },
    codes: ['MULTIPLE_TRADING_PROMPTS'],
  }),
  'another prompt is unconnected': (graph) => ({
    graph: { ...graph, tradingPrompts: [...graph.tradingPrompts, { blockId: newId, prompt: ' ' }] },
    codes: ['EMPTY_PROMPT', 'MULTIPLE_TRADING_PROMPTS', 'UNCONNECTED_BLOCK'],
  }),
  'the prompt is blank': (graph, pick) => ({
    graph: {
      ...graph,
      tradingPrompts: graph.tradingPrompts.map(({ blockId }) => ({
        blockId,
        prompt: pick(['', ' ', '\n\t', '\u3000']),
      })),
    },
    codes: ['EMPTY_PROMPT'],
  }),
  'the prompt is too long': (graph) => ({
    graph: {
      ...graph,
      tradingPrompts: graph.tradingPrompts.map(({ blockId }) => ({
        blockId,
        prompt: '🦊'.repeat(capacity.maxPromptCharacters + 1),
      })),
    },
    codes: ['ENTITLEMENT_EXCEEDED'],
  }),
  'an asset block is emptied': (graph, pick) => ({
    graph: changing(graph, 'assets', pick(graph.assets), { symbols: [] }),
    codes: ['EMPTY_ASSET_BLOCK'],
  }),
  'a symbol is repeated': (graph, pick) => {
    const block = pick(graph.assets);
    return {
      graph: changing(graph, 'assets', block, { symbols: [...block.symbols, pick(block.symbols)] }),
      codes: ['DUPLICATE_ASSET'],
    };
  },
  'a symbol is unknown': (graph, pick) => {
    const gone = pick(pick(graph.assets).symbols);
    const assets = graph.assets.map((block) => ({
      ...block,
      symbols: block.symbols.map((symbol) => (symbol === gone ? unknown : symbol)),
    }));
    return {
      graph: { ...graph, assets },
      codes: graph.assets.filter(({ symbols }) => symbols.includes(gone)).map(() => 'UNKNOWN_ASSET'),
    };
  },
  'there are too many symbols': (graph, pick) => ({
    graph: changing(graph, 'assets', pick(graph.assets), {
      symbols: shipped.assets.slice(0, capacity.maxAssets + 1).map(({ symbol }) => symbol),
    }),
    codes: ['ENTITLEMENT_EXCEEDED'],
  }),
  'there are too many streams': (graph, pick) => {
    const [block, to] = [pick(graph.dataStreams), pick(graph.assets).blockId];
    const added = Array.from({ length: capacity.maxDataStreams }, (_, index) => ({
      ...block,
      blockId: `${'x'.repeat(63)}${index}`,
    }));
    return {
      graph: {
        ...graph,
        dataStreams: [...graph.dataStreams, ...added],
        connections: [...graph.connections, ...added.map(({ blockId }) => ({ from: blockId, to }))],
      },
      codes: ['ENTITLEMENT_EXCEEDED'],
    };
  },
  'a stream is unknown': (graph, pick) => ({
    graph: changing(graph, 'dataStreams', pick(graph.dataStreams), {
      stream: pick([unknown, '', 'constructor', '__proto__']),
    }),
    codes: ['UNKNOWN_STREAM'],
  }),
  'an interval is missing or unknown': (graph, pick) => {
    const block = pick(graph.dataStreams);
    const interval = pick(block.interval === null ? [unknown, '1h', ''] : [unknown, null, '']);
    return { graph: changing(graph, 'dataStreams', block, { interval }), codes: ['UNKNOWN_INTERVAL'] };
  },
  'parameters are wrong': (graph, pick) => {
    const block = pick(graph.dataStreams);
    const definition = shipped.streams.find(({ key }) => key === block.stream);
    const given = Object.entries(block.parameters ?? {});
    const wrong = [
      { ...block.parameters, [unknown]: 1 },
      {},
      null,
      ...given.flatMap(([key, value]) =>
        [String(value), null, -1, [], {}].map((other) => ({ ...block.parameters, [key]: other })),
      ),
    ];
    const refused = wrong.filter((parameters) => definition !== undefined && !fits(definition, parameters ?? {}));
    return refused.length === 0
      ? null
      : { graph: changing(graph, 'dataStreams', block, { parameters: pick(refused) }), codes: ['INVALID_PARAMETERS'] };
  },
  'an id is repeated': (graph, pick) => ({
    graph: {
      ...graph,
      assets: [...graph.assets, { blockId: pick(idsOf(graph)), symbols: pick(graph.assets).symbols }],
    },
    codes: ['DUPLICATE_BLOCK_ID'],
  }),
  'a connection leads nowhere': (graph, pick) => {
    const [id, end] = [pick(idsOf(graph)), pick(['from', 'to'])];
    return {
      graph: connecting(graph, end === 'from' ? newId : id, end === 'to' ? newId : id),
      codes: ['UNKNOWN_BLOCK'],
    };
  },
  'a connection has neither end': (graph) => ({
    graph: connecting(graph, newId, newId),
    codes: ['UNKNOWN_BLOCK', 'UNKNOWN_BLOCK'],
  }),
  'a connection is not allowed': (graph, pick) => {
    const [stream, asset, prompt] = [
      pick(graph.dataStreams).blockId,
      pick(graph.assets).blockId,
      pick(graph.tradingPrompts).blockId,
    ] as const;
    const [from, to] = pick([
      [stream, prompt],
      [stream, stream],
      [asset, stream],
      [asset, asset],
      [prompt, asset],
      [prompt, stream],
      [prompt, prompt],
    ] as const);
    return { graph: connecting(graph, from, to), codes: ['INVALID_CONNECTION'] };
  },
  'a connection is repeated': (graph, pick) => {
    const { from, to } = pick(graph.connections);
    return { graph: connecting(graph, from, to), codes: ['DUPLICATE_CONNECTION'] };
  },
  'an asset block is unconnected': (graph, pick) => ({
    graph: { ...graph, assets: [...graph.assets, { blockId: newId, symbols: pick(graph.assets).symbols }] },
    codes: ['UNCONNECTED_BLOCK'],
  }),
  'an asset block is fed and feeds nothing': (graph, pick) => ({
    graph: connecting(
      { ...graph, assets: [...graph.assets, { blockId: newId, symbols: pick(graph.assets).symbols }] },
      pick(graph.dataStreams).blockId,
      newId,
    ),
    codes: ['UNCONNECTED_BLOCK'],
  }),
};

/** A random valid graph, broken in a random way. */
export const brokenGraph: fc.Arbitrary<BrokenGraph> = fc
  .tuple(arbitraryGraph(), fc.constantFrom(...Object.keys(breaks)), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }))
  .map(([graph, what, numbers]) => broken(what, graph, numbers))
  .filter((one) => one !== null);

/** Each way to break a graph, with an arbitrary of graphs broken in that way. */
export const waysToBreak: readonly (readonly [what: string, graphs: fc.Arbitrary<BrokenGraph>])[] = Object.keys(
  breaks,
).map((what) => [
  what,
  fc
    .tuple(arbitraryGraph(), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }))
    .map(([graph, numbers]) => broken(what, graph, numbers))
    .filter((one) => one !== null),
]);

/** A model of the catalog, as a clone that selected it has it. */
export function selected(modelId: string): SelectedModel {
  const model = shipped.models.find(({ id }) => id === modelId);
  if (model === undefined) throw new Error('the catalog has no such model');
  return { id: model.id, name: model.displayName, tier: model.tier };
}

function broken(what: string, graph: StrategyGraph, numbers: readonly number[]): BrokenGraph | null {
  let used = 0;
  const pick: Pick = (items) => {
    const item = items[(numbers[used++ % numbers.length] ?? 0) % items.length];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  };
  const done = breaks[what]?.(graph, pick) ?? null;
  return done && { what, graph: done.graph, codes: done.codes.toSorted() };
}

/** The graph without one kind of block and its connections, so that no path is left. */
function without(
  graph: StrategyGraph,
  kind: 'dataStreams' | 'assets' | 'tradingPrompts',
  code: IssueCode,
): Omit<BrokenGraph, 'what'> {
  const gone = new Set(graph[kind].map(({ blockId }) => blockId));
  const left = {
    ...graph,
    [kind]: [],
    connections: graph.connections.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  };
  return { graph: left, codes: [code, ...idsOf(left).map(() => 'UNCONNECTED_BLOCK' as const)] };
}

function idsOf({ dataStreams, assets, tradingPrompts }: StrategyGraph): string[] {
  return [...dataStreams, ...assets, ...tradingPrompts].map(({ blockId }) => blockId);
}

function changing<Kind extends 'dataStreams' | 'assets'>(
  graph: StrategyGraph,
  kind: Kind,
  block: StrategyGraph[Kind][number],
  change: Partial<StrategyGraph[Kind][number]>,
): StrategyGraph {
  return { ...graph, [kind]: graph[kind].map((one) => (one === block ? { ...one, ...change } : one)) };
}

function connecting(graph: StrategyGraph, from: string, to: string): StrategyGraph {
  return { ...graph, connections: [...graph.connections, { from, to }] };
}
