import type { CatalogContent, ModelDefinition, StreamDefinition } from './catalog.ts';
import { compileParameters, type ParameterCheck, type ParameterFlaw } from './parameters.ts';
import { readCatalogFile } from './readCatalogFile.ts';

/** The catalog, with what rules ask of it. */
export interface Catalog {
  readonly content: CatalogContent;
  stream(key: string): StreamDefinition | undefined;
  hasAsset(symbol: string): boolean;
  /** A model that may be selected now. */
  model(id: string): ModelDefinition | undefined;
  /** What is wrong with a stream's parameters by its JSON Schema. Changes nothing: no defaults, no conversion. */
  parameterFlaws(stream: StreamDefinition, parameters: Readonly<Record<string, unknown>>): readonly ParameterFlaw[];
}

/** The catalog of `file` (null: the one that is shipped). Throws StartError when it can't be read or isn't one. */
export function loadCatalog(file: string | null = null): Catalog {
  const content = readCatalogFile(file);
  const streams = new Map(content.streams.map((stream) => [stream.key, stream]));
  const symbols = new Set(content.assets.map((asset) => asset.symbol));
  const models = new Map(content.models.filter((model) => model.available).map((model) => [model.id, model]));
  const checks = new Map(content.streams.map(({ key, parametersSchema }) => [key, checkOf(parametersSchema)]));
  return {
    content,
    stream: (key) => streams.get(key),
    hasAsset: (symbol) => symbols.has(symbol),
    model: (id) => models.get(id),
    parameterFlaws: (stream, parameters) => checks.get(stream.key)?.(parameters) ?? [],
  };
}

/** A stream without a schema takes no parameters, or `{}`. */
const takesNone: ParameterCheck = (parameters) =>
  Object.keys(parameters).length === 0
    ? []
    : [{ path: [], message: 'This data stream takes no parameters: remove them.' }];

function checkOf(schema: StreamDefinition['parametersSchema']): ParameterCheck {
  if (schema === null) return takesNone;
  const compiled = compileParameters(schema);
  if ('flaw' in compiled) throw new Error('a catalog that was read has schemas that compile');
  return compiled.check;
}
