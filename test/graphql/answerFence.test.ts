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

describe('an answer that passes a limit', () => {
  it('ends whole, with one error, whatever may be null in it', async () => {
    const answer = await ask('{ list(length: 100) { text items { text items { text } } } }', { maxCost: 5_000 });
    expect(answer).toMatchObject({
      data: null,
      errors: [{ message: 'The answer comes to more objects than MAX_COST allows (5000). Ask for fewer at once.' }],
    });
  });

  it('counts objects: at the limit it is given, one above it is not', async () => {
    // The root is an object, too.
    expect(await codes(ask('{ list(length: 9) { text } }', { maxCost: 10 }))).toEqual([]);
    expect(await codes(ask('{ list(length: 10) { text } }', { maxCost: 10 }))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('counts the bytes of names and texts', async () => {
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
  ])('counts bytes, not characters: those of %s bytes, too', async (_, character) => {
    const characters = 4_000 / Buffer.byteLength(character);
    const answer = (count: number) => ask(`{ text(text: "${character.repeat(count)}") }`, { maxAnswerBytes: 4_100 });
    expect(await codes(answer(characters))).toEqual([]);
    expect(await codes(answer(characters + 60))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('ends also where its objects come later', async () => {
    const query = '{ list(length: 100) { later { later { items { later { text } } } } } }';
    expect(await codes(ask(query, { maxCost: 5_000 }))).toEqual(['LIMIT_EXCEEDED']);
  });
});

it('an answer that is long in the making gives way to others, and is the same', async () => {
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

it('an answer that was held up by others of the machine reads on in one go, so that its loaders ask once', async () => {
  const batches: number[] = [];
  const loader = new DataLoader<number, object>(async (keys) => {
    batches.push(keys.length);
    return keys.map(() => item);
  });
  const held = new Int32Array(new SharedArrayBuffer(4));
  const items = Array.from({ length: 300 }, (_, key) => ({
    get later() {
      // Takes time and none of the processor, as a pause by the system does.
      if (key % 100 === 50) Atomics.wait(held, 0, 0, 20);
      return loader.load(key);
    },
  }));
  await nextTurn(); // this one is long by the test before
  const answer = await ask('{ given { later { text } } }', {}, undefined, { given: items });
  expect(answer.errors).toBeUndefined();
  expect(batches).toEqual([300]);
});

it('an answer that nobody waits for any more is not made to its end', async () => {
  expect(await codes(ask('{ list(length: 100) { items { items { text } } } }', {}, new Date(0)))).toEqual(['TIMEOUT']);
});

it('what fails a thousand times over is null without an error of its own', async () => {
  const { data, errors = [] } = await ask('{ list(length: 5000) { failing } }');
  expect(errors.length).toBe(1_000);
  expect((data as { list: null[] }).list).toEqual(Array.from({ length: 5_000 }, () => null));
});
