import { textFlaw } from '../text/characters.ts';
import { invalid, type UserError } from '../errors/userError.ts';
import type { AssetBlock, BlockConnection, DataStreamBlock, StrategyGraph, TradingPromptBlock } from './graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { graphLimits } from './graphLimits.ts';
import { jsonRefusal } from './storableJson.ts';

/** A graph as it arrives: what may be left out may also be null. */
export interface GraphInput {
  readonly dataStreams: readonly {
    readonly blockId: string;
    readonly stream: string;
    readonly interval?: string | null | undefined;
    readonly parameters?: JsonObject | null | undefined;
  }[];
  readonly assets: readonly AssetBlock[];
  readonly tradingPrompts: readonly TradingPromptBlock[];
  readonly connections: readonly BlockConnection[];
}

export type ParsedGraph = { readonly graph: StrategyGraph } | { readonly errors: readonly UserError[] };

/**
 * The graph, or everything that keeps it from being stored or shown again. A draft may be incomplete: what only keeps it
 * from being published is for validateGraph. Lists that are too long are refused before their items are checked.
 *
 * @param place the member of the input that it came with
 */
export function parseGraph(input: GraphInput, place: Place = ['graph']): ParsedGraph {
  const tooMany = listErrors(input, place);
  if (tooMany.length > 0) return { errors: tooMany };
  const errors = [
    ...input.dataStreams.flatMap((block, index) => dataStreamErrors(block, [...place, 'dataStreams', index])),
    ...input.assets.flatMap((block, index) => assetErrors(block, [...place, 'assets', index])),
    ...input.tradingPrompts.flatMap((block, index) => promptErrors(block, [...place, 'tradingPrompts', index])),
    ...input.connections.flatMap((connection, index) => connectionErrors(connection, [...place, 'connections', index])),
  ];
  return errors.length > 0 ? { errors } : { graph: graphOf(input) };
}

type Place = readonly (string | number)[];

function graphOf(input: GraphInput): StrategyGraph {
  return {
    dataStreams: input.dataStreams.map(({ blockId, stream, interval = null, parameters = null }): DataStreamBlock => ({
      blockId,
      stream,
      interval,
      parameters,
    })),
    assets: input.assets.map(({ blockId, symbols }) => ({ blockId, symbols: [...symbols] })),
    tradingPrompts: input.tradingPrompts.map(({ blockId, prompt }) => ({ blockId, prompt })),
    connections: input.connections.map(({ from, to }) => ({ from, to })),
  };
}

function listErrors(input: GraphInput, place: Place): UserError[] {
  const { blocksOfAKind, connections, symbolsOfABlock } = graphLimits;
  return [
    ...listError(input.dataStreams, blocksOfAKind, 'data stream blocks', [...place, 'dataStreams']),
    ...listError(input.assets, blocksOfAKind, 'asset blocks', [...place, 'assets']),
    ...input.assets
      .slice(0, blocksOfAKind)
      .flatMap((block, index) =>
        listError(block.symbols, symbolsOfABlock, 'symbols', [...place, 'assets', index, 'symbols']),
      ),
    ...listError(input.tradingPrompts, blocksOfAKind, 'trading prompt blocks', [...place, 'tradingPrompts']),
    ...listError(input.connections, connections, 'connections', [...place, 'connections']),
  ];
}

function listError(list: readonly unknown[], most: number, what: string, place: Place): UserError[] {
  return list.length > most ? [invalid(`At most ${most} ${what} are allowed.`, ...place)] : [];
}

function dataStreamErrors(block: GraphInput['dataStreams'][number], place: Place): UserError[] {
  const { interval, parameters } = block;
  const refusal = parameters ? jsonRefusal(parameters, graphLimits.parameters) : null;
  return [
    ...idErrors(block.blockId, [...place, 'blockId']),
    ...nameErrors(block.stream, [...place, 'stream']),
    ...(typeof interval === 'string' ? nameErrors(interval, [...place, 'interval']) : []),
    ...(refusal === null ? [] : [invalid(refusal, ...place, 'parameters')]),
  ];
}

function assetErrors(block: AssetBlock, place: Place): UserError[] {
  return [
    ...idErrors(block.blockId, [...place, 'blockId']),
    ...block.symbols.flatMap((symbol, index) => nameErrors(symbol, [...place, 'symbols', index])),
  ];
}

function promptErrors(block: TradingPromptBlock, place: Place): UserError[] {
  return [
    ...idErrors(block.blockId, [...place, 'blockId']),
    ...textErrors(block.prompt, graphLimits.promptCharacters, [...place, 'prompt']),
  ];
}

function connectionErrors(connection: BlockConnection, place: Place): UserError[] {
  return [...idErrors(connection.from, [...place, 'from']), ...idErrors(connection.to, [...place, 'to'])];
}

function idErrors(id: string, place: Place): UserError[] {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id)
    ? []
    : [invalid('A block id has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.', ...place)];
}

function nameErrors(name: string, place: Place): UserError[] {
  return textErrors(name, graphLimits.nameCharacters, place);
}

function textErrors(text: string, most: number, place: Place): UserError[] {
  const flaw = textFlaw(text, most);
  return flaw === null ? [] : [invalid(flaw, ...place)];
}
