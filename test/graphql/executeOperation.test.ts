import fc from 'fast-check';
import {
  buildSchema,
  execute,
  type ExecutionResult,
  getIntrospectionQuery,
  getVariableValues,
  type GraphQLFieldResolver,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  responsePathAsArray,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createExecutor } from '../../src/graphql/executeOperation.ts';
import { comparableErrors } from '../compareExecutors.ts';
import { documents, hash, withVariables } from './generateOperations.ts';
import { often, runs } from '../runs.ts';

const kinds = `int: Int needInt: Int! ints: [Int] needInts: [Int!]! text(of: [String!] = ["x"], count: Int): String
  id: ID need: ID! node: Node needNode: Node! nodes: [Node] needNodes: [Node!]! grid: [[Int!]] any: Any needAny: Any! anys: [Any!]`;
const schema = buildSchema(
  `type Query { ${kinds} } type Mutation { ${kinds} } type Node { ${kinds} } type Leaf { int: Int! text: String } union Any = Node | Leaf`,
);

const limits = { maxCost: 1_000_000, maxAnswerBytes: 100_000_000 };
const deadline = new Date(Date.now() + 600_000);

// The clock stands still: a response that yields to others meets its failures in a different order.
beforeAll(() => void vi.spyOn(performance, 'now').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

/** A field's behaviour depends only on its path and a seed, so that it is the same for both executors. */
interface Behaviour {
  readonly seed: number;
  /** How many of a hundred fields don't simply return a value of their type. */
  readonly odd: number;
}

const after = (ticks: number, give: () => unknown): Promise<unknown> =>
  ticks === 0 ? Promise.resolve().then(give) : Promise.resolve().then(() => after(ticks - 1, give));
const fail = (text: string): never => {
  throw new Error(text);
};

/**
 * A value of the type, null, an error in one of its forms, or a value of another type; now or some ticks later. In a list
 * all items come later or, unless they are objects, none: when an item fails synchronously, graphql-js leaves rejections
 * of earlier ones unhandled.
 */
function behave(type: string, path: string, context: Behaviour, comesLater?: boolean): unknown {
  const dice = hash(`${context.seed} ${path}`);
  const inner = type.replace(/!$/, '');
  const item = /^\[(.*)\]$/.exec(inner)?.[1];
  const good = (): unknown => {
    if (item !== undefined)
      return Array.from({ length: dice % 4 }, (_, index) =>
        behave(item, `${path}.${index}`, context, dice % 8 > 3 || /Node|Any/.test(item)),
      );
    if (inner === 'Any') return object(dice % 3 === 0 ? 'Leaf' : 'Node', path, context);
    return inner === 'Node' ? object('Node', path, context) : dice % 100;
  };
  const wrong = [
    null,
    undefined,
    new Error(`value of ${path}`),
    { not: 'a scalar' },
    { __typename: 'Query' },
    Number.NaN,
    'text',
    () => 7,
  ];
  const odd = (dice >>> 3) % 100 < context.odd;
  const give: () => unknown = odd
    ? ([() => wrong[dice % wrong.length], () => fail(`thrown at ${path}`)][(dice >>> 11) % 2] ?? good)
    : good;
  if (!(comesLater ?? (dice >>> 9) % 3 === 0)) return give();
  const later = after((dice >>> 5) % 9, give);
  later.catch(() => {});
  return later;
}

/** An object whose properties behave as its fields without a resolver should. */
function object(name: 'Node' | 'Leaf', path: string, context: Behaviour): object {
  const fields = schema.getType(name);
  return new Proxy({ __typename: name } as Readonly<Record<string | symbol, unknown>>, {
    get: (target, key) => {
      const field = isObjectType(fields) && typeof key === 'string' ? fields.getFields()[key] : undefined;
      return field ? behave(String(field.type), `${path}.${field.name}`, context) : target[key];
    },
  });
}

const resolve: GraphQLFieldResolver<unknown, Behaviour> = (_, args, context, info) =>
  info.fieldName === 'text'
    ? JSON.stringify(args)
    : behave(String(info.returnType), responsePathAsArray(info.path).join('.'), context);

for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getType('Node')]) {
  if (!isObjectType(type)) continue;
  const byProperty = type.name === 'Node' ? ['int', 'needInt', 'ints', 'node', 'needNodes', 'any'] : [];
  for (const field of Object.values(type.getFields())) if (!byProperty.includes(field.name)) field.resolve = resolve;
}

const executor = createExecutor(schema, limits);

/** graphql-js messages that the executor words differently, without the value. */
const reworded = /^(Abstract type |Runtime Object type |A value of |Expected `\w+\.serialize)/;

const shown = (result: ExecutionResult) => ({
  data: JSON.stringify(result.data),
  errors: comparableErrors(result, ({ path, locations, message, nodes }) => [
    path,
    locations,
    reworded.test(message) ? 'reworded' : message,
    nodes?.length,
  ]),
});

async function both(text: string, variables: Record<string, unknown>, context: Behaviour) {
  const document = parse(text);
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition') as OperationDefinitionNode;
  const ask = async (given: Record<string, unknown>) => {
    const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    return shown(await executor({ document, operation, variables: coerced, context, deadline }));
  };
  // An earlier request with other conditions must not matter.
  await ask(
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, typeof value === 'boolean' ? !value : value]),
    ),
  );
  return {
    ours: [await ask(variables), await ask(variables)],
    theirs: shown(await execute({ schema, document, variableValues: variables, contextValue: context })),
  };
}

describe('an operation', () => {
  it.each(['query', 'mutation'] as const)(
    'has the same data and errors as with graphql-js, whatever its fields do: a %s',
    async (kind) => {
      const seen = { errors: 0, propagated: 0 };
      await fc.assert(
        fc.asyncProperty(
          documents(schema, undefined, undefined, kind),
          withVariables,
          fc.nat(),
          fc.constantFrom(0, 5, 20),
          async (text, variables, seed, odd) => {
            const { ours, theirs } = await both(text, variables, { seed, odd });
            expect(ours).toEqual([theirs, theirs]);
            seen.errors += theirs.errors.length;
            seen.propagated += theirs.data === 'null' ? 1 : 0;
          },
        ),
        { numRuns: runs(1_000) },
      );
      expect(seen.errors).toBeGreaterThan(often(250));
      expect(seen.propagated).toBeGreaterThan(often(50));
    },
  );

  it.each([
    ['introspection', getIntrospectionQuery()],
    [
      'a type by its name',
      '{ __type(name: "Node") { fields { name type { kind ofType { name } } } } __schema { queryType { name } } }',
    ],
    ['fields named for the prototype', '{ __proto__: id constructor: text node { __proto__: id then: __typename } }'],
    [
      'defaults of arguments whose variable is left out',
      'query($of: [String!] = ["y"], $count: Int) { a: text(of: $of, count: $count) b: text(count: 1) c: text }',
    ],
    ['a null where a default would be', 'query($of: [String!] = null) { text(of: $of) }'],
    [
      'the same fragment under two conditions',
      'query($no: Boolean = false) { ...F @include(if: $no) ...F @skip(if: $no) } fragment F on Query { id }',
    ],
    [
      'fields that several fragments select',
      '{ node { any { ...F __typename } } node { any { ... on Node { id need int } } } } fragment F on Any { ... on Node { id ints } }',
    ],
  ])('has the same response as with graphql-js: %s', async (_, text) => {
    const { ours, theirs } = await both(text, {}, { seed: 1, odd: 0 });
    expect(theirs.errors).toEqual([]);
    expect(ours).toEqual([theirs, theirs]);
  });

  it('that is a mutation runs its root fields one after the other', async () => {
    const writing = buildSchema('type Query { no: Int } type Mutation { write: Int fail: Int! }');
    const { write, fail: failing } = writing.getMutationType()?.getFields() ?? {};
    const began: string[] = [];
    const note = (name: string, end: () => unknown) => () => {
      began.push(name);
      return after(9, () => {
        began.push(`${name} done`);
        return end();
      });
    };
    if (write) write.resolve = note('write', () => 1);
    if (failing) failing.resolve = note('fail', () => fail('failed'));
    const document = parse('mutation { a: write b: write fail c: write }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const { data, errors } = await createExecutor(
      writing,
      limits,
    )({ document, operation, variables: {}, context: {}, deadline });
    expect(began).toEqual(['write', 'write done', 'write', 'write done', 'fail', 'fail done']);
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['fail']]);
  });

  it('is answered only when everything that it started has ended, even if an error makes it null at once', async () => {
    const failing = buildSchema('type Query { later: Int fail: Int! }');
    const { later, fail: failed } = failing.getQueryType()?.getFields() ?? {};
    let ended = false;
    if (later) later.resolve = () => after(9, () => (ended = true));
    if (failed) failed.resolve = () => fail('failed');
    const document = parse('{ later fail }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const { data, errors } = await createExecutor(
      failing,
      limits,
    )({ document, operation, variables: {}, context: {}, deadline });
    expect([data, errors?.map(({ path }) => path), ended]).toEqual([null, [['fail']], true]);
  });

  it('leaves no rejection unhandled when a list fails with items still pending', async () => {
    const failing = buildSchema('type Query { items: [Item!] } type Item { later: Int! }');
    const items = failing.getQueryType()?.getFields()['items'];
    if (items) items.resolve = () => [{ later: after(5, () => fail('later')) }, null];
    const document = parse('{ items { later } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const { data, errors } = await createExecutor(
      failing,
      limits,
    )({ document, operation, variables: {}, context: {}, deadline });
    expect(JSON.stringify(data)).toBe('{"items":null}');
    expect(errors?.map(({ path }) => path)).toEqual([['items', 1]]);
    await after(20, () => null);
  });
});
