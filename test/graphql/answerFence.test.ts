import DataLoader from 'dataloader';
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AnswerLimits } from '../../src/graphql/answerFence.ts';
import { createExecutor, type Executor } from '../../src/graphql/executeOperation.ts';

const schema = buildSchema(
  'type Query { given: [Item] text(text: String!): String list(length: Int!): [Item] count: Int } type Item { text: String! json: String items: [Item!]! later: Item failing: Int! }',
);
const item: object = {
  text: 'x'.repeat(10),
  get items() {
    return Array.from({ length: 100 }, () => item);
  },
  get later() {
    return Promise.resolve(item);
  },
  get failing() {
    throw new Error('failed');
  },
};
const list = schema.getQueryType()?.getFields()['list'];
const given = schema.getQueryType()?.getFields()['given'];
if (given) given.resolve = (_, __, context) => (context as { readonly given: readonly object[] }).given;
const text = schema.getQueryType()?.getFields()['text'];
if (text) text.resolve = (_, given) => given.text as string;
if (list) list.resolve = (_, { length }) => Array.from({ length: length as number }, () => item);

const roomy: AnswerLimits = { maxCost: 10_000_000, maxAnswerBytes: 1_000_000_000 };

function ask(
  query: string,
  limits: Partial<AnswerLimits> = {},
  deadline = new Date(Date.now() + 600_000),
  context: object = {},
): ReturnType<Executor> {
  const document = parse(query);
  const [operation] = document.definitions;
  return createExecutor(schema, { ...roomy, ...limits })({
    document,
    operation: operation as OperationDefinitionNode,
    variables: {},
    context,
    deadline,
  });
}

const codes = async (answer: ReturnType<Executor>): Promise<unknown[]> =>
  ((await answer).errors ?? []).map(({ extensions }) => extensions['code']);

describe('a response that exceeds a limit', () => {
  it('is replaced by a single error, whatever may be null in it', async () => {
    const answer = await ask('{ list(length: 100) { text items { text items { text } } } }', { maxCost: 5_000 });
    expect(answer).toMatchObject({
      data: null,
      errors: [{ message: 'The answer has more objects than MAX_COST allows (5000). Ask for fewer at once.' }],
    });
  });

  it('counts objects: at the limit it is returned, one above it is not', async () => {
    // The root object counts, too.
    expect(await codes(ask('{ list(length: 9) { text } }', { maxCost: 10 }))).toEqual([]);
    expect(await codes(ask('{ list(length: 10) { text } }', { maxCost: 10 }))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('counts the bytes of names and strings', async () => {
    expect(await codes(ask('{ list(length: 100) { text } }', { maxAnswerBytes: 4_000 }))).toEqual([]);
    expect(await codes(ask('{ list(length: 200) { text } }', { maxAnswerBytes: 4_000 }))).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(ask(`{ list(length: 100) { ${'x'.repeat(100)}: text } }`, { maxAnswerBytes: 4_000 }))).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });

  it.each([
    ['two', 'é'],
    ['three', '漢'],
    ['four', '🦊'],
  ])('counts bytes, not characters: %s bytes each', async (_, character) => {
    const characters = 4_000 / Buffer.byteLength(character);
    const answer = (count: number) => ask(`{ text(text: "${character.repeat(count)}") }`, { maxAnswerBytes: 4_100 });
    expect(await codes(answer(characters))).toEqual([]);
    expect(await codes(answer(characters + 60))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('is also detected when its objects resolve later', async () => {
    const query = '{ list(length: 100) { later { later { items { later { text } } } } } }';
    expect(await codes(ask(query, { maxCost: 5_000 }))).toEqual(['LIMIT_EXCEEDED']);
  });
});

it('a response that takes long to build yields to other requests, and is the same', async () => {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const { data, errors } = await ask('{ list(length: 10) { items { items { text later { text } } } } }');
  isDone = true;
  expect(errors).toBeUndefined();
  expect(turns).toBeGreaterThan(5);
  const inner = { items: Array.from({ length: 100 }, () => ({ text: 'xxxxxxxxxx', later: { text: 'xxxxxxxxxx' } })) };
  const texts = new Set((data as { list: object[] }).list.map((one) => JSON.stringify(one)));
  expect([...texts]).toEqual([JSON.stringify({ items: Array.from({ length: 100 }, () => inner) })]);
});

it('a response delayed by other processes does not yield, so that its loaders batch', async () => {
  const batches: number[] = [];
  const loader = new DataLoader<number, object>(async (keys) => {
    batches.push(keys.length);
    return keys.map(() => item);
  });
  const held = new Int32Array(new SharedArrayBuffer(4));
  const items = Array.from({ length: 300 }, (_, key) => ({
    get later() {
      // Takes time but no CPU, like a pause by the operating system.
      if (key % 100 === 50) Atomics.wait(held, 0, 0, 20);
      return loader.load(key);
    },
  }));
  await nextTurn(); // the previous test made this turn long
  const answer = await ask('{ given { later { text } } }', {}, undefined, { given: items });
  expect(answer.errors).toBeUndefined();
  expect(batches).toEqual([300]);
});

it('a response past its deadline is not completed', async () => {
  expect(await codes(ask('{ list(length: 100) { items { items { text } } } }', {}, new Date(0)))).toEqual(['TIMEOUT']);
});

it('beyond a thousand failures, fields are null without an error each', async () => {
  const { data, errors = [] } = await ask('{ list(length: 5000) { failing } }');
  expect(errors.length).toBe(1_000);
  expect((data as { list: null[] }).list).toEqual(Array.from({ length: 5_000 }, () => null));
});
