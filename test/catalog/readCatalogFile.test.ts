import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/loadCatalog.ts';
import { readCatalogFile } from '../../src/catalog/readCatalogFile.ts';
import { StartError } from '../../src/errors/startError.ts';
import { modelTiers } from '../../src/catalog/modelTier.ts';
import { shippedCatalog, writeCatalog } from './writeCatalog.ts';

type Change = Parameters<typeof writeCatalog>[0];

/** What the start says of a file, without the name and the path that it begins with; "accepted" when it says nothing. */
function refusal(file: string): string {
  try {
    readCatalogFile(file);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    expect(error.message).toMatch(/^CATALOG_FILE .+\.$/); // one line: a dot matches no line feed
    expect(error.message.startsWith(`CATALOG_FILE ${file}: `)).toBe(true);
    return error.message.slice(`CATALOG_FILE ${file}: `.length);
  }
  return 'accepted';
}

const schema =
  (parametersSchema: unknown): Change =>
  (catalog) =>
    void (catalog.streams[2].parametersSchema = parametersSchema);
const ofObject = (properties: object, more: object = {}): Change => schema({ type: 'object', properties, ...more });
const a = 'streams[2].parametersSchema.properties.a';

const lists: readonly [what: string, change: Change, says: string][] = [
  ['a stream twice', (c) => void (c.streams[1].key = 'candles'), 'streams[1].key: is repeated'],
  ['an interval twice', (c) => void (c.streams[0].intervals[1] = '1m'), 'streams[0].intervals[1]: is repeated'],
  ['an asset twice', (c) => void (c.assets[7].symbol = 'BTC-USD'), 'assets[7].symbol: is repeated'],
  ['a model twice', (c) => void (c.models[1].id = 'swift-1'), 'models[1].id: is repeated'],
  ['no stream', (c) => void (c.streams = []), 'streams: Too small'],
  ['no asset', (c) => void (c.assets = []), 'assets: Too small'],
  ['no model', (c) => void (c.models = []), 'models: Too small'],
  [
    'too many intervals',
    (c) => void (c.streams[0].intervals = Array.from({ length: 51 }, (_, n) => `${n}m`)),
    'streams[0].intervals: Too big',
  ],
];

const values: readonly [what: string, change: Change, says: string][] = [
  ['a list', () => '[]', 'Invalid input: expected object, received array'],
  [
    'a list of endless depth',
    () => '['.repeat(200_000) + ']'.repeat(200_000),
    'Invalid input: expected object, received array',
  ],
  ['no version', (c) => void delete c.version, 'version: Invalid input: expected string'],
  [
    'a number as interval',
    (c) => void (c.streams[3].intervals[0] = 5),
    'streams[3].intervals[0]: Invalid input: expected string, received number',
  ],
  [
    'a blank name',
    (c) => void (c.streams[3].displayName = ' '),
    'streams[3].displayName: expected 1 to 100 characters',
  ],
  [
    'a name of 101 characters',
    (c) => void (c.assets[0].symbol = '🦊'.repeat(101)),
    'assets[0].symbol: expected 1 to 100 characters',
  ],
  ['a name with NUL', (c) => void (c.models[0].id = 'a\0'), 'models[0].id: expected 1 to 100 characters'],
  [
    'a blank around a name',
    (c) => void (c.streams[0].key = 'candles '),
    'streams[0].key: expected 1 to 100 characters, with no blank at either end',
  ],
  [
    'a description of 501 characters',
    (c) => void (c.streams[0].description = 'x'.repeat(501)),
    'streams[0].description: expected 1 to 500 characters',
  ],
  [
    'a tier that is none',
    (c) => void (c.models[1].tier = 'GREAT'),
    'models[1].tier: Invalid option: expected one of "STANDARD"|"ADVANCED"|"FRONTIER"',
  ],
  ['a base limit below zero', (c) => void (c.baseEntitlement.maxAssets = -1), 'baseEntitlement.maxAssets: Too small'],
  [
    'a base limit of a half',
    (c) => void (c.baseEntitlement.maxDataStreams = 0.5),
    'baseEntitlement.maxDataStreams: Invalid input: expected int',
  ],
  [
    'a base limit without end',
    (c) => JSON.stringify(c).replace('"maxAssets":5', '"maxAssets":1e999'),
    'baseEntitlement.maxAssets: Invalid input',
  ],
  ['a member of its own', (c) => void (c.comment = 'x'), 'comment: is no member of a catalog'],
  [
    'a member of its own in a stream',
    (c) => void (c.streams[4].__typename = 'StreamDefinition'),
    'streams[4].__typename: is no member of a catalog',
  ],
  ['the whole answer', (c) => JSON.stringify({ data: { strategyCatalog: c } }), 'version: Invalid input'],
  [
    'a base tier without an available model',
    (c) => c.models.forEach((one: { tier: string; available: boolean }) => (one.available = one.tier !== 'STANDARD')),
    'baseEntitlement.modelTier: expected a tier up to which `models` has an available one',
  ],
  ['no JSON', () => '{"version": "1",}', 'is not JSON ('],
  ['nothing', () => '', 'is not JSON ('],
  [
    'another encoding',
    (c) => Buffer.from(JSON.stringify(c).replace('Candles', 'Bougies à'), 'latin1'),
    'is not JSON (its text is not UTF-8)',
  ],
];

const unending = 'expected at most 32 levels and 5000 values, references followed and none leading back to itself';
const pattern = 'expected a pattern that cannot take long on any text';
/** Twenty definitions, each twice the one before. */
const doubling = Object.fromEntries(
  Array.from({ length: 20 }, (_, n) => [
    `d${n}`,
    n === 19 ? { type: 'integer' } : { allOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] },
  ]),
);
const nested = (levels: number): object =>
  levels === 0 ? { type: 'object' } : { type: 'object', properties: { a: nested(levels - 1) } };

const schemas: readonly [what: string, change: Change, says: string][] = [
  ['true', schema(true), 'streams[2].parametersSchema: expected a JSON Schema or null'],
  ['a list', schema([]), 'streams[2].parametersSchema: expected a JSON Schema or null'],
  [
    'of something else than an object',
    schema({ type: 'string' }),
    'streams[2].parametersSchema.type: expected "object"',
  ],
  ['a type that is none', ofObject({ a: { type: 'int' } }), `${a}.type: must be equal to one of the allowed values`],
  [
    'an unknown keyword',
    ofObject({ a: { type: 'integer', most: 1 } }),
    'streams[2].parametersSchema: strict mode: unknown keyword: "most"',
  ],
  [
    'a bound without a type',
    ofObject({ a: { maximum: 5 } }),
    'streams[2].parametersSchema: strict mode: missing type "number" for keyword "maximum" at "#/properties/a"',
  ],
  [
    'an unknown format',
    ofObject({ a: { type: 'string', format: 'date' } }),
    'streams[2].parametersSchema: unknown format "date"',
  ],
  [
    'something required that it lacks',
    ofObject({}, { required: ['x'] }),
    'streams[2].parametersSchema: strict mode: required property "x" is not defined',
  ],
  [
    'an unending number',
    (c) => JSON.stringify(c).replace('"maximum":500', '"maximum":1e999'),
    'streams[0].parametersSchema.properties.lookback.maximum: expected a finite number',
  ],
  [
    'another dialect',
    ofObject({}, { $schema: 'http://json-schema.org/draft-07/schema#' }),
    'streams[2].parametersSchema.$schema: expected "https://json-schema.org/draft/2020-12/schema"',
  ],
  [
    'a reference to a server',
    ofObject({ a: { $ref: 'https://json-schema.org/draft/2020-12/schema' } }),
    `${a}.$ref: expected # and a JSON Pointer`,
  ],
  ['a reference to a file', ofObject({ a: { $ref: 'other.json#/x' } }), `${a}.$ref: expected # and a JSON Pointer`],
  ['a reference to an anchor', ofObject({ a: { $ref: '#x' } }), `${a}.$ref: expected # and a JSON Pointer`],
  ['a reference to nothing', ofObject({ a: { $ref: '#/$defs/x' } }), `${a}.$ref: expected # and a JSON Pointer`],
  ['a reference that is no URI', ofObject({ a: { $ref: '#/%' } }), `${a}.$ref: expected # and a JSON Pointer`],
  [
    'a reference into an inherited member',
    ofObject({ a: { $ref: '#/constructor' } }),
    `${a}.$ref: expected # and a JSON Pointer`,
  ],
  ['a reference to itself', ofObject({ a: { $ref: '#/properties/a' } }), unending],
  ['a reference to all of it', ofObject({ a: { $ref: '#' } }), unending],
  ['references that multiply', ofObject({ a: { $ref: '#/$defs/d0' } }, { $defs: doubling }), unending],
  ...['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef'].map((name): [string, Change, string] => [
    name,
    ofObject({ a: { type: 'integer', [name]: '#x' } }),
    `${a}.${name}: is not allowed`,
  ]),
  ['too many levels', schema(nested(40)), unending],
  ['too many values', ofObject({ a: { enum: Array.from({ length: 5_001 }, (_, n) => n) } }), unending],
  ['a pattern that can hang', ofObject({ a: { type: 'string', pattern: '^(a|a)*$' } }), `${a}.pattern: ${pattern}`],
  [
    'a pattern that can hang, in a list',
    ofObject({ a: { type: 'array', items: { type: 'string', pattern: '^(a+)+$' } } }),
    `${a}.items.pattern: ${pattern}`,
  ],
  [
    'a pattern that can hang, of names',
    ofObject({}, { patternProperties: { '(x+)+': { type: 'string' } } }),
    `streams[2].parametersSchema.patternProperties["(x+)+"]: ${pattern}`,
  ],
  [
    'patterns that can take long together',
    ofObject(
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`p${n}`, { type: 'string', pattern: '^[a-z]+$' }])),
    ),
    pattern,
  ],
  ['a pattern that is none', ofObject({ a: { type: 'string', pattern: '[' } }), `${a}.pattern: ${pattern}`],
  [
    'a pattern that is none in Unicode mode',
    ofObject({ a: { type: 'string', pattern: '^\\-$' } }),
    'streams[2].parametersSchema: Invalid regular expression',
  ],
];

describe('a catalog file', () => {
  it.each([...lists, ...values])('with %s is refused in one line that names the path', (_, change, says) => {
    expect(refusal(writeCatalog(change))).toContain(says);
  });

  it.each(schemas)(
    'with a schema of a stream that has %s is refused in one line that names the path',
    (_, change, says) => {
      expect(refusal(writeCatalog(change))).toContain(says);
    },
  );

  it('says how much else is wrong', () => {
    const file = writeCatalog((c) => void ([c.assets[0].symbol, c.assets[1].symbol, c.models[0].tier] = ['', ' ', '']));
    expect(refusal(file)).toMatch(/^assets\[0\]\.symbol: .* \(and 2 more\)\.$/);
  });

  it.each([
    ['that is not there', '/nowhere/catalog.json', 'ENOENT'],
    ['that is a folder', '/tmp', 'EISDIR'],
  ])('%s is refused in one line', (_, file, reason) => {
    expect(refusal(file)).toBe(
      `can't be read (${reason}); allowed: a JSON file in the shape of strategyCatalog's answer.`,
    );
  });

  it.each<[string, Change]>([
    [
      'nothing but what it needs',
      (c) =>
        void (
          (c.streams = [{ key: 'x', displayName: 'X', description: 'X.', intervals: [], parametersSchema: null }]),
          (c.assets.length = 1),
          (c.models.length = 1)
        ),
    ],
    [
      'base limits of zero',
      (c) => Object.assign(c.baseEntitlement, { maxDataStreams: 0, maxAssets: 0, maxPromptCharacters: 0 }),
    ],
    ['a model that is no longer available', (c) => void (c.models[5].available = false)],
    [
      'references inside a schema',
      ofObject({ a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } }, { $defs: { x: { type: 'integer' } } }),
    ],
    [
      'properties that are called as keywords are',
      ofObject({
        pattern: { type: 'string' },
        patternProperties: { type: 'integer' },
        $ref: { type: 'integer' },
        $id: { type: 'string' },
      }),
    ],
    ['a harmless pattern', ofObject({ a: { type: 'string', pattern: '^[A-Z]{2,10}(-[A-Z]{2,5})?$' } })],
    ['a byte order mark', (c) => `\uFEFF${JSON.stringify(c)}`],
    ['the dialect', ofObject({}, { $schema: 'https://json-schema.org/draft/2020-12/schema' })],
  ])('with %s is accepted', (_, change) => {
    expect(refusal(writeCatalog(change))).toBe('accepted');
  });
});

describe("a catalog's version", () => {
  const versionOf = (change: Change): string => readCatalogFile(writeCatalog(change)).version;
  const own = readCatalogFile(null).version;

  it('is the label of the file with a fingerprint of everything else in it', () => {
    expect(own).toMatch(new RegExp(`^${shippedCatalog().version}\\+[0-9a-f]{12}$`));
    expect(versionOf(() => {})).toBe(own);
  });

  it.each<[string, Change]>([
    ['a word of a description', (c) => void (c.streams[0].description += '!')],
    ['a bound in a schema', (c) => void (c.streams[0].parametersSchema.properties.lookback.maximum -= 1)],
    ['the order of the assets', (c) => void (c.assets = c.assets.toReversed())],
    ['the availability of a model', (c) => void (c.models[5].available = false)],
    ['a base limit', (c) => void (c.baseEntitlement.maxAssets += 1)],
    ['the label', (c) => void (c.version = 'other')],
  ])('changes with %s', (_, change) => {
    expect(versionOf(change)).not.toBe(own);
  });

  it('does not change with the order of members, nor by being saved from an answer', () => {
    expect(versionOf((c) => JSON.stringify(Object.fromEntries(Object.entries(c).toReversed())))).toBe(own);
    expect(versionOf((c) => void (c.version = own))).toBe(own);
    const longest = versionOf((c) => void (c.version = 'x'.repeat(80)));
    expect(versionOf((c) => void (c.version = longest))).toBe(longest);
  });
});

describe('the shipped catalog', () => {
  const { content, parameterFlaws } = loadCatalog();
  const properties = content.streams.flatMap(({ key, parametersSchema }) =>
    Object.entries(parametersSchema?.['properties'] ?? {}).map(([name, property]) => ({
      place: `${key}.${name}`,
      property,
    })),
  );

  it('has at least eight streams, thirty assets and six models over the three tiers', () => {
    expect(content.streams.length).toBeGreaterThanOrEqual(8);
    expect(content.assets.length).toBeGreaterThanOrEqual(30);
    expect(content.models.filter(({ available }) => available).length).toBeGreaterThanOrEqual(6);
    expect(new Set(content.models.map(({ tier }) => tier))).toEqual(new Set(modelTiers));
  });

  it.each(properties)('tells a form how to ask for $place, and bounds it', ({ property }) => {
    expect(property).toMatchObject({
      title: expect.any(String),
      description: expect.any(String),
      type: expect.any(String),
    });
    const bounds = {
      integer: ['minimum', 'maximum'],
      number: ['minimum', 'maximum'],
      string: ['enum'],
      array: ['items', 'maxItems'],
      boolean: [],
    }[String(property.type)];
    expect(Object.keys(property)).toEqual(expect.arrayContaining(bounds ?? ['a type that is known here']));
  });

  it.each(content.streams)('has defaults that fit: $key', (stream) => {
    const needed: Record<string, unknown> = { depth: 20, hours: 24 };
    const required = (stream.parametersSchema?.['required'] ?? []) as string[];
    const own = Object.entries(
      (stream.parametersSchema?.['properties'] ?? {}) as Record<string, { default?: unknown }>,
    );
    const defaults = Object.fromEntries(
      own.flatMap(([name, property]) => ('default' in property ? [[name, property.default]] : [])),
    );
    const least = Object.fromEntries(required.map((name) => [name, needed[name]]));
    expect(parameterFlaws(stream, { ...defaults, ...least })).toEqual([]);
    expect(parameterFlaws(stream, least)).toEqual([]);
  });
});
