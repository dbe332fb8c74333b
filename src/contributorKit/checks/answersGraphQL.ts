import type { Check } from '../check.ts';

const types = ['application/json', 'application/graphql-response+json'];

/** If this fails, nothing else can be checked. */
export const answersGraphQL: Check = {
  name: 'answers GraphQL over HTTP, as JSON',
  asksPlainly: true,
  async run({ subgraph }) {
    const { status, contentType, body, sent, came } = await subgraph.ask({ query: '{ __typename }' });
    if (status !== 200 || typeof body?.data?.['__typename'] !== 'string') {
      const todo =
        'Give the URL of the GraphQL endpoint, and pass the headers that it needs (--header, --header-env). It must accept POST with a JSON body.';
      return [{ sent, expected: 'HTTP 200 and {"data":{"__typename":…}}', came, todo }];
    }
    if (types.includes(contentType)) return [];
    const todo = 'Send a JSON `content-type`: gateways refuse to read anything else.';
    return [{ sent, expected: `the content type ${types.join(' or ')}`, came, todo }];
  },
};
