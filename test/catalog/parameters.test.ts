import { describe, expect, it } from 'vitest';
import { compileParameters } from '../../src/catalog/parameters.ts';

function flaws(schema: Record<string, unknown>, parameters: Record<string, unknown>): string[] {
  const compiled = compileParameters({ type: 'object', ...schema });
  if ('flaw' in compiled) throw new Error(compiled.flaw.message);
  return compiled.check(parameters).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const one = (schema: Record<string, unknown>, value: unknown) => flaws({ properties: { p: schema } }, { p: value });

describe('parameters', () => {
  it.each<[string, Record<string, unknown>, unknown, string]>([
    ['type', { type: 'integer' }, '5', 'p: “p” has to be a whole number.'],
    ['types', { type: ['string', 'null'] }, 5, 'p: “p” has to be a text or null.'],
    ['title', { type: 'number', title: 'Look-back' }, '5', 'p: “Look-back” has to be a number.'],
    ['enum', { enum: ['a', 2, null] }, 'x', 'p: “p” has to be one of: a, 2, null.'],
    ['const', { const: 'a' }, 'x', 'p: “p” has to be a.'],
    ['minimum', { type: 'number', minimum: 1 }, 0, 'p: “p” has to be at least 1.'],
    ['maximum', { type: 'number', maximum: 1 }, 2, 'p: “p” has to be at most 1.'],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 1 }, 1, 'p: “p” has to be more than 1.'],
    ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, 1, 'p: “p” has to be less than 1.'],
    ['multipleOf', { type: 'number', multipleOf: 5 }, 7, 'p: “p” has to be a multiple of 5.'],
    ['a small multipleOf', { type: 'number', multipleOf: 1e-7 }, 1.5e-7, 'p: “p” has to be a multiple of 0.0000001.'],
    ['a small minimum', { type: 'number', minimum: 1e-7 }, 0, 'p: “p” has to be at least 0.0000001.'],
    ['minLength', { type: 'string', minLength: 1 }, '', 'p: “p” needs at least 1 character.'],
    ['maxLength', { type: 'string', maxLength: 2 }, '🦊🦊🦊', 'p: “p” may have at most 2 characters.'],
    ['minItems', { type: 'array', minItems: 2 }, [], 'p: “p” needs at least 2 entries.'],
    ['maxItems', { type: 'array', maxItems: 1 }, [1, 2], 'p: “p” may have at most 1 entry.'],
    ['uniqueItems', { type: 'array', uniqueItems: true }, [1, 1], 'p: “p” may hold no entry twice.'],
    ['items', { type: 'array', items: { type: 'integer' } }, [1, 'x'], 'p.1: An entry has to be a whole number.'],
    [
      'pattern',
      { type: 'string', pattern: '^a$' },
      'x',
      "p: “p” isn't what this data stream takes: see its schema in the catalog.",
    ],
    [
      'anyOf',
      { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
      'x',
      "p: “p” isn't what this data stream takes: see its schema in the catalog.",
    ],
    [
      'not',
      { not: { type: 'string' } },
      'x',
      "p: “p” isn't what this data stream takes: see its schema in the catalog.",
    ],
  ])('that break %s are told so once, where it is and in the words of the catalog', (_, schema, value, says) => {
    expect(one(schema, value)).toEqual([says]);
  });

  it('that are missing or unknown are told by the names of the catalog', () => {
    const schema = {
      properties: { depth: { type: 'integer', title: 'Depth' } },
      required: ['depth'],
      additionalProperties: false,
    };
    expect(flaws(schema, { CANARY: 1, CANARY2: 2 })).toEqual([
      ': “Depth” is missing.',
      ": Remove what this data stream doesn't know: it has depth.",
    ]);
    expect(flaws({ additionalProperties: false }, { CANARY: 1 })).toEqual([
      ': Remove the parameters: none is allowed here.',
    ]);
  });

  it('are told in full, each once', () => {
    const schema = { properties: { a: { type: 'integer' }, b: { type: 'array', items: { enum: ['x'] } } } };
    expect(flaws(schema, { a: 'x', b: ['y', 'y'] })).toHaveLength(3);
  });

  it('have no name in a path or a message that only the creator wrote', () => {
    const schema = { additionalProperties: { type: 'object', additionalProperties: { type: 'integer' } } };
    for (const canary of ['CANARY', '4111111111111111'])
      expect(flaws(schema, { [canary]: { [canary]: canary } })).toEqual([': This has to be a whole number.']);
  });

  it('are never changed by being checked: no default, no conversion, nothing removed', () => {
    const compiled = compileParameters({
      type: 'object',
      properties: {
        n: { type: 'number', default: 5 },
        m: { type: 'object', properties: { x: { type: 'boolean', default: true } }, additionalProperties: false },
      },
    });
    if ('flaw' in compiled) throw new Error(compiled.flaw.message);
    for (const parameters of [{}, { n: '5' }, { extra: 1 }, { m: { y: 1 } }]) {
      const before = JSON.stringify(parameters);
      compiled.check(parameters);
      expect(JSON.stringify(parameters)).toBe(before);
    }
  });
});
