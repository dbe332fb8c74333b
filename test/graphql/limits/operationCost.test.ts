import { getNamedType, isCompositeType, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { listSizeOf, operationCost } from '../../../src/graphql/limits/operationCost.ts';
import { assembleSchema } from '../../../src/graphql/schema.ts';

const schema = assembleSchema();

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition');
  if (!operation) throw new Error('no operation');
  return operationCost(schema, document, operation)(variables);
}

it('an object costs one and a leaf nothing', () => {
  expect(costOf('{ __typename }')).toBe(0);
  expect(costOf('{ clone(id: "1") { id createdAt owner { id } } }')).toBe(2);
});

it('a page costs as many objects as requested, by literal, variable, default or null', () => {
  const page = 'publicClones(first: $first) { nodes { id } }';
  expect(costOf(`query ($first: Int) { ${page} }`, { first: 7 })).toBe(8);
  expect(costOf(`query ($first: Int = 3) { ${page} }`)).toBe(4);
  expect(costOf(`query ($first: Int = 3) { ${page} }`, { first: null })).toBe(21);
  expect(costOf(`query ($first: Int) { ${page} }`)).toBe(21);
  expect(costOf('{ publicClones { nodes { id } edges { node { id } } } }')).toBe(1 + 20 + 40);
  expect(costOf('{ publicClones(first: 0) { nodes { id } pageInfo { hasNextPage } } }')).toBe(2);
});

it('a page with an invalid size costs no more than the largest', () => {
  expect(costOf('{ publicClones(first: 2000000000) { nodes { id } } }')).toBe(101);
  expect(costOf('{ publicClones(first: -1) { nodes { id } } }')).toBe(101);
});

it('pages inside pages multiply', () => {
  const inner = 'owner { clones(first: 100) { nodes { id } } }';
  expect(costOf(`{ publicClones(first: 100) { nodes { ${inner} } } }`)).toBe(1 + 100 * (1 + 1 + 1 + 100));
});

it('a list by ids or representations costs as many as there are', () => {
  expect(costOf('query ($ids: [ID!]!) { clones(ids: $ids) { owner { id } } }', { ids: ['1', '2', '3'] })).toBe(6);
  expect(costOf('{ clones(ids: ["1", "2"]) { id } }')).toBe(2);
  const representations = Array.from({ length: 1_000 }, () => ({ __typename: 'User', id: 'u' }));
  expect(
    costOf('query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { clones { nodes { id } } } } }', {
      r: representations,
    }),
  ).toBe(1_000 * 22);
});

it('a field selected twice costs once, but its subselections count each time', () => {
  expect(costOf('{ clone(id: "1") { owner { id } } clone(id: "1") { publicProfile { name } } }')).toBe(3);
});

it('a mutation costs more than its payload', () => {
  expect(costOf('mutation { setCloneStatus(input: { cloneId: "1", status: ACTIVE }) { clone { id } } }')).toBe(12);
});

it('fragments that expand exponentially are counted quickly', () => {
  const fragments = Array.from(
    { length: 40 },
    (_, n) =>
      `fragment F${n} on Clone { ${n < 39 ? `a: lifecycle { clone { ...F${n + 1} } } b: lifecycle { clone { ...F${n + 1} } }` : 'id'} }`,
  ).join(' ');
  expect(costOf(`{ clone(id: "1") { ...F0 } } ${fragments}`)).toBeGreaterThan(2 ** 40);
});

it('every list of objects has an assumed length', () => {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'));
  const sized = new Set(
    types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        (listSizeOf(field)?.sizedFields ?? []).map((name) => `${String(field.type).replace('!', '')}.${name}`),
      ),
    ),
  );
  const silent = types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      if (!String(field.type).startsWith('[') || !isCompositeType(getNamedType(field.type))) return [];
      const byKeys = field.args.some(({ type: of }) => /^\[(?:ID|_Any)!?\]/.test(String(of)));
      return byKeys || listSizeOf(field)?.assumedSize !== undefined || sized.has(`${type.name}.${field.name}`)
        ? []
        : [`${type.name}.${field.name}`];
    }),
  );
  expect(silent).toEqual([]);
});
