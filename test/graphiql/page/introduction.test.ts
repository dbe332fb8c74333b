import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { supergraph } from '../../../src/commands/supergraph.ts';
import { introduce } from '../../../src/graphiql/page/introduction.ts';

const introductionTo = (schema: object): string =>
  (introduce({ data: { __schema: schema } }).data as { __schema: { description: string } }).__schema.description;

describe('the introduction that the docs begin with', () => {
  it('is there where the schema has no description, and leaves everything else', () => {
    const { data } = introduce({ data: { __schema: { description: null, types: [] } } });
    expect(data).toMatchObject({ __schema: { description: expect.stringContaining('Where to begin'), types: [] } });
    expect(introductionTo({ description: 'Its own' })).toBe('Its own');
    expect(introduce({ errors: [] })).toEqual({ errors: [] });
  });

  it('has three links to operations that the public gateway accepts', async () => {
    const schema = buildSchema(await supergraph(['--public', '--api']));
    const links = [...introductionTo({}).matchAll(/\]\(\/graphiql\?([^)]+)\)/g)];
    const queries = links.map(([, search]) => new URLSearchParams(search).get('query') ?? '');
    expect(queries.length).toBe(3);
    for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  });
});
