import { _, Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { multiplesOf } from './decimals.ts';
import { parameterMessage } from './parameterMessage.ts';
import type { SchemaFlaw } from './schemaFlaw.ts';
import type { JsonObject } from '../text/jsonObject.ts';

/** One thing that is wrong with a stream's parameters. */
export interface ParameterFlaw {
  /** Inside the parameters, as far as the schema names the members: what only the creator wrote is not repeated. */
  readonly path: readonly string[];
  /** For the creator, in the catalog's words. */
  readonly message: string;
}

export type ParameterCheck = (parameters: JsonObject) => ParameterFlaw[];

/** One for all schemas: they have no ids, so none can refer to another. A schema that was compiled before is remembered. */
const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  verbose: true,
  logger: false,
  useDefaults: false,
  coerceTypes: false,
  removeAdditional: false,
});

// Ajv divides binary numbers; its `multipleOfPrecision` lets through what is near a multiple.
ajv.removeKeyword('multipleOf').addKeyword({
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  compile: multiplesOf,
  error: { message: 'must be a multiple', params: ({ schemaCode }) => _`{ multipleOf: ${schemaCode} }` },
});

/**
 * A check of parameters by a stream's JSON Schema (2020-12), or what is wrong with the schema. It fills in no defaults,
 * converts nothing and removes nothing (doc/behaviour.md#validation). Only for schemas in which `schemaFlaw` finds nothing.
 */
export function compileParameters(
  schema: JsonObject,
): { readonly check: ParameterCheck } | { readonly flaw: SchemaFlaw } {
  if (!ajv.validateSchema(schema)) {
    const [error] = ajv.errors ?? [];
    return { flaw: { path: segmentsOf(error?.instancePath ?? ''), message: error?.message ?? 'is not a JSON Schema' } };
  }
  try {
    return { check: checkWith(ajv.compile(schema), namesIn(schema)) };
  } catch (error) {
    return { flaw: { path: [], message: error instanceof Error ? error.message : 'is not a JSON Schema' } };
  }
}

function checkWith(validate: ValidateFunction, names: ReadonlySet<string>): ParameterCheck {
  return (parameters) => {
    if (validate(parameters)) return [];
    const flaws = decisive(validate.errors ?? []).map((error) => {
      const path = knownPart(segmentsOf(error.instancePath), parameters, names);
      return { path, message: parameterMessage(error, path.at(-1)) };
    });
    return [...new Map(flaws.map((flaw) => [JSON.stringify(flaw), flaw])).values()];
  };
}

const composites: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'not', 'if', 'contains', 'propertyNames']);

/** Of a choice that failed as a whole, not what each of its branches would have wanted. */
function decisive(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => composites.has(keyword));
  return errors.filter(({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(`${choice.schemaPath}/`)));
}

/** A JSON Pointer's segments. */
function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A path into `parameters` up to the first member that the schema doesn't name; places in a list are nobody's text. */
function knownPart(segments: readonly string[], parameters: JsonObject, names: ReadonlySet<string>): string[] {
  const known: string[] = [];
  let part: unknown = parameters;
  for (const segment of segments) {
    if (!Array.isArray(part) && !names.has(segment)) break;
    known.push(segment);
    part = Reflect.get(Object(part), segment);
  }
  return known;
}

/** The names of all members of a schema: those that a `properties` has are among them. */
function namesIn(schema: JsonObject): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(schema, (name, value: unknown) => {
    names.add(name);
    return value;
  });
  return names;
}
