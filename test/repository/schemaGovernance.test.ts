import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { supergraph } from '../../src/commands/supergraph.ts';
import { manifestFile, manifestText, persistedOperations } from './persistedOperations.ts';
import { schemaProblems } from './schemaRules.ts';

const schema = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

const fine = `
"Q." type Query { "T." things("F." first: Int = 20, "A." after: String): ThingConnection }
"M." type Mutation { "M." make("I." input: MakeInput!): MakePayload }
"T." type Thing { "I." id: ID! "S." size: Int @deprecated(reason: "Use id.") "K." kind: Kind }
"C." type ThingConnection { "N." nodes: [Thing!]! "P." pageInfo: PageInfo! }
"P." type PageInfo { "H." hasNextPage: Boolean! }
"I." input MakeInput { "N." name: String! }
"P." type MakePayload { "E." errors: [UserError!]! }
"E." type UserError { "C." code: Kind! }
"K." enum Kind { "R." ROUND_ONE }
`;

/** Each replaces a part of the schema above. */
const faults: readonly (readonly [from: string, to: string, problem: RegExp])[] = [
  ['"T." type Thing {', 'type Thing {', /^Thing has no description/],
  ['"I." id: ID!', 'id: ID!', /^Thing\.id has no description/],
  ['"A." after', 'after', /^Query\.things\(after\) has no description/],
  ['"R." ROUND_ONE', 'ROUND_ONE', /^Kind\.ROUND_ONE has no description/],
  ['"N." name', 'name', /^MakeInput\.name has no description/],
  ['id: ID!', 'thing_id: ID!', /^Thing\.thing_id isn't written as a member is/],
  ['ROUND_ONE', 'RoundOne', /^Kind\.RoundOne isn't written as a value is/],
  ['"K." enum Kind', '"O." type other { "I." id: ID! } "K." enum Kind', /^other isn't written as a type is/],
  ['@deprecated(reason: "Use id.")', '@deprecated', /^Thing\.size is deprecated without saying/],
  ['@deprecated(reason: "Use id.")', '@deprecated(reason: "")', /^Thing\.size is deprecated without saying/],
  ['input: MakeInput!', 'input: MakeInput', /^Mutation\.make takes something else/],
  ['"I." input: MakeInput!', '"N." name: String', /^Mutation\.make takes something else/],
  ['): MakePayload', '): MakePayload!', /^Mutation\.make answers something else/],
  ['): MakePayload', '): Thing', /^Mutation\.make answers something else/],
  ['[UserError!]!', '[UserError!]', /^MakePayload has no errors/],
  [
    '"K." enum Kind',
    '"O." type OldPayload { "E." errors: [UserError!]! } "K." enum Kind',
    /^OldPayload is answered by no mutation/,
  ],
  ['"K." enum Kind', '"O." input Old { "A." a: Int } "K." enum Kind', /^Old is an input and isn't called/],
  ['"K." enum Kind', '"O." type OldInput { "A." a: Int } "K." enum Kind', /^OldInput isn't an input/],
  ['[Thing!]!', '[Thing]!', /^ThingConnection has no nodes/],
  ['pageInfo: PageInfo!', 'pageInfo: PageInfo', /^ThingConnection has no pageInfo/],
  [', "A." after: String', '', /^Query\.things takes no first: Int and after: String/],
];

describe('the schema', () => {
  it('keeps the rules by which all of it is written', () => {
    expect(schemaProblems(schema)).toEqual([]);
  });

  it('has rules that a schema can keep', () => {
    expect(schemaProblems(fine)).toEqual([]);
  });

  it.each(faults)('has a rule that finds %s replaced by %s', (from, to, problem) => {
    expect(fine).toContain(from);
    expect(schemaProblems(fine.replace(from, to))).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});

describe('doc/examples/persistedOperations.json', () => {
  const { operations } = persistedOperations();
  let api: string;
  beforeAll(async () => {
    api = await supergraph(['--public', '--api']);
  });

  it('is current: npm run generate writes it', () => {
    expect(readFileSync(manifestFile, 'utf8')).toBe(manifestText());
  });

  it('names each operation once, by the SHA-256 of its text', () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
    for (const { id, body } of operations) expect(createHash('sha256').update(body).digest('hex')).toBe(id);
  });

  it('has only what a public gateway answers', () => {
    const publicly = buildSchema(api);
    const invalid = operations.flatMap(({ name, body }) =>
      validate(publicly, parse(body)).map(({ message }) => `${name}: ${message}`),
    );
    expect(invalid).toEqual([]);
  });
});
