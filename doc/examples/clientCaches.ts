import { InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

/** Types that are identified by their clone's id. An operation that selects one of these selects its `cloneId`. */
const keyedByClone = ['LifecycleSummary', 'StrategyDraft', 'Entitlement'] as const;

/** Apollo Client: `new ApolloClient({ cache: apolloCache(), … })`. Ask for lists that grow page by page with `edges`. */
export function apolloCache(): InMemoryCache {
  const keyed = Object.fromEntries(keyedByClone.map((type) => [type, { keyFields: ['cloneId'] }]));
  return new InMemoryCache({
    typePolicies: {
      ...keyed,
      StrategyDraft: { keyFields: ['cloneId'], fields: { checkpoints: relayStylePagination() } },
      // Parts of their clone: what two operations read of one is merged.
      PublicProfile: { merge: true },
      SetupProgress: { merge: true },
      // Part of its catalog: another version of that may have other values under the same id.
      Model: { keyFields: false },
      Query: { fields: { myClones: relayStylePagination(), publicClones: relayStylePagination(['search']) } },
      Clone: {
        fields: {
          strategyVersions: relayStylePagination(),
          activations: relayStylePagination(),
          auditTrail: relayStylePagination(),
        },
      },
    },
  });
}

/** urql: `new Client({ exchanges: [urqlCache(), fetchExchange], … })`. */
export function urqlCache() {
  const ofClone = (data: Readonly<Record<string, unknown>>) =>
    typeof data['cloneId'] === 'string' ? data['cloneId'] : null;
  const part = () => null;
  return cacheExchange({
    keys: {
      ...Object.fromEntries(keyedByClone.map((type) => [type, ofClone])),
      PublicProfile: part,
      SetupProgress: part,
      StrategyActivation: part,
      StrategyCheckpoint: part,
      Model: part,
    },
    resolvers: {
      Query: { myClones: relayPagination(), publicClones: relayPagination() },
      Clone: { strategyVersions: relayPagination(), activations: relayPagination(), auditTrail: relayPagination() },
      StrategyDraft: { checkpoints: relayPagination() },
    },
  });
}
