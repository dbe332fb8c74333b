import { execute, GraphQLError } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { apiError, topLevelErrors } from '../../src/errors/apiError.ts';
import { capErrors } from '../../src/graphql/errorShape.ts';
import { type Edge, startEdge } from './startEdge.ts';

const canary = 'Qcanary7x';
let edge: Edge | undefined;
afterEach(async () => {
  await edge?.stop();
  edge = undefined;
});

/** An API whose `clone` throws this error. */
async function failing(error: unknown): Promise<Edge> {
  const clone = (): never => {
    throw error;
  };
  edge = await startEdge({ Query: { clone } });
  return edge;
}
const query = `{ ${canary}: clone(id: "1") { id } __typename }`;

describe('a fault', () => {
  it.each([
    ['an error', new Error(`Failing row contains (${canary})`)],
    ["another library's GraphQL error", new GraphQLError(canary, { extensions: { code: canary, secret: canary } })],
    [
      'a GraphQL error that claims a request error code',
      new GraphQLError(canary, { extensions: { code: 'BAD_REQUEST' } }),
    ],
    [
      'an error of several lines that look like a stack',
      new Error(`x\n    at ${canary} (${canary}.ts:1:1)\n    at ${canary}.ts:2:2`),
    ],
    ['something that is no error', canary],
    ['an error with a telling cause', new Error('x', { cause: new Error(canary) })],
    ['our own', apiError('INTERNAL_SERVER_ERROR', `hash of ${canary}`)],
  ])('is masked, and neither the response nor the log says more than its kind: %s', async (_, error) => {
    const { post, log } = await failing(error);
    const { errors, data, status, text } = await post({ query });
    expect(status).toBe(200);
    expect(data).toEqual({ [canary]: null, __typename: 'Query' });
    expect(errors).toMatchObject([{ message: topLevelErrors.INTERNAL_SERVER_ERROR, path: [canary] }]);
    expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' });
    // The caller's own alias is in the data and the path, and nowhere else.
    expect(text.replace(`"path":["${canary}"]`, '').replace(`"${canary}":null`, '')).not.toContain(canary);
    expect(log()).not.toContain(canary);
    expect(log()).toContain('"field":"clone"');
  });

  it('is logged once with its origin; equal ones of a request share a line', async () => {
    const clones = (): unknown[] => Array.from({ length: 60 }, () => ({}));
    const id = (): never => {
      throw new TypeError(canary);
    };
    edge = await startEdge({ Query: { clones }, Clone: { owner: id } });
    const { errors } = await edge.post({ query: '{ clones(ids: []) { owner { id } } }' });
    expect(errors).toHaveLength(50);
    expect(errors[49]).toMatchObject({
      message: 'At least 11 more errors are not shown.',
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    const lines = edge
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([{ level: 50, count: 60, field: 'owner', fault: { name: 'TypeError' } }]);
    expect(JSON.stringify(lines[0])).toContain('errorShape.test.ts');
  });

  it('from a resolved value that its type cannot serialize is masked too', async () => {
    edge = await startEdge({ Query: { clone: () => ({ createdAt: canary, id: '1' }) } });
    const { errors, text } = await edge.post({ query: '{ clone(id: "1") { createdAt } }' });
    expect(errors[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(text + edge.log()).not.toContain(canary);
  });
});

describe('an ApiError', () => {
  it('reaches the caller unchanged, with its path, and is not logged', async () => {
    const { post, log } = await failing(apiError('FORBIDDEN'));
    expect((await post({ query })).errors).toEqual([
      {
        message: topLevelErrors.FORBIDDEN,
        locations: [{ line: 1, column: 3 }],
        path: [canary],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    expect(log()).toBe('');
  });
});

describe('a database that fails', () => {
  const unavailable = ['P1001', 'P2024', 'P2028', 'ECONNREFUSED', '57P01', '53300', '08006', '40001', '40003'];
  const late = ['57014', '55P03'];
  it.each([
    ...unavailable.map((code) => [code, 'SERVICE_UNAVAILABLE'] as const),
    ...late.map((code) => [code, 'TIMEOUT'] as const),
  ])('is not an internal error: %s is %s', async (code, answered) => {
    const { post, log } = await failing(Object.assign(new Error(canary), { code }));
    const { errors, text } = await post({ query: '{ clone(id: "1") { id } }' });
    expect(errors).toMatchObject([{ message: topLevelErrors[answered], extensions: { code: answered } }]);
    expect(text + log()).not.toContain(canary);
    expect(log()).toContain(code);
    expect(log()).toContain('"level":40');
  });
});

describe('the errors of a response', () => {
  it('are at most 50, and the last says how many more there are', () => {
    const errors = Array.from({ length: 51 }, (_, index) => ({ message: `m${index}` }));
    expect(capErrors(errors.slice(0, 50))).toEqual(errors.slice(0, 50));
    expect(capErrors(errors)).toMatchObject([
      ...errors.slice(0, 49),
      { message: 'At least 2 more errors are not shown.' },
    ]);
  });
});

it('a custom executor only gets requests that passed every check', async () => {
  let runs = 0;
  edge = await startEdge(
    { Query: { clone: () => ({ id: '1' }) } },
    {
      executor: async ({ document, variables, context }) => {
        if (!edge) throw new Error('not started yet');
        runs += 1;
        return execute({ schema: edge.schema, document, variableValues: variables, contextValue: context });
      },
    },
  );
  expect(
    (await edge.post({ query: 'query ($id: ID!) { clone(id: $id) { id } }', variables: { id: '1' } })).data,
  ).toEqual({ clone: { id: '1' } });
  expect((await edge.post({ query: 'query ($id: ID!) { clone(id: $id) { id } }' })).status).toBe(400);
  expect(runs).toBe(1);
});
