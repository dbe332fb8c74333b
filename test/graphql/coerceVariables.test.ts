import fc from 'fast-check';
import { getOperationAST, getVariableValues, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variableProblems } from '../../src/graphql/coerceVariables.ts';
import { type Edge, startEdge } from './startEdge.ts';

let edge: Edge;
let received: unknown;
const take = (_: unknown, args: unknown): null => {
  received = args;
  return null;
};
beforeAll(async () => {
  edge = await startEdge({
    Query: { operatorClones: take, clones: () => [] },
    Mutation: { saveStrategyDraft: take, applyEntitlementFacts: take },
  });
});
afterAll(() => edge.stop());

const save = 'mutation ($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }';
const filter = 'query ($filter: OperatorCloneFilter) { operatorClones(filter: $filter) { nodes { id } } }';
const graph = { dataStreams: [], assets: [], tradingPrompts: [], connections: [] };
const draft = { cloneId: 'c', expectedRevision: 0, graph };
const input = 'Variable 1 (of type SaveStrategyDraftInput!)';

describe('an invalid variable is reported by position, type and path, with what it must be', () => {
  it.each([
    ['left out', save, {}, `${input} is required.`],
    ['null', save, { input: null }, `${input} must be SaveStrategyDraftInput!, not null.`],
    ['no object', save, { input: 'x' }, `${input} must be SaveStrategyDraftInput, an object.`],
    [
      'a missing field',
      save,
      { input: { ...draft, expectedRevision: undefined } },
      `${input} lacks expectedRevision, which is Int!.`,
    ],
    [
      'a wrong scalar',
      save,
      { input: { ...draft, expectedRevision: 'x' } },
      `${input} at expectedRevision must be Int!.`,
    ],
    [
      'a number that is too large',
      save,
      { input: { ...draft, expectedRevision: 2 ** 31 } },
      `${input} at expectedRevision must be Int!.`,
    ],
    [
      'a null in a list',
      save,
      { input: { ...draft, graph: { ...graph, assets: [{ blockId: 'a', symbols: ['BTC', null] }] } } },
      `${input} at graph.assets[0].symbols[1] must be String!, not null.`,
    ],
    [
      'a single value for a list',
      save,
      { input: { ...draft, graph: { ...graph, assets: { blockId: 'a', symbols: 5 } } } },
      `${input} at graph.assets.symbols must be [String!]!.`,
    ],
    [
      'an unknown field',
      filter,
      { filter: { owner: 'x' } },
      'Variable 1 (of type OperatorCloneFilter) has a field that OperatorCloneFilter does not define; it defines: ownerId, status, moderationStatus, search, setUp, blocker.',
    ],
    [
      'an unknown enum value',
      filter,
      { filter: { status: 'active' } },
      'Variable 1 (of type OperatorCloneFilter) at status must be one of CloneStatus: ACTIVE, SUSPENDED, ARCHIVED.',
    ],
    [
      'a name of Object.prototype',
      filter,
      { filter: { status: 'constructor' } },
      'Variable 1 (of type OperatorCloneFilter) at status must be one of CloneStatus: ACTIVE, SUSPENDED, ARCHIVED.',
    ],
    [
      'a list for a JSON object',
      save,
      { input: { ...draft, layout: [] } },
      `${input} at layout does not fit: a JSONObject is a JSON object, at most 64 deep, with finite numbers.`,
    ],
  ])('%s', async (_, query, variables, message) => {
    const { errors, status, data } = await edge.post({ query, variables });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' }, locations: [{ line: 1 }] }]);
  });

  it('with one error for each problem', async () => {
    const { errors } = await edge.post({
      query: save,
      variables: { input: { cloneId: {}, expectedRevision: [], graph: null } },
    });
    expect(errors.map(({ message }) => message)).toEqual([
      `${input} at cloneId does not fit: an ID is a string, also where it looks like a number.`,
      `${input} at expectedRevision must be Int!.`,
      `${input} at graph must be StrategyGraphInput!, not null.`,
    ]);
  });

  it('with at most 50 errors, however many problems there are', async () => {
    const query = 'query ($ids: [ID!]!) { clones(ids: $ids) { id } }';
    const roomy = await startEdge({}, { maxListItems: 1_000_000, maxCost: 1_000_000 });
    const { errors } = await roomy.post({ query, variables: { ids: Array.from({ length: 1_000_000 }, () => null) } });
    await roomy.stop();
    expect(errors).toHaveLength(50);
    expect(errors[48]?.message).toBe('Variable 1 (of type [ID!]!) at [48] must be ID!, not null.');
    expect(errors[49]).toMatchObject({
      message: 'At least 951 more errors are not shown.',
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
  });
});

it('valid variables reach the resolver, defaults and nulls included', async () => {
  const facts =
    'mutation ($facts: [EntitlementFactInput!]!) { applyEntitlementFacts(input: { facts: $facts }) { errors { code } } }';
  const fact = {
    grantId: 'g',
    cloneId: 'c',
    kind: 'GRANTED',
    occurredAt: '2027-01-01T02:00:00+02:00',
    expiresAt: null,
  };
  expect((await edge.post({ query: facts, variables: { facts: fact } })).errors).toEqual([]);
  expect(received).toMatchObject({
    input: { facts: [{ occurredAt: new Date('2027-01-01T00:00:00Z'), expiresAt: null, dataStreams: 0 }] },
  });
  expect((await edge.post({ query: filter, variables: { filter: null, unused: 1 } })).errors).toEqual([]);
  expect(received).toEqual({ filter: null, first: 20 });
  expect((await edge.post({ query: filter })).errors).toEqual([]);
  expect(received).toEqual({ first: 20 });
});

it('an input field left out stays absent', async () => {
  expect((await edge.post({ query: save, variables: { input: draft } })).errors).toEqual([]);
  expect(received).not.toHaveProperty('input.layout');
});

it('errors are found exactly where graphql-js finds them, for any variables', () => {
  const seen = { fit: 0, not: 0 };
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, 0, 1.5, 2 ** 31, 'x', 'ACTIVE', [], {}, [null], true),
    fc.jsonValue(),
  );
  const sometimes = (good: unknown) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: odd });
  const input = fc.record(
    {
      cloneId: sometimes('c'),
      expectedRevision: sometimes(0),
      graph: sometimes(graph),
      layout: sometimes({}),
      more: odd,
    },
    { requiredKeys: ['cloneId'] },
  );
  const given = fc.record(
    {
      input: fc.oneof({ weight: 4, arbitrary: input.map(({ more: _, ...rest }) => rest) }, input, odd),
      filter: fc.oneof(fc.record({ ownerId: sometimes('o'), status: sometimes('ACTIVE') }, { requiredKeys: [] }), odd),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(given, fc.constantFrom(save, filter), (variables, query) => {
      const operation = getOperationAST(parse(query));
      if (!operation) throw new Error('one operation each');
      const { errors = [] } = getVariableValues(edge.schema, operation.variableDefinitions ?? [], variables);
      expect(variableProblems(edge.schema, operation, variables).length > 0).toBe(errors.length > 0);
      seen[errors.length > 0 ? 'not' : 'fit'] += 1;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(seen.fit, seen.not)).toBeGreaterThan(50);
});
