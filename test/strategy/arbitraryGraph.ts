import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { CatalogContent, StreamDefinition } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/loadCatalog.ts';
import type { Capacity } from '../../src/entitlement/effectiveEntitlement.ts';
import type { AssetBlock, BlockConnection, DataStreamBlock, StrategyGraph } from '../../src/strategy/graph.ts';
import type { JsonObject } from '../../src/text/jsonObject.ts';

/** The catalog that is shipped, as it is when the tests run. */
export const shipped: CatalogContent = loadCatalog().content;

type Schema = Readonly<Record<string, unknown>>;

/** A small valid graph within `capacity`: a few streams, asset blocks and symbols, and one prompt, in any order. */
export function arbitraryGraph(capacity: Capacity = shipped.baseEntitlement): fc.Arbitrary<StrategyGraph> {
  const streams = Math.min(3, capacity.maxDataStreams);
  return fc
    .record({
      ids: fc.uniqueArray(blockId, { minLength: streams + 4, maxLength: streams + 4 }),
      streams: fc.array(arbitraryStream, { minLength: 1, maxLength: streams }),
      symbols: fc.shuffledSubarray(
        shipped.assets.map(({ symbol }) => symbol),
        { minLength: 1, maxLength: Math.min(8, capacity.maxAssets) },
      ),
      picks: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      edges: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      prompt: arbitraryPrompt(capacity.maxPromptCharacters),
    })
    .map(({ ids: [promptId = '', ...ids], streams: parts, symbols, picks, edges, prompt }): StrategyGraph => {
      const dataStreams = parts.map((part, index): DataStreamBlock => ({ blockId: ids[index] ?? '', ...part }));
      const assets = picks.map((pick, index): AssetBlock => ({
        blockId: ids[streams + index] ?? '',
        symbols: [...new Set(pick.map((at) => symbols[at % symbols.length] ?? ''))],
      }));
      return {
        dataStreams,
        assets,
        tradingPrompts: [{ blockId: promptId, prompt }],
        connections: connect(dataStreams, assets, promptId, edges),
      };
    })
    .chain(shuffled);
}

/** The same graph in another order: of blocks, of connections, of symbols, of the members of parameters. */
export function shuffled(graph: StrategyGraph): fc.Arbitrary<StrategyGraph> {
  return fc.record(
    {
      dataStreams: shuffledBlocks(graph.dataStreams, (block) =>
        block.parameters === null
          ? fc.constant(block)
          : anyOrder(Object.entries(block.parameters)).map((members) => ({
              ...block,
              parameters: Object.fromEntries(members),
            })),
      ),
      assets: shuffledBlocks(graph.assets, (block) =>
        anyOrder(block.symbols).map((symbols) => ({ ...block, symbols })),
      ),
      tradingPrompts: anyOrder(graph.tradingPrompts),
      connections: anyOrder(graph.connections),
    },
    { noNullPrototype: true },
  );
}

/** A layout as a builder keeps one. */
export const arbitraryLayout: fc.Arbitrary<JsonObject | null> = fc.option(
  fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.record(
      { x: fc.integer(), y: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }) },
      { noNullPrototype: true },
    ),
    { noNullPrototype: true, maxKeys: 3 },
  ),
);

/** A model that the base entitlement allows. */
export const arbitraryModelId: fc.Arbitrary<string> = fc.constantFrom(
  ...shipped.models
    .filter(({ available, tier }) => available && tier === shipped.baseEntitlement.modelTier)
    .map(({ id }) => id),
);

/** Whether parameters fit a stream's schema, according to another validator than the service's. */
export function fits({ parametersSchema }: StreamDefinition, parameters: JsonObject): boolean {
  return parametersSchema === null ? Object.keys(parameters).length === 0 : ajv.validate(parametersSchema, parameters);
}

function anyOrder<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function shuffledBlocks<Block>(
  blocks: readonly Block[],
  within: (block: Block) => fc.Arbitrary<Block>,
): fc.Arbitrary<Block[]> {
  return anyOrder(blocks).chain((inOrder) => fc.tuple(...inOrder.map(within)));
}

const ajv = new Ajv2020({ strict: false, useDefaults: false, coerceTypes: false });

const blockId = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

function arbitraryPrompt(most: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      { weight: 1, arbitrary: fc.constant('🦊'.repeat(most)) },
    )
    .map((text) => text.replaceAll('\0', ''))
    .filter((text) => /[^\s\p{Cc}\p{Cf}]/u.test(text)); // else it is blank
}

const arbitraryStream: fc.Arbitrary<Omit<DataStreamBlock, 'blockId'>> = fc
  .constantFrom(...shipped.streams)
  .chain((definition) =>
    fc.record(
      {
        stream: fc.constant(definition.key),
        interval: definition.intervals.length === 0 ? fc.constant(null) : fc.constantFrom(...definition.intervals),
        parameters: arbitraryParameters(definition),
      },
      { noNullPrototype: true },
    ),
  );

/** Parameters that fit; left out or empty if that fits, too. */
function arbitraryParameters(definition: StreamDefinition): fc.Arbitrary<JsonObject | null> {
  const bare = fits(definition, {}) ? [fc.constant(null), fc.constant({})] : [];
  if (definition.parametersSchema === null) return fc.oneof(...bare);
  const whole = ofSchema(definition.parametersSchema).filter((value) =>
    fits(definition, value as JsonObject),
  ) as fc.Arbitrary<JsonObject>;
  return fc.oneof(...bare, { weight: 3, arbitrary: whole });
}

/** Values of a JSON Schema, as far as the catalog's streams use it. */
function ofSchema(schema: Schema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  const number = (name: string, otherwise: number): number =>
    typeof schema[name] === 'number' ? schema[name] : otherwise;
  switch (schema['type']) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      const model = Object.fromEntries(properties.map(([key, property]) => [key, ofSchema(property)]));
      return fc.record(model, { requiredKeys: (schema['required'] ?? []) as string[], noNullPrototype: true });
    }
    case 'array':
      return fc.uniqueArray(ofSchema((schema['items'] ?? {}) as Schema), {
        minLength: number('minItems', 0),
        maxLength: Math.min(5, number('maxItems', 5)),
        comparator: 'SameValueZero',
      });
    case 'integer':
      return fc.integer({ min: number('minimum', -1_000), max: number('maximum', 1_000) });
    case 'number':
      return fc
        .double({ min: number('minimum', -1_000), max: number('maximum', 1_000), noNaN: true })
        .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.string({ minLength: number('minLength', 0), maxLength: Math.min(8, number('maxLength', 8)) });
    default:
      throw new Error(
        `the catalog's schemas have a type that these tests don't make: ${JSON.stringify(schema['type'])}`,
      );
  }
}

/** Connects every stream to an asset block, every asset block to a stream and to the prompt, and adds `edges`. */
function connect(
  dataStreams: readonly DataStreamBlock[],
  assets: readonly AssetBlock[],
  promptId: string,
  edges: readonly boolean[],
): BlockConnection[] {
  const feeds = dataStreams.flatMap(({ blockId: from }, row) =>
    assets.flatMap(({ blockId: to }, column) => {
      const needed = column === row % assets.length || row === column % dataStreams.length;
      return needed || edges[row * 3 + column] === true ? [{ from, to }] : [];
    }),
  );
  return [...feeds, ...assets.map(({ blockId: from }) => ({ from, to: promptId }))];
}
