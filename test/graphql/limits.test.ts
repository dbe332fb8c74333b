import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureOperation } from '../../src/graphql/limits/measureOperation.ts';
import { type Edge, limits, startEdge } from './startEdge.ts';

let edge: Edge;
let resolved = 0;
beforeAll(async () => {
  const clone = (): { id: string } => {
    resolved += 1;
    return { id: 'c' };
  };
  edge = await startEdge({
    Query: {
      clone,
      clones: (_: unknown, { ids }: { ids: string[] }) => ids.map(() => null),
      strategyVersions: (_: unknown, { ids }: { ids: string[] }) => ids.map(() => null),
    },
    Clone: { owner: () => ({ id: 'u' }), lifecycle: () => null, __resolveReference: () => null },
    User: { clones: () => ({ nodes: [], edges: [] }) },
  });
});
afterAll(() => edge.stop());

const cycle = (times: number, inner: string): string =>
  times === 0 ? inner : `{ owner { clones(first: 1) { nodes ${cycle(times - 1, inner)} } } }`;
const refusal = (message: string): object => [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }];

describe('depth', () => {
  const tooDeep = refusal('The operation nests fields more deeply than MAX_DEPTH allows (15).');

  it('accepts the deepest allowed operation and rejects one level more, before anything runs', async () => {
    expect((await edge.post({ query: `{ clone(id: "1") ${cycle(4, '{ owner { id } }')} }` })).errors).toEqual([]);
    const before = resolved;
    const { errors, status } = await edge.post({
      query: `{ clone(id: "1") ${cycle(4, '{ owner { clones { nodes { id } } } }')} }`,
    });
    expect(errors).toMatchObject(tooDeep);
    expect(status).toBe(400);
    expect(resolved).toBe(before);
  });

  it('counts fields in fragments, whatever their names', async () => {
    const inner = cycle(3, '{ id }');
    for (const name of ['Inner', '__schema', '__type', 'IntrospectionQuery', 'FullType']) {
      const query = `query IntrospectionQuery { clone(id: "1") ${cycle(3, `{ ...${name} }`)} } fragment ${name} on Clone ${inner}`;
      const { errors } = await edge.post({ query, operationName: 'IntrospectionQuery' });
      expect(errors, name).toMatchObject(tooDeep);
    }
  });

  it('counts a field aliased to an introspection field', async () => {
    const { errors } = await edge.post({ query: `{ __schema: clone(id: "1") ${cycle(6, '{ id }')} }` });
    expect(errors).toMatchObject(tooDeep);
  });

  it('accepts the standard introspection query, whatever the limit', async () => {
    const strict = await startEdge({}, { maxDepth: 1, maxAliases: 0, maxRootFields: 1 });
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    });
    const { errors, data } = await strict.post({ query });
    await strict.stop();
    expect(errors).toEqual([]);
    expect(data).toHaveProperty('__schema.queryType.name', 'Query');
  });

  it('applies only to the operation that runs', async () => {
    const query = `query Deep { clone(id: "1") ${cycle(6, '{ ...F }')} } query Flat { clone(id: "1") { id } } fragment F on Clone { id }`;
    expect((await edge.post({ query, operationName: 'Flat' })).errors).toEqual([]);
    expect((await edge.post({ query, operationName: 'Deep' })).errors).toMatchObject(tooDeep);
  });
});

describe('aliases and root fields', () => {
  it('are limited, those of fragments included', async () => {
    const aliases = Array.from({ length: 26 }, (_, index) => `a${index}: id`).join(' ');
    const query = `{ one: clone(id: "1") { ...F } clone(id: "1") { id owner { id } } } fragment F on Clone { ${aliases} owner { clones { nodes { ...G } } } } fragment G on Clone { ${aliases} }`;
    expect((await edge.post({ query })).errors).toMatchObject(
      refusal('The operation has more aliases than MAX_ALIASES allows (50).'),
    );
    const roots = Array.from({ length: 21 }, (_, index) => `a${index}: __typename`).join(' ');
    expect((await edge.post({ query: `{ ...R } fragment R on Query { ${roots} }` })).errors).toMatchObject(
      refusal('The operation has more root fields than MAX_ROOT_FIELDS allows (20).'),
    );
    expect((await edge.post({ query: `{ ${roots.replace('a20: __typename', '')} }` })).errors).toEqual([]);
  });
});

describe('lists', () => {
  const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id${index}`);
  const tooMany = refusal('The operation has a list with more ids than MAX_LIST_ITEMS allows (100).');

  it.each(['clones', 'strategyVersions'])(
    'of ids are each limited, as variable, literal or default: %s',
    async (field) => {
      const byVariable = `query ($ids: [ID!]!) { ${field}(ids: $ids) { id } more: ${field}(ids: $ids) { id } }`;
      const literal = (count: number): string => JSON.stringify(ids(count));
      expect((await edge.post({ query: byVariable, variables: { ids: ids(100) } })).errors).toEqual([]);
      expect((await edge.post({ query: byVariable, variables: { ids: ids(101) } })).errors).toMatchObject(tooMany);
      expect((await edge.post({ query: `{ ${field}(ids: ${literal(100)}) { id } }` })).errors).toEqual([]);
      expect(
        (await edge.post({ query: `{ ...F } fragment F on Query { ${field}(ids: ${literal(101)}) { id } }` })).errors,
      ).toMatchObject(tooMany);
      expect(
        (await edge.post({ query: `query ($ids: [ID!]! = ${literal(101)}) { ${field}(ids: $ids) { id } }` })).errors,
      ).toMatchObject(tooMany);
    },
  );

  it('of representations are limited in total over all _entities fields of an operation', async () => {
    const representations = (count: number): object[] => ids(count).map((id) => ({ __typename: 'Clone', id }));
    const query =
      'query ($a: [_Any!]!, $b: [_Any!]!) { a: _entities(representations: $a) { __typename } ...B } fragment B on Query { b: _entities(representations: $b) { __typename } }';
    expect(
      (await edge.post({ query, variables: { a: representations(500), b: representations(500) } })).errors,
    ).toEqual([]);
    const tooManyRepresentations = refusal(
      'The operation has more representations, over all its _entities fields, than MAX_REPRESENTATIONS allows (1000).',
    );
    expect(
      (await edge.post({ query, variables: { a: representations(500), b: representations(501) } })).errors,
    ).toMatchObject(tooManyRepresentations);
    const strict = await startEdge({}, { maxRepresentations: 1 });
    const literal =
      '{ _entities(representations: [{ __typename: "Clone", id: "1" }, { __typename: "Clone", id: "2" }]) { __typename } }';
    expect((await strict.post({ query: literal })).errors).toMatchObject(
      refusal(expect.stringContaining('MAX_REPRESENTATIONS allows (1)')),
    );
    await strict.stop();
  });
});

describe('cost', () => {
  const page = 'clones(first: 100) { nodes { id } }';
  const tooCostly = 'The operation can return more objects than MAX_COST allows (100000).';

  it('accepts two levels of full pages and rejects three, before anything runs', async () => {
    expect(
      (await edge.post({ query: `{ publicClones(first: 100) { nodes { owner { ${page} } } } }` })).errors,
    ).not.toMatchObject(refusal(tooCostly));
    const { errors, status } = await edge.post({
      query: `{ publicClones(first: 100) { nodes { owner { clones(first: 100) { nodes { owner { ${page} } } } } } } }`,
    });
    expect(errors).toMatchObject(refusal(tooCostly));
    expect(status).toBe(400);
  });

  it('counts representations and pages by the values of variables', async () => {
    const representations = Array.from({ length: 1_000 }, () => ({ __typename: 'User', id: 'u' }));
    const query =
      'query ($r: [_Any!]!, $first: Int) { _entities(representations: $r) { ... on User { clones(first: $first) { nodes { id } } } } }';
    expect((await edge.post({ query, variables: { r: representations, first: 20 } })).errors).toEqual([]);
    expect((await edge.post({ query, variables: { r: representations, first: 100 } })).errors).toMatchObject(
      refusal(tooCostly),
    );
  });
});

it('the cost of an operation is charged before it runs, and it is rejected if its caller has spent too much', async () => {
  const charged: number[] = [];
  const poor = await startEdge({}, { chargeCost: async (cost) => (charged.push(cost) > 1 ? 17 : 0) });
  const query = '{ publicClones(first: 5) { nodes { id } } }';
  expect((await poor.post({ query })).retryAfter).toBeUndefined();
  const { status, retryAfter, errors } = await poor.post({ query });
  await poor.stop();
  expect({ status, retryAfter, errors, charged }).toMatchObject({
    status: 429,
    retryAfter: '17',
    errors: [{ extensions: { code: 'RATE_LIMITED' } }],
    charged: [6, 6],
  });
});

describe('fragments', () => {
  it('that expand exponentially are measured quickly', async () => {
    const names = Array.from({ length: 40 }, (_, index) => index);
    const onQuery = names
      .map((n) => `fragment F${n} on Query { ${n < 39 ? `...F${n + 1} ...F${n + 1}` : '__typename'} }`)
      .join(' ');
    expect((await edge.post({ query: `{ ...F0 ...F0 } ${onQuery}` })).data).toEqual({ __typename: 'Query' });
    const nested = names
      .map(
        (n) =>
          `fragment F${n} on Clone { ${n < 39 ? `a: lifecycle { clone { ...F${n + 1} } } b: lifecycle { clone { ...F${n + 1} } }` : 'id'} }`,
      )
      .join(' ');
    const { errors } = await edge.post({ query: `{ clone(id: "1") { ...F0 } } ${nested}` });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual([
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
    ]);
  });

  it('that form a cycle are measured in finite time, and rejected', async () => {
    const query =
      '{ ...A } fragment A on Query { clone(id: "1") { owner { clones { nodes { ...B } } } } } fragment B on Clone { owner { clones { nodes { ...B } } } }';
    const document = parse(query);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    expect(measureOperation(document, operation).depth).toBeGreaterThan(0);
    expect((await edge.post({ query })).errors[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

it('an operation at every limit passes', async () => {
  const roots = Array.from({ length: limits.maxRootFields }, (_, index) => `a${index}: __typename`).join(' ');
  expect((await edge.post({ query: `{ ${roots} }` })).errors).toEqual([]);
});
