import type { Check } from '../check.ts';

/** "Idle keep-alive sockets live longer than 60 s": this checks only that they are kept at all. */
export const keepsConnection: Check = {
  name: 'answers a second request on the same connection',
  async run({ subgraph }) {
    await subgraph.ask({ query: '{ __typename }' });
    const { reusedConnection, sent } = await subgraph.ask({ query: '{ __typename }' });
    if (reusedConnection) return [];
    const todo =
      'Keep idle connections open (keep-alive), longer than the gateway does: now each request has to open a new one.';
    return [
      {
        sent: `${sent}, twice`,
        expected: 'both responses on one connection',
        came: 'the connection was closed after the first',
        todo,
      },
    ];
  },
};
