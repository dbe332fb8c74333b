import { patternSteps } from './patternSteps.ts';

/** What is wrong with a JSON Schema, and at which path inside it. */
export interface SchemaFlaw {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** Levels and values of a schema, references followed: what validating costs grows with them. */
const mostLevels = 32;
const mostValues = 5_000;

/** Steps that all patterns of one schema may take on a text as long as parameters can be. A step is some nanoseconds. */
const mostSteps = 1_000_000;

/** What would let a schema name something outside itself. */
const naming: ReadonlySet<string> = new Set([
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
]);
const dialect = 'https://json-schema.org/draft/2020-12/schema';

/**
 * Why validating with this schema could reach outside it, hang or never end; null when it can't
 * (doc/operations/catalog.md). References are followed, so that a circular one, or a few that multiply, exceed the limits.
 */
export function schemaFlaw(schema: JsonSchema): SchemaFlaw | null {
  if (schema['type'] !== 'object') return { path: ['type'], message: 'expected "object": parameters are one' };
  const open: Member[] = [{ path: [], value: schema }];
  let [values, steps] = [0, 0];
  for (let member = open.pop(); member; member = open.pop()) {
    const { path, value } = member;
    values += 1;
    if (path.length > mostLevels || values > mostValues) {
      return { path: path.slice(0, 6), message: sizeMessage };
    }
    const message = memberFlaw(path.at(-1), value, schema);
    if (message !== null) return { path, message };
    for (const pattern of patternsOf(path.at(-1), value)) {
      steps += patternSteps(pattern);
      if (!(steps <= mostSteps))
        return { path: typeof value === 'string' ? path : [...path, pattern], message: patternMessage };
    }
    open.push(...membersOf(value, path).toReversed(), ...referred(path, value, schema));
  }
  return null;
}

const sizeMessage = `expected at most ${mostLevels} levels and ${mostValues} values, references followed and none leading back to itself`;
const patternMessage =
  'expected a pattern that cannot take long on any text: with ^ at the start, at most one repetition without end, ' +
  'and no repetition of what repeats or has alternatives';
const referenceMessage = 'expected # and a JSON Pointer to a part of the same schema, such as "#/$defs/name"';

interface Member {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A string under these names is the keyword; a property of such a name has a schema, which is no string. */
function memberFlaw(name: string | number | undefined, value: unknown, schema: JsonSchema): string | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'expected a finite number';
  if (typeof value !== 'string' || typeof name !== 'string') return null;
  if (naming.has(name)) return 'is not allowed: a schema must be self-contained';
  if (name === '$schema' && value !== dialect) return `expected "${dialect}", or nothing`;
  if (name === '$ref' && target(value, schema) === undefined) return referenceMessage;
  return null;
}

function patternsOf(name: string | number | undefined, value: unknown): readonly string[] {
  if (name === 'pattern' && typeof value === 'string') return [value];
  return name === 'patternProperties' && typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function membersOf(value: unknown, path: Member['path']): Member[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ path: [...path, index], value: item }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, member]) => ({ path: [...path, key], value: member }));
}

function referred(path: Member['path'], value: unknown, schema: JsonSchema): Member[] {
  return path.at(-1) === '$ref' && typeof value === 'string'
    ? [{ path: [...path, 'target'], value: target(value, schema) }]
    : [];
}

/** The part of `schema` that a reference names; undefined when it names none, or something outside. */
function target(reference: string, schema: JsonSchema): unknown {
  if (!/^#(\/|$)/.test(reference)) return undefined;
  let part: unknown = schema;
  for (const escaped of reference.split('/').slice(1)) {
    const name = unescaped(escaped);
    if (name === undefined || typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined;
    part = Reflect.get(part, name);
  }
  return part;
}

/** A segment of a JSON Pointer in a URI (RFC 6901, section 6). */
function unescaped(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}
