import { afterAll, beforeAll, expect, it } from 'vitest';
import { heapInUse } from '../collectGarbage.ts';
import { type Edge, startEdge } from './startEdge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge(
    { Query: { publicClones: () => null, clones: (_: unknown, { ids }: { ids: string[] }) => ids.map(() => null) } },
    { maxAliases: 1_000 },
  );
});
afterAll(() => edge.stop());

const megabyte = 1_048_576;
const requests = 20;

/** How many bytes a request retains, averaged over many of a megabyte each. */
async function leftBehind(request: (text: string, index: number) => object): Promise<number> {
  // Warm up: the first requests compile and cache for good.
  for (let index = 0; index < 3; index += 1) await edge.post(request('warm', -index));
  const before = await heapInUse();
  for (let index = 1; index <= requests; index += 1) await edge.post(request(`${index} `.padEnd(megabyte, 'x'), index));
  return ((await heapInUse()) - before) / requests;
}

it.each<readonly [what: string, request: (text: string, index: number) => object]>([
  [
    'the variables of a new operation',
    (text, index) => ({
      query: `query Q${index < 0 ? 'a' : index} ($ids: [ID!]!) { clones(ids: $ids) { id } }`,
      variables: { ids: [text] },
    }),
  ],
  [
    'variables that the operation does not have',
    (text, index) => ({ query: `query Q${index < 0 ? 'b' : index} { __typename }`, variables: { unused: text } }),
  ],
  ['the text of a document with a long comment', (text) => ({ query: `{ __typename } # ${text}` })],
  [
    'the text of a document with a long literal',
    (text) => ({ query: `{ clones(ids: [${JSON.stringify(text)}]) { id } }` }),
  ],
  ['a document that is not GraphQL', (text) => ({ query: `{ ${text}` })],
  ['an operation that does not fit the schema', (text) => ({ query: `{ ${text.replaceAll(' ', '')} }` })],
  [
    'extensions and the name of an operation',
    (text) => ({ query: '{ __typename }', extensions: { text }, operationName: text }),
  ],
])('nothing of a request is retained after it: %s', async (_, request) => {
  expect(await leftBehind(request)).toBeLessThan(megabyte / 10);
});
