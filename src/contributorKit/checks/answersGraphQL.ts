import type { Check } from '../check.ts';

const types = ['application/json', 'application/graphql-response+json'];

/** Without this there is nothing else to look at. */
export const answersGraphQL: Check = {
  name: 'answers GraphQL over HTTP, as JSON',
  asksPlainly: true,
  async run({ subgraph }) {
    const { status, contentType, body, sent, came } = await subgraph.ask({ query: '{ __typename }' });
    if (status !== 200 || typeof body?.data?.['__typename'] !== 'string') {
      const todo =
        'Give the URL of the GraphQL endpoint, and pass the headers that it asks for (--header, --header-env). It takes POST with a JSON body.';
      return [{ sent, expected: 'HTTP 200 and {"data":{"__typename":…}}', came, todo }];
    }
    if (types.includes(contentType)) return [];
    const todo = 'Say in `content-type` that it is JSON: gateways refuse to read what is not.';
    return [{ sent, expected: `the content type ${types.join(' or ')}`, came, todo }];
  },
};
