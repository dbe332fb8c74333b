import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaNames } from '../../src/graphql/schemaNames.ts';
import { startEdge, type Edge } from './startEdge.ts';

let shown: Edge;
let hidden: Edge;
beforeAll(async () => {
  shown = await startEdge();
  hidden = await startEdge({}, { introspection: false });
});
afterAll(() => Promise.all([shown.stop(), hidden.stop()]));

describe('introspection that is switched off', () => {
  it.each([
    getIntrospectionQuery(),
    '{ __type(name: "Clone") { name } }',
    '{ a: __schema { queryType { name } } }',
    'query A { ...F } fragment F on Query { __typename b: __type(name: "Clone") { name } }',
    'query A($on: Boolean = false) { __typename __schema @include(if: $on) { queryType { name } } }',
  ])('is refused, the first time and again, even after another service with it on has responded', async (query) => {
    expect((await shown.post({ query })).errors).toEqual([]);
    for (const round of ['first', 'again']) {
      const { status, data, errors } = await hidden.post({ query });
      expect({ status, data, codes: errors.map(({ extensions }) => extensions?.['code']) }, round).toEqual({
        status: 400,
        data: undefined,
        codes: ['GRAPHQL_VALIDATION_FAILED'],
      });
      expect(errors[0]?.message).toContain('INTROSPECTION');
    }
  });

  it('still allows what gateways and clients need: __typename, and _service with the whole schema', async () => {
    expect((await hidden.post({ query: '{ __typename }' })).data).toEqual({ __typename: 'Query' });
    expect((await hidden.post({ query: '{ _service { sdl } }' })).data).toEqual(
      (await shown.post({ query: '{ _service { sdl } }' })).data,
    );
  });
});

/** Near misses, like guesses at the schema. With introspection on, each error names what the author may not know. */
const guesses = [
  { query: '{ clon(id: "1") { id } }' },
  { query: '{ clone(id: "1") { lifecycl { state } } }' },
  { query: '{ clone(identity: "1") { id } }' },
  { query: '{ clones }' },
  { query: '{ publicClones { ... on Clon { id } } }' },
  { query: 'mutation { setCloneStatus(input: { cloneId: "1", statuss: ACTIVE }) { errors { code } } }' },
  { query: 'mutation { setCloneStatus(input: { cloneId: "1", status: ACTIV }) { errors { code } } }' },
  { query: 'mutation { setCloneStatus(input: { cloneId: "1", status: 1 }) { errors { code } } }' },
  {
    query: 'mutation ($i: SetCloneStatusInput!) { setCloneStatus(input: $i) { errors { code } } }',
    variables: { i: { cloneId: '1', statuss: 1, status: 'ACTIV' } },
  },
];

describe('an error message with introspection off', () => {
  it.each(guesses)('suggests no similar names: %j', async (guess) => {
    const request = JSON.stringify(guess);
    const { errors } = await hidden.post(guess);
    expect(errors.length).toBeGreaterThan(0);
    const named = errors
      .flatMap(({ message }) => message.match(/\w+/g) ?? [])
      .filter((word) => /^[a-z]\w*[A-Z]|^[A-Z_]{3,}$/.test(word) && schemaNames(hidden.schema).has(word));
    expect(named.filter((name) => !request.includes(name))).toEqual([]);
    for (const { message } of errors) expect(message).not.toMatch(/similar|it has|it defines/);
  });

  it('suggests them with introspection on', async () => {
    const texts = await Promise.all(guesses.map(async (guess) => (await shown.post(guess)).text));
    for (const text of [
      'similar: clone',
      'similar: lifecycle',
      'it has: cloneId, status, reason',
      'ACTIVE, SUSPENDED, ARCHIVED',
    ])
      expect(texts.join()).toContain(text);
  });
});
