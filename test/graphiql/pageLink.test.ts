import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLink } from '../../src/graphiql/pageLink.ts';

const firefox = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('the link from the API to its page', () => {
  it('leads to the page on this origin and nowhere else, whatever the address holds, with its query and variables', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string(),
        (query, variables, other) => {
          const search = new URLSearchParams({ query, variables, redirect: other, extensions: other });
          const link = pageLink({ method: 'GET', headers: firefox, url: `/graphql?${search}` }) ?? '';
          expect(link).toMatch(/^\/graphiql(\?[!-~]*)?$/);
          const shown = new URL(link, 'http://here/').searchParams;
          expect([...shown.keys()].every((name) => name === 'query' || name === 'variables')).toBe(true);
          expect([shown.get('query') ?? '', shown.get('variables') ?? '']).toEqual([
            search.get('query'),
            search.get('variables'),
          ]);
        },
      ),
    );
    for (const url of [
      '//elsewhere.example/graphql',
      '/graphql?//elsewhere.example',
      '/graphql?query=//elsewhere.example',
      '/graphql??query=x',
      undefined,
    ]) {
      expect(pageLink({ method: 'GET', headers: firefox, ...(url !== undefined && { url }) })).toMatch(
        /^\/graphiql(\?|$)/,
      );
    }
  });

  it.each([
    ['POST', firefox],
    ['HEAD', firefox],
    ['GET', {}],
    ['GET', { accept: '' }],
    ['GET', { accept: '*/*' }],
    ['GET', { accept: 'application/json, text/html;q=0.9' }],
    ['GET', { ...firefox, 'content-type': 'application/json' }],
    ['GET', { ...firefox, 'apollo-require-preflight': '1' }],
    ['GET', { ...firefox, 'x-apollo-operation-name': 'A' }],
    ['GET', { ...firefox, authorization: 'Bearer x' }],
  ])('is for links that somebody opens: %s with %j is none', (method, headers) => {
    expect(pageLink({ method, headers, url: '/graphql?query={me}' })).toBeNull();
  });
});
