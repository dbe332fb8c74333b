import { GraphQLError, parseValue } from 'graphql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateTime, JSONObject, maxJsonDepth, URL } from '../../src/graphql/scalars.ts';

const instant = (text: unknown): string => DateTime.parseValue(text).toISOString();

describe('DateTime', () => {
  it.each([
    ['2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01t00:00:00z', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T02:00:00+02:00', '2027-01-01T00:00:00.000Z'],
    ['2026-12-31T22:30:00-01:30', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T00:00:00.123456Z', '2027-01-01T00:00:00.123Z'],
    ['2027-01-01T00:00:00.9999Z', '2027-01-01T00:00:00.999Z'],
    ['2027-01-01T00:00:00.5Z', '2027-01-01T00:00:00.500Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('parses %s as %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each([
    '2027-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2027-04-31T00:00:00Z',
    '2027-13-01T00:00:00Z',
    '2027-00-01T00:00:00Z',
    '2027-01-01T00:00:00',
    '2027-01-01',
    '1767225600',
    1767225600,
    '2027-01-01T25:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01T00:60:00Z',
    '2016-12-31T23:59:60Z',
    '0050-01-01T00:00:00Z',
    '0070-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '+010000-01-01T00:00:00Z',
    '9999-12-31T23:30:00-01:00',
    '2027-01-01T00:00:00+24:00',
    '2027-01-01T00:00:00+01:60',
    '2027-01-01T00:00:00+0100',
    '2027-01-01T00:00:00.Z',
    '2027-01-01 00:00:00Z',
    ' 2027-01-01T00:00:00Z',
    '2027-01-01T00:00:00Z\n',
    '２０２７-01-01T00:00:00Z',
    '',
    null,
    true,
    {},
    [],
    new Date(),
  ])('refuses %j', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('a DateTime is RFC 3339 text with an offset');
  });

  it('round-trips every instant in its range', () => {
    const range = { min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true };
    fc.assert(
      fc.property(
        fc.date(range),
        (date) =>
          DateTime.serialize(date) === date.toISOString() && instant(DateTime.serialize(date)) === date.toISOString(),
      ),
    );
  });

  it('serializes only instants', () => {
    expect(() => DateTime.serialize('2027-01-01T00:00:00Z')).toThrow(TypeError);
    expect(() => DateTime.serialize(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('refuses a literal that is not a string', () => {
    expect(() => DateTime.parseLiteral(parseValue('1767225600'))).toThrow(GraphQLError);
    expect(() => DateTime.parseLiteral(parseValue('null'))).toThrow(GraphQLError);
  });
});

describe('URL', () => {
  it('accepts any string of at most 2,048 code points', () => {
    expect(URL.parseValue('🦊'.repeat(2048))).toBe('🦊'.repeat(2048));
    expect(URL.parseValue('not a url \u0000')).toBe('not a url \u0000');
    expect(() => URL.parseValue('🦊'.repeat(2049))).toThrow('at most 2,048 characters');
    expect(() => URL.parseValue('a'.repeat(2049))).toThrow('at most 2,048 characters');
  });

  it.each([1, null, {}, ['https://a']])('refuses %j', (value) => {
    expect(() => URL.parseValue(value)).toThrow(GraphQLError);
  });
});

describe('JSONObject', () => {
  const literal = (text: string, variables?: Record<string, unknown>): unknown =>
    JSONObject.parseLiteral(parseValue(text), variables);

  it.each([[[]], [null], ['{}'], [1], [true], [undefined], [new Date()], [new Map()]])('refuses %j', (value) => {
    expect(() => JSONObject.parseValue(value)).toThrow('a JSONObject is a JSON object');
  });

  it.each(['[]', 'null', '"{}"', '1', 'A', '{ a: A }', '{ a: [A] }', '{ a: 1e999 }'])(
    'refuses the literal %s',
    (text) => {
      expect(() => literal(text)).toThrow('a JSONObject is a JSON object');
    },
  );

  it('refuses numbers that are not finite', () => {
    expect(() => JSONObject.parseValue(JSON.parse('{"a":[1e999]}'))).toThrow(GraphQLError);
  });

  it('never sets a prototype, whatever the name of a member', () => {
    const fromLiteral = literal('{ __proto__: { admin: true }, constructor: 1 }');
    const fromVariable = JSONObject.parseValue(JSON.parse('{"__proto__":{"admin":true},"constructor":1}'));
    for (const value of [fromLiteral, fromVariable]) {
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true},"constructor":1}');
    }
  });

  it('refuses values that are too deep, however deep, without overflowing the stack', () => {
    const nested = (depth: number): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < depth; level += 1) value = { a: value };
      return value;
    };
    expect(JSONObject.parseValue(nested(maxJsonDepth))).toEqual(nested(maxJsonDepth));
    expect(() => JSONObject.parseValue(nested(maxJsonDepth + 1))).toThrow(GraphQLError);
    expect(() => JSONObject.parseValue(nested(100_000))).toThrow(GraphQLError);
    const text = (depth: number): string => '{a:'.repeat(depth) + '1' + '}'.repeat(depth);
    expect(literal(text(maxJsonDepth))).toEqual(nested(maxJsonDepth));
    expect(() => literal(text(maxJsonDepth + 1))).toThrow(GraphQLError);
    expect(() => literal(`{ a: ${'['.repeat(maxJsonDepth)}${']'.repeat(maxJsonDepth)} }`)).toThrow(GraphQLError);
  });

  it('parses a literal to the same value as a variable', () => {
    const text = '{ s: "x", i: 5, f: 1.5, b: true, n: null, l: [1, [2]], o: { p: {} } }';
    expect(literal(text)).toEqual({ s: 'x', i: 5, f: 1.5, b: true, n: null, l: [1, [2]], o: { p: {} } });
  });

  it('accepts variables inside a literal; a missing one is left out of an object and null in a list', () => {
    expect(literal('{ a: $a, b: $b, l: [$b] }', { a: { c: 1 } })).toEqual({ a: { c: 1 }, l: [null] });
    expect(literal('{ a: $a, l: [$a] }')).toEqual({ l: [null] });
    expect(() => literal('{ a: $a }', { a: new Date() })).toThrow(GraphQLError);
  });

  it('serializes only objects', () => {
    expect(() => JSONObject.serialize([])).toThrow(TypeError);
    expect(JSONObject.serialize({ a: 1 })).toEqual({ a: 1 });
  });
});

it('no scalar quotes a refused value', () => {
  const messages = [DateTime, URL, JSONObject].flatMap((scalar) =>
    [['canary'], 'canary'.repeat(1000), { canary: Number.NaN }].map((value) => {
      try {
        return `taken: ${JSON.stringify(scalar.parseValue(value))}`;
      } catch (error) {
        return String(error);
      }
    }),
  );
  expect(messages).toHaveLength(9);
  expect(messages.join('\n')).not.toContain('canary');
});
