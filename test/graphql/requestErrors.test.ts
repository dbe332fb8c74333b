import {
  getNullableType,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  specifiedRules,
  validate,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topLevelErrors } from '../../src/errors/apiError.ts';
import { validationErrorText } from '../../src/graphql/requestErrors.ts';
import { type Edge, startEdge } from './startEdge.ts';

const canary = 'Qcanary7x';
const generic = topLevelErrors.GRAPHQL_VALIDATION_FAILED.slice(0, -1);

/** For each validation rule of graphql-js: documents that violate it, with the canary wherever the caller can put text. */
const broken: Record<string, readonly string[]> = {
  ExecutableDefinitionsRule: [
    `type ${canary} { a: Int } { __typename }`,
    `schema { query: ${canary} } { __typename }`,
    `extend type ${canary} { a: Int } { __typename }`,
  ],
  UniqueOperationNamesRule: [`query ${canary} { __typename } query ${canary} { __typename }`],
  LoneAnonymousOperationRule: [`{ __typename } query ${canary} { __typename }`],
  KnownTypeNamesRule: [`query ($a: ${canary}) { clone(id: $a) { id } }`, `{ ... on ${canary} { a } }`],
  FragmentsOnCompositeTypesRule: [
    `fragment ${canary} on DateTime { a } { ...${canary} }`,
    `{ ... on DateTime { ${canary} } }`,
  ],
  VariablesAreInputTypesRule: [`query ($${canary}: [Clone!]) { clone(id: $${canary}) { id } }`],
  ScalarLeafsRule: [
    `{ ${canary}: clone(id: "${canary}") { id { ${canary} } } }`,
    `{ ${canary}: clone(id: "1") }`,
    `{ ${canary}: strategyCatalog }`,
  ],
  FieldsOnCorrectTypeRule: [
    `{ ${canary} }`,
    `{ clone(id: "1") { ${canary} } }`,
    `{ clone(id: "1") { statu${canary} } }`,
  ],
  UniqueFragmentNamesRule: [
    `fragment ${canary} on Query { __typename } fragment ${canary} on Query { __typename } { ...${canary} }`,
  ],
  KnownFragmentNamesRule: [`{ ...${canary} }`],
  NoUnusedFragmentsRule: [`fragment ${canary} on Query { __typename } { __typename }`],
  PossibleFragmentSpreadsRule: [
    `fragment ${canary} on Clone { id } { ...${canary} }`,
    `{ ... on Clone { ${canary}: id } }`,
  ],
  NoFragmentCyclesRule: [
    `fragment ${canary} on Query { ...${canary}2 } fragment ${canary}2 on Query { ...${canary} } { ...${canary} }`,
  ],
  UniqueVariableNamesRule: [`query ($${canary}: ID!, $${canary}: ID!) { clone(id: $${canary}) { id } }`],
  NoUndefinedVariablesRule: [`query ${canary} { clone(id: $${canary}) { id } }`, `{ clone(id: $${canary}) { id } }`],
  NoUnusedVariablesRule: [`query ${canary} ($${canary}: ID) { __typename }`, `query ($${canary}: ID) { __typename }`],
  KnownDirectivesRule: [`{ __typename @${canary} }`, `query ${canary} @include(if: true) { __typename }`],
  UniqueDirectivesPerLocationRule: [
    `query ($${canary}: Boolean!) { __typename @skip(if: $${canary}) @skip(if: $${canary}) }`,
  ],
  KnownArgumentNamesRule: [`{ clone(id: "1", ${canary}: 1) { id } }`, `{ __typename @skip(if: true, ${canary}: 1) }`],
  UniqueArgumentNamesRule: [`{ clone(id: "${canary}", id: "${canary}") { id } }`],
  ValuesOfCorrectTypeRule: [
    `{ publicClones(first: "${canary}") { nodes { id } } }`,
    `{ publicClones(first: ${canary}) { nodes { id } } }`,
    `{ publicClones(search: ["${canary}"]) { nodes { id } } }`,
    `{ publicClones(search: { ${canary}: 1 }) { nodes { id } } }`,
    `{ clone(id: 1.5) { id } }`,
    `{ clone(id: null) { id } }`,
    `{ clones(ids: ["${canary}", null]) { id } }`,
    `{ clones(ids: ["a", { ${canary}: 1 }]) { id } }`,
    `mutation { setCloneStatus(input: { cloneId: "1", status: ${canary}, reason: "${canary}" }) { errors { code } } }`,
    `mutation { setCloneStatus(input: { cloneId: "1", status: "${canary}", reason: "" }) { errors { code } } }`,
    `mutation { setCloneStatus(input: { ${canary}: "${canary}" }) { errors { code } } }`,
    `mutation { setCloneStatus(input: "${canary} \\" x ${canary}") { errors { code } } }`,
    `mutation { createClone(input: { imageUrl: ["${canary}"] }) { errors { code } } }`,
    `mutation { createClone(input: { imageUrl: """${canary} " found "Clone" """, name: 1 }) { errors { code } } }`,
    `mutation { saveStrategyDraft(input: { layout: ["${canary}"] }) { errors { code } } }`,
    `{ __typename @skip(if: "${canary}") }`,
  ],
  ProvidedRequiredArgumentsRule: [`{ ${canary}: clone { id } }`, `{ ${canary}: __typename @skip }`],
  VariablesInAllowedPositionRule: [`query ($${canary}: String) { clone(id: $${canary}) { id } }`],
  OverlappingFieldsCanBeMergedRule: [
    `{ ${canary}: clone(id: "1") { id } ${canary}: clone(id: "2") { id } }`,
    `{ ${canary}: __typename ${canary}: clone(id: "2") { id } }`,
    `{ ${canary}: clone(id: "1") { ${canary}: id } ${canary}: clone(id: "1") { ${canary}: __typename } }`,
  ],
  UniqueInputFieldNamesRule: [
    `mutation { createClone(input: { name: "${canary}", name: "${canary}" }) { errors { code } } }`,
  ],
  MaxIntrospectionDepthRule: [
    `{ __schema { types { ${canary}: fields { type { fields { type { fields { name } } } } } } } }`,
  ],
};

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ Query: { clone: () => ({}), clones: () => [], publicClones: () => null } });
});
afterAll(() => edge.stop());

describe('a document that violates a rule', () => {
  // This schema has no subscriptions, so the rule about their fields never applies.
  const rules = specifiedRules.filter(({ name }) => name !== 'SingleFieldSubscriptionsRule');

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    'gets errors that say where and what is expected, and never quote it: %s',
    async (name, rule) => {
      const documents = broken[name] ?? [];
      expect(documents).not.toHaveLength(0);
      for (const query of documents) {
        const found = validate(edge.schema, parse(query), [rule]);
        expect(found, query).not.toHaveLength(0);
        for (const error of found) {
          const { message } = validationErrorText(error, edge.schema);
          expect(message).not.toContain(canary);
          expect(message, `no text of its own: ${error.message}`).not.toContain(generic);
        }
        const answer = await edge.post({ query });
        expect(answer.status).toBe(400);
        expect(answer.text).not.toContain(canary);
        expect(answer.errors.map(({ message }) => message).join('\n')).toMatch(/^Line 1, column \d+: /);
      }
    },
  );

  it.each([
    [`{ clone(id: "1") { ${canary} } }`, 'Line 1, column 20: The type Clone has no field of this name.'],
    ['{ clone(id: "1") { stats } }', 'Line 1, column 20: The type Clone has no field of this name; similar: status.'],
    ['{ clone { id } }', 'Line 1, column 3: The argument id of clone is required; it is of type ID!.'],
    [
      `mutation { setCloneStatus(input: { cloneId: "1", reason: "x", status: ${canary} }) { errors { code } } }`,
      'Line 1, column 71: At status: a value of CloneStatus is expected: ACTIVE, SUSPENDED, ARCHIVED.',
    ],
    [
      `{ clones(ids: ["a", [], { x: "${canary}" }]) { id } }`,
      'Line 1, column 21: At ids: an ID is a string, also where it looks like a number.',
    ],
    [
      `{ publicClones(first: "${canary}") { nodes { id } } }`,
      'Line 1, column 23: At first: a value of type Int is expected.',
    ],
    [
      `mutation { setCloneStatus(input: { cloneId: "1", reason: "", status: ACTIVE, ${canary}: 1 }) { errors { code } } }`,
      'Line 1, column 78: The input type SetCloneStatusInput has no field of this name; it has: cloneId, status, reason.',
    ],
  ])('%s', async (query, message) => {
    expect((await edge.post({ query })).errors.map((error) => error.message).join('\n')).toContain(message);
  });

  it('is BAD_USER_INPUT for an invalid scalar, naming the input field', async () => {
    const fact = `{ grantId: "g", cloneId: "c", kind: GRANTED, occurredAt: "2027-01-01T00:00:00Z", expiresAt: "2027-02-30T00:00:00Z" }`;
    const { errors, status } = await edge.post({
      query: `mutation { applyEntitlementFacts(input: { facts: [${fact}] }) { errors { code } } }`,
    });
    expect(status).toBe(400);
    expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain('At expiresAt: a DateTime is RFC 3339 text with an offset');
  });
});

describe('a text that is not GraphQL', () => {
  it.each([
    [`{ ${canary}`, 'Line 1, column 12: Expected Name.'],
    [`${canary} { a }`, 'Line 1, column 1: This is not allowed here.'],
    ['{ a(x: ) }', 'Line 1, column 8: This is not allowed here.'],
    ['{', 'Line 1, column 2: Expected Name.'],
    ['{ a } }', 'Line 1, column 7: This is not allowed here.'],
    [`{ a(x: "${canary}) }`, 'A string is not closed'],
    [`{ a(x: '${canary}') }`, 'This character has no meaning here'],
    ['{ a(x: 007) }', 'This number is malformed'],
    [`{ a(x: 1${canary}) }`, 'This number is malformed'],
    [`{ a(x: "\\q${canary}") }`, 'This escape sequence is malformed'],
    [`{ a(x: "\\uD8${canary}") }`, 'This escape sequence is malformed'],
    ['{ a(x: "\uD800") }', 'This character is not allowed in a string'],
    [`query ($a: Int = $${canary}) { a }`, 'A variable is not allowed in a constant value'],
    [`fragment on on ${canary} { a }`, 'This is not allowed here'],
    [`fragment ${canary} ${canary} { a }`, 'Expected "on"'],
    [`"${canary}" { a }`, 'A description is not allowed here'],
    [`{ a ${canary}(x: {${canary} 1}) }`, 'Expected ":"'],
  ])('gets the position where it becomes invalid: %j', async (query, message) => {
    const { errors, status, text } = await edge.post({ query });
    expect(status).toBe(400);
    expect(errors[0]?.extensions?.['code']).toBe('GRAPHQL_PARSE_FAILED');
    expect(errors[0]?.message).toContain(message);
    expect(text).not.toContain(canary);
  });

  it('exceeds a limit if it has too many tokens or nests values too deeply to parse', async () => {
    const long = await edge.post({ query: `{ ${'__typename '.repeat(5000)} }` });
    expect(long.errors[0]).toMatchObject({
      message: expect.stringContaining('more than 5000 tokens (MAX_TOKENS)'),
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    const roomy = await startEdge({}, { maxTokens: 100_000 });
    const deep = await roomy.post({ query: `{ clone(id: ${'{a:'.repeat(20_000)}1${'}'.repeat(20_000)}) { id } }` });
    await roomy.stop();
    expect(deep.errors[0]).toMatchObject({
      message: 'The document is nested too deeply to be read.',
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    expect(deep.status).toBe(400);
  });
});

describe('a malformed request', () => {
  const query = 'query ($ids: [ID!]!) { clones(ids: $ids) { id } }';
  it.each([
    [
      'an unknown operation name',
      { query: `query ${canary} { __typename }`, operationName: `${canary}2` },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'several operations without a name to select one',
      { query: `query ${canary} { __typename } query ${canary}2 { __typename }` },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a document without an operation',
      { query: `fragment ${canary} on Query { __typename }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a subscription', { query: `subscription ${canary} { ${canary} }` }, 'OPERATION_RESOLUTION_FAILURE'],
    ['a body that is a text', canary, 'BAD_REQUEST'],
    ['a body that is a list', [{ query: canary }], 'BAD_REQUEST'],
    ['a body that is empty', {}, 'BAD_REQUEST'],
    ['a query that is no text', { query: { [canary]: canary } }, 'BAD_REQUEST'],
    ['variables that are a text', { query, variables: canary }, 'BAD_REQUEST'],
    ['variables that are a list', { query, variables: [canary] }, 'BAD_REQUEST'],
    ['an operation name that is no text', { query, operationName: [canary] }, 'BAD_REQUEST'],
    ['extensions that are no object', { query, extensions: canary }, 'BAD_REQUEST'],
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: canary } } },
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ])('gets an error code and is not quoted: %s', async (_, body, code) => {
    const answer = await edge.post(body);
    expect(answer.errors[0]?.extensions?.['code']).toBe(code);
    expect(answer.text).not.toContain(canary);
  });

  it('is not quoted for a GET either', async () => {
    for (const [search, code] of [
      [`?query={${canary}}`, 'GRAPHQL_VALIDATION_FAILED'],
      [`?query={__typename}&variables=${canary}`, 'BAD_REQUEST'],
      [`?query={a}&query=${canary}`, 'BAD_REQUEST'],
      [`?${canary}=${canary}`, 'BAD_REQUEST'],
      [`?query=mutation ${canary} { createClone(input: { name: "${canary}" }) { errors { code } } }`, 'BAD_REQUEST'],
    ] as const) {
      const answer = await edge.get(search);
      expect(answer.errors[0]?.extensions?.['code'], search).toBe(code);
      expect(answer.text).not.toContain(canary);
    }
  });

  it('is a request error, not a fault, if only execution finds an argument invalid', async () => {
    const answer = await edge.post({
      query: `query ($a: ID = "x") { clones(ids: ["${canary}", $a]) { id } }`,
      variables: { a: null },
    });
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('The argument ids has a value'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(answer.text).not.toContain(canary);
  });
});

/** Values of the type that are invalid in exactly one place, which has the canary. */
function* wrongValues(type: GraphQLInputType): Generator<unknown> {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    for (const wrong of wrongValues(inner.ofType)) yield [wrong];
    return;
  }
  yield isInputObjectType(inner) ? canary : [{ [canary]: canary }];
  if (isEnumType(inner)) yield canary;
  if (inner.toString() === 'DateTime') yield `2027-02-30${canary}`;
  if (!isInputObjectType(inner)) return;
  yield { [canary]: canary };
  for (const [name, field] of Object.entries(inner.getFields())) {
    for (const wrong of wrongValues(field.type)) yield { [name]: wrong };
  }
}

it('no argument of the schema quotes an invalid variable, whichever part of it is invalid', async () => {
  const roots: [string, GraphQLObjectType | null | undefined][] = [
    ['query', edge.schema.getQueryType()],
    ['mutation', edge.schema.getMutationType()],
  ];
  let tried = 0;
  for (const [kind, root] of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      for (const argument of field.args.filter(({ type }) => !String(type).includes('_Any'))) {
        const given = field.args.map(({ name, type }) => `$${name}${canary}: ${String(type)}`).join(' ');
        const passed = field.args.map(({ name }) => `${name}: $${name}${canary}`).join(' ');
        const query = `${kind} (${given}) { ${canary}: ${field.name}(${passed}) { __typename } }`;
        for (const wrong of wrongValues(argument.type)) {
          const answer = await edge.post({ query, variables: { [`${argument.name}${canary}`]: wrong } });
          expect(answer.errors[0]?.extensions?.['code'], JSON.stringify(wrong)).toBe('BAD_USER_INPUT');
          expect(answer.text).not.toContain(canary);
          tried += 1;
        }
      }
    }
  }
  expect(tried).toBeGreaterThan(100);
  expect(edge.log()).not.toContain(canary);
});
