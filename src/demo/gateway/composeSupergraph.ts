import { composeSchemaContract, composeServices, type CompositionResult } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { StartError } from '../../errors/startError.ts';

export interface SubgraphSdl {
  readonly name: string;
  /** Where the gateway finds it. */
  readonly url: string;
  readonly sdl: string;
}

/** `public` is the contract for gateways that anybody reaches: without what the subgraphs tag as internal. */
export type Audience = 'internal' | 'public';

const withoutInternal = { include: new Set<string>(), exclude: new Set(['internal']) };

/** The supergraph's SDL of subgraphs that fit together. Throws StartError with everything that doesn't fit, a line each. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[], audience: Audience = 'internal'): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const composed: CompositionResult =
    audience === 'public' ? composeSchemaContract(services, withoutInternal) : composeServices(services);
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new StartError(['The subgraphs do not compose:', ...composed.errors.map((error) => error.message)].join('\n'));
}
