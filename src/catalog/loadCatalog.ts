import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { catalogShape, type CatalogContent, type ModelDefinition, type StreamDefinition } from './catalog.ts';

/** The catalog with what rules ask of it. */
export interface Catalog {
  readonly content: CatalogContent;
  stream(key: string): StreamDefinition | undefined;
  hasAsset(symbol: string): boolean;
  /** A model that may be selected now. */
  model(id: string): ModelDefinition | undefined;
  /** Whether `parameters` fit the stream's JSON Schema. Changes nothing: no defaults, no conversion. */
  parametersFit(stream: StreamDefinition, parameters: Readonly<Record<string, unknown>>): boolean;
}

/** The catalog that is shipped. Throws when its file doesn't have the catalog's shape. */
export function loadCatalog(file: string | URL = new URL('./default.json', import.meta.url)): Catalog {
  const content = catalogShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const streams = new Map(content.streams.map((stream) => [stream.key, stream]));
  const symbols = new Set(content.assets.map((asset) => asset.symbol));
  const models = new Map(content.models.filter((model) => model.available).map((model) => [model.id, model]));
  const validators = compileSchemas(content.streams);
  return {
    content,
    stream: (key) => streams.get(key),
    hasAsset: (symbol) => symbols.has(symbol),
    model: (id) => models.get(id),
    parametersFit: (stream, parameters) => {
      const validator = validators.get(stream.key);
      return validator ? validator(parameters) : Object.keys(parameters).length === 0;
    },
  };
}

function compileSchemas(streams: readonly StreamDefinition[]): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: true, useDefaults: false, coerceTypes: false, removeAdditional: false });
  const validators = new Map<string, ValidateFunction>();
  for (const { key, parametersSchema } of streams) {
    if (parametersSchema) validators.set(key, ajv.compile(parametersSchema));
  }
  return validators;
}
