import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { apiError } from '../errors/apiError.ts';
import { utcText } from './utcText.ts';
import type { JsonObject } from '../text/jsonObject.ts';

const dateTimeText =
  'a DateTime is RFC 3339 text with an offset, such as "2027-01-31T12:00:00Z", in the years 1970 to 9999';
const rfc3339 = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;
const latestInstant = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant of an RFC 3339 text, cut to the millisecond, or null when it isn't one from the years 1970 to 9999 (UTC).
 * Nothing rolls over: 30 February, hour 24 and second 60 are refused.
 */
export function parseDateTime(text: string): Date | null {
  const [, day, time, fraction = '', sign, hours, minutes] = rfc3339.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  const wall = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // Date rolls some impossible days over instead of refusing them; only a possible one comes back as it was written.
  if (Number.isNaN(wall.getTime()) || !wall.toISOString().startsWith(`${day}T${time}`)) return null;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === '-' ? -1 : 1);
  const instant = wall.getTime() - offset;
  return instant >= 0 && instant <= latestInstant ? new Date(instant) : null;
}

function dateTime(value: unknown, node?: ValueNode): Date {
  const instant = typeof value === 'string' ? parseDateTime(value) : null;
  if (instant === null) throw badValue(dateTimeText, node);
  return instant;
}

/** An instant: in, strict RFC 3339 text to a Date; out, a Date to UTC text with milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  parseValue: (value) => dateTime(value),
  parseLiteral: (node) => dateTime(node.kind === Kind.STRING ? node.value : null, node),
  serialize(value) {
    if (!(value instanceof Date)) throw new TypeError('A DateTime field resolved to something other than a Date');
    return utcText(value);
  },
});

const maxUrlCharacters = 2048;
const urlText = 'a URL is a string of at most 2,048 characters';

function url(value: unknown, node?: ValueNode): string {
  // Code units are at most twice the code points, so a text far too long is never spread out.
  const fits =
    typeof value === 'string' && value.length <= 2 * maxUrlCharacters && [...value].length <= maxUrlCharacters;
  if (!fits) throw badValue(urlText, node);
  return value;
}

/** A string of at most 2,048 code points; what a URL must be is the domain's rule, answered with a path. */
export const URL = new GraphQLScalarType<string, string>({
  name: 'URL',
  parseValue: (value) => url(value),
  parseLiteral: (node) => url(node.kind === Kind.STRING ? node.value : null, node),
  serialize(value) {
    if (typeof value !== 'string') throw new TypeError('A URL field resolved to something other than a string');
    return value;
  },
});

/** Far above what any field allows (that is the domain's rule); low enough that no walker overflows the stack. */
export const maxJsonDepth = 64;
const jsonText = `a JSONObject is a JSON object, at most ${maxJsonDepth} deep, with finite numbers`;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isJsonValue(value: unknown, depthLeft: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depthLeft === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJsonValue(item, depthLeft - 1));
  return isPlainObject(value) && Object.values(value).every((item) => isJsonValue(item, depthLeft - 1));
}

function jsonObject(value: unknown, node?: ValueNode): JsonObject {
  if (!isJsonValue(value, maxJsonDepth) || !isPlainObject(value)) throw badValue(jsonText, node);
  return value;
}

function literalToJson(node: ValueNode, variables: Readonly<Record<string, unknown>>, depthLeft: number): unknown {
  // Deeper than allowed: anything that isJsonValue refuses.
  if (depthLeft < 0) return undefined;
  switch (node.kind) {
    case Kind.OBJECT: {
      const members = node.fields
        // As in any input object, a member whose variable was not sent is left out.
        .filter(({ value }) => value.kind !== Kind.VARIABLE || Object.hasOwn(variables, value.name.value))
        .map(({ name, value }) => [name.value, literalToJson(value, variables, depthLeft - 1)] as const);
      // fromEntries defines members; assigning one called __proto__ would set the prototype.
      return Object.fromEntries(members);
    }
    case Kind.LIST:
      return node.values.map((item) => literalToJson(item, variables, depthLeft - 1));
    case Kind.VARIABLE:
      return Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.ENUM:
      return undefined;
  }
}

/** A JSON object in and out; not a list, not a bare value. A member called `__proto__` is a member like any other. */
export const JSONObject = new GraphQLScalarType<JsonObject, Record<string, unknown>>({
  name: 'JSONObject',
  parseValue: (value) => jsonObject(value),
  parseLiteral: (node, variables) => jsonObject(literalToJson(node, variables ?? {}, maxJsonDepth), node),
  serialize(value) {
    if (!isPlainObject(value)) throw new TypeError('A JSONObject field resolved to something other than an object');
    return value;
  },
});

function badValue(expected: string, node: ValueNode | undefined): Error {
  return apiError('BAD_USER_INPUT', expected, node ? { nodes: node } : {});
}
