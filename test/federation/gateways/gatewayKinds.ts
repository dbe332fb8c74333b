import { readFileSync } from 'node:fs';
import type { SubgraphAddress } from '../../../src/demo/gateway/fetchSdl.ts';
import type { Composer } from './composers.ts';
import { startApolloGateway } from './startApolloGateway.ts';
import { startHiveDefaultEngine, startHiveRouterEngine } from './startHiveGateway.ts';

export interface GatewayUnderTest {
  /** Its GraphQL endpoint. */
  readonly url: string;
  /** The plan of the last query, as the gateway's planner prints it; null if it has none. */
  lastPlan(): string | null;
  close(): Promise<void>;
}

export interface GatewaySettings {
  readonly subgraphs: readonly SubgraphAddress[];
  /** How long a subgraph may take. */
  readonly timeoutMs: number;
  /** Left out: the library of the gateway's vendor. */
  readonly composer?: Composer;
}

export type StartGateway = (settings: GatewaySettings) => Promise<GatewayUnderTest>;

export interface GatewayKind {
  readonly gateway: 'Apollo Gateway' | 'Hive, default engine' | 'Hive, router engine';
  /** npm packages whose versions decide how it behaves. */
  readonly packages: readonly string[];
  /** Whether, by default, it sends identical requests to a subgraph only once while they are in flight. */
  readonly merges: boolean;
  readonly start: StartGateway;
}

/** The three gateways, with the settings that they would have in production. */
export const gatewayKinds: readonly GatewayKind[] = [
  { gateway: 'Apollo Gateway', packages: ['@apollo/gateway'], merges: false, start: startApolloGateway },
  {
    gateway: 'Hive, default engine',
    packages: ['@graphql-hive/gateway-runtime'],
    merges: true,
    start: startHiveDefaultEngine,
  },
  {
    gateway: 'Hive, router engine',
    packages: ['@graphql-hive/gateway-runtime', '@graphql-hive/router-runtime'],
    merges: true,
    start: startHiveRouterEngine,
  },
];

export function installedVersion(packageName: string): string {
  const { version } = JSON.parse(
    readFileSync(new URL(`../../../node_modules/${packageName}/package.json`, import.meta.url), 'utf8'),
  ) as { version: string };
  return version;
}
