import {
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  ValuesOfCorrectTypeRule,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variableProblems } from '../../src/graphql/coerceVariables.ts';
import { validationErrorText } from '../../src/graphql/requestErrors.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { type Edge, startEdge } from './startEdge.ts';

/** A place where the schema accepts an id: an argument or an input field, in a list or not. */
interface IdPlace {
  readonly type: GraphQLInputType;
  /** A document with this literal at the place. */
  readonly document: (literal: string) => string;
  /** The type and value of a variable with this id at the place. */
  readonly variable: (id: unknown) => readonly [type: string, value: unknown];
}

function idPlaces(schema: GraphQLSchema): Map<string, IdPlace> {
  const places = new Map<string, IdPlace>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        for (const arg of field.args.filter((one) => getNamedType(one.type).name === 'ID')) {
          places.set(`${type.name}.${field.name}(${arg.name})`, {
            type: arg.type,
            document: (literal) => `fragment F on ${type.name} { ${field.name}(${arg.name}: ${literal}) }`,
            variable: (id) => [String(arg.type), id],
          });
        }
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()).filter((one) => getNamedType(one.type).name === 'ID')) {
        places.set(`${type.name}.${field.name}`, {
          type: field.type,
          document: (literal) => `query ($v: ${type.name} = { ${field.name}: ${literal} }) { __typename }`,
          variable: (id) => [type.name, { [field.name]: id }],
        });
      }
    }
  }
  return places;
}

const schema = assembleSchema();
const places = [...idPlaces(schema)];
const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

it('places of every kind that accept an id are found', () => {
  const names = places.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Query.clone(id)',
      'Query.clones(ids)',
      'EntitlementFactInput.grantId',
      'OperatorCloneFilter.ownerId',
      'BlockConnectionInput.from',
    ]),
  );
});

describe.each(places)('%s', (_, { type, document, variable }) => {
  const wrap = (literal: string) => (isList(type) ? [literal, `[${literal}]`, `["a", ${literal}]`] : [literal]);
  const inLists = (value: unknown) => (isList(type) ? [value, [value], ['a', value]] : [value]);

  /** The errors of a literal, except about other fields that are left out. */
  const ofLiteral = (literal: string) =>
    validate(schema, parse(document(literal)), [ValuesOfCorrectTypeRule])
      .filter(({ message }) => !message.includes('required type'))
      .map((error) => validationErrorText(error, schema));

  /** The same for a variable. */
  const ofVariable = (id: unknown): readonly string[] => {
    const [typeText, value] = variable(id);
    const operation = getOperationAST(parse(`query ($v: ${typeText}) { __typename }`));
    if (!operation) throw new Error('one operation');
    const problems = variableProblems(schema, operation, { v: value });
    expect(problems.length > 0).toBe(
      getVariableValues(schema, operation.variableDefinitions ?? [], { v: value }).errors !== undefined,
    );
    return problems
      .filter(({ message }) => !message.includes(' lacks '))
      .map(({ code, message }) => `${code} ${message}`);
  };

  it('accepts only a string literal, and says where', () => {
    for (const literal of [
      '0',
      '-0',
      '7',
      '12345678901234567890',
      '1e3',
      '1.0',
      '9007199254740993',
      'true',
      'CANARY',
    ].flatMap(wrap)) {
      expect(ofLiteral(literal), literal).toEqual([
        {
          code: 'BAD_USER_INPUT',
          message: expect.stringMatching(
            /^Line 1, column \d+: At \w+: an ID is a string, also where it looks like a number\.$/,
          ),
        },
      ]);
    }
    for (const literal of ['"7"', '""', '"1e3"', '"""9007199254740993"""'].flatMap(wrap))
      expect(ofLiteral(literal), literal).toEqual([]);
  });

  it('accepts only a string in a variable, and says where', () => {
    const problem =
      /^BAD_USER_INPUT Variable 1 \(of type .*\).* does not fit: an ID is a string, also where it looks like a number\.$/;
    for (const id of [0, -0, 7, 1e3, 1.5, 2 ** 53, Number('9007199254740993'), 1e21, true, {}].flatMap(inLists)) {
      expect(ofVariable(id), JSON.stringify(id)).toEqual([expect.stringMatching(problem)]);
    }
    for (const id of ['7', '', '9007199254740993', '-0'].flatMap(inLists))
      expect(ofVariable(id), JSON.stringify(id)).toEqual([]);
  });
});

describe('over HTTP', () => {
  let edge: Edge;
  let received: unknown[] = [];
  beforeAll(async () => {
    edge = await startEdge({
      Mutation: { applyEntitlementFacts: (_: unknown, args: unknown) => void received.push(args) },
      Query: { clone: () => null },
    });
  });
  afterAll(() => edge.stop());

  it('two grants whose ids are large numbers never become one: both are rejected', async () => {
    received = [];
    const query =
      'mutation ($facts: [EntitlementFactInput!]!) { applyEntitlementFacts(input: { facts: $facts }) { errors { code } } }';
    const fact = '"cloneId": "c", "kind": "GRANTED", "occurredAt": "2027-01-01T00:00:00Z"';
    const variables: unknown = JSON.parse(
      `{ "facts": [{ "grantId": 9007199254740992, ${fact} }, { "grantId": 9007199254740993, ${fact} }] }`,
    );
    const { status, errors, text } = await edge.post({ query, variables });
    expect([status, errors.map(({ message, extensions }) => [extensions?.['code'], message])]).toEqual([
      400,
      [0, 1].map((index) => [
        'BAD_USER_INPUT',
        `Variable 1 (of type [EntitlementFactInput!]!) at [${index}].grantId does not fit: an ID is a string, also where it looks like a number.`,
      ]),
    ]);
    expect(text).not.toContain('90071992547');
    expect(received).toEqual([]);
  });

  it('a literal is reported by line, column and place', async () => {
    const { status, errors } = await edge.post({ query: '{ clone(id: 12345678901234567890) { id } }' });
    expect([status, errors]).toMatchObject([
      400,
      [
        {
          message: `Line 1, column 13: At id: an ID is a string, also where it looks like a number.`,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    ]);
  });
});

it('ID is still the built-in scalar, with its description', async () => {
  const edge = await startEdge();
  const { data } = await edge.post({ query: '{ __type(name: "ID") { kind name } }' });
  await edge.stop();
  expect(data).toEqual({ __type: { kind: 'SCALAR', name: 'ID' } });
});
