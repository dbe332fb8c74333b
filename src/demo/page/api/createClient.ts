import { ApolloClient, HttpLink } from '@apollo/client';
import { apolloCache } from '../../../../doc/examples/clientCaches.ts';
import type { Session } from './signIn.ts';

/**
 * The GraphQL client of one person, with a cache of its own: what one may see is never shown to the next. The cache's
 * settings are those that doc/builder.md gives to every team.
 */
export function createClient({ gateway, fetch }: Session): ApolloClient {
  return new ApolloClient({
    cache: apolloCache(),
    link: new HttpLink({ uri: `${gateway}/graphql`, fetch }),
    // Whoever asks again wants to know how it is now: the answer to what they asked before may be older than the change.
    queryDeduplication: false,
  });
}
