import type { ErrorObject } from 'ajv/dist/2020.js';
import { decimalText } from './decimals.ts';

/**
 * What to do about a parameter that doesn't fit, for the creator: in the words of the catalog (a property's title, its
 * bounds, its choices), never with what was typed.
 */
export function parameterMessage(error: ErrorObject, place: string | undefined): string {
  const { keyword, params, parentSchema } = error;
  const label = labelOf(parentSchema, place);
  const properties: Readonly<Record<string, unknown>> = parentSchema?.['properties'] ?? {};
  if (keyword === 'required')
    return `${labelOf(properties[params['missingProperty']], params['missingProperty'])} is missing.`;
  if (keyword === 'additionalProperties') return unknownMember(Object.keys(properties));
  const wanted = wants[keyword]?.(params);
  return wanted === undefined
    ? `${label} isn't what this data stream takes: see its schema in the catalog.`
    : `${label} ${wanted}.`;
}

function labelOf(schema: unknown, place: string | undefined): string {
  const title: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'title') : undefined;
  if (typeof title === 'string') return `“${title}”`;
  return place === undefined ? 'This' : /^\d+$/.test(place) ? 'An entry' : `“${place}”`;
}

function unknownMember(known: readonly string[]): string {
  return known.length === 0
    ? 'Remove the parameters: none is allowed here.'
    : `Remove what this data stream doesn't know: it has ${known.join(', ')}.`;
}

type Params = ErrorObject['params'];

const kinds: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** By JSON Schema keyword; what isn't here is said in general. */
const wants: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) =>
    `has to be ${[type]
      .flat()
      .map((one: string) => kinds[one] ?? one)
      .join(' or ')}`,
  enum: ({ allowedValues }) => `has to be one of: ${allowedValues.map(shown).join(', ')}`,
  const: ({ allowedValue }) => `has to be ${shown(allowedValue)}`,
  minimum: ({ limit }) => `has to be at least ${decimalText(limit)}`,
  maximum: ({ limit }) => `has to be at most ${decimalText(limit)}`,
  exclusiveMinimum: ({ limit }) => `has to be more than ${decimalText(limit)}`,
  exclusiveMaximum: ({ limit }) => `has to be less than ${decimalText(limit)}`,
  multipleOf: ({ multipleOf }) => `has to be a multiple of ${decimalText(multipleOf)}`,
  minLength: ({ limit }) => `needs at least ${counted(limit, 'character')}`,
  maxLength: ({ limit }) => `may have at most ${counted(limit, 'character')}`,
  minItems: ({ limit }) => `needs at least ${counted(limit, 'entry', 'entries')}`,
  maxItems: ({ limit }) => `may have at most ${counted(limit, 'entry', 'entries')}`,
  uniqueItems: () => 'may hold no entry twice',
};

function shown(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? decimalText(value) : JSON.stringify(value);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
