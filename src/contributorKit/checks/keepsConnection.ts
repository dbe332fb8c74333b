import type { Check } from '../check.ts';

/** That connections are kept alive at all; how long isn't checked. */
export const keepsConnection: Check = {
  name: 'answers a second request on the same connection',
  async run({ subgraph }) {
    await subgraph.ask({ query: '{ __typename }' });
    const { reusedConnection, sent } = await subgraph.ask({ query: '{ __typename }' });
    if (reusedConnection) return [];
    const todo =
      'Keep connections open when they are idle, longer than the gateway does (keep-alive): each request now pays for a new one.';
    return [
      {
        sent: `${sent}, twice`,
        expected: 'both answers on one connection',
        came: 'the connection was closed after the first',
        todo,
      },
    ];
  },
};
