import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler, useQueryPlan } from '@graphql-hive/router-runtime';
import { quoteNothing } from '../../../src/demo/gateway/quoteNothing.ts';
import { startGateway } from '../../../src/demo/gateway/startGateway.ts';
import { composeRunning } from './composers.ts';
import type { StartGateway } from './gatewayKinds.ts';

// By default, Hive Gateway merges identical requests to a subgraph that are in flight together. `propagateHeaders` sets
// the caller's headers before requests are compared, which keeps callers apart; the demo turns merging off all the
// same.
export const mergingOn = { '*.http': { options: { deduplicateInflightRequests: true } } };

/** Hive Gateway runtime with its default engine: the demo's gateway, except for merging and the time-out. */
export const startHiveDefaultEngine: StartGateway = async ({
  subgraphs,
  timeoutMs,
  composer = '@theguild/federation-composition',
}) => {
  const runtime = {
    transportEntries: mergingOn,
    upstreamTimeout: timeoutMs,
    supergraph: await composeRunning(subgraphs, composer),
  };
  const { url, close } = await startGateway({ subgraphs, port: 0, runtime });
  return { url: `${url}/graphql`, lastPlan: () => null, close };
};

/** The same with the Hive router's query planner. */
export const startHiveRouterEngine: StartGateway = async ({
  subgraphs,
  timeoutMs,
  composer = '@theguild/federation-composition',
}) => {
  let plan: string | null = null;
  const onQueryPlan = (queryPlan: unknown) => {
    plan = JSON.stringify(queryPlan, null, 2);
  };
  // The two packages declare the logger, which this plugin doesn't use, in types that don't fit each other.
  const recordPlan = useQueryPlan({ onQueryPlan }) as unknown as GatewayPlugin;
  const supergraph = await composeRunning(subgraphs, composer);
  const runtime = {
    transportEntries: mergingOn,
    upstreamTimeout: timeoutMs,
    supergraph,
    unifiedGraphHandler,
    plugins: () => [quoteNothing(), recordPlan],
  };
  const { url, close } = await startGateway({ subgraphs, port: 0, runtime });
  return { url: `${url}/graphql`, lastPlan: () => plan, close };
};
