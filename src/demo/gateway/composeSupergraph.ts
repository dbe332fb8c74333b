import {
  composeSchemaContract,
  composeServices,
  transformSupergraphToPublicSchema,
  type CompositionResult,
} from '@theguild/federation-composition';
import { parse, print } from 'graphql';
import { StartError } from '../../errors/startError.ts';

export interface SubgraphSdl {
  readonly name: string;
  /** Where the gateway finds it. */
  readonly url: string;
  readonly sdl: string;
}

/** `public` is the contract for gateways on the internet: without what subgraphs tag as internal. */
export type Audience = 'internal' | 'public';

const withoutInternal = { include: new Set<string>(), exclude: new Set(['internal']) };

/** Composes the subgraphs into a supergraph's SDL. Throws StartError with every composition error, one per line. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[], audience: Audience = 'internal'): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const composed: CompositionResult =
    audience === 'public' ? composeSchemaContract(services, withoutInternal) : composeServices(services);
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new StartError(['The subgraphs do not compose:', ...composed.errors.map((error) => error.message)].join('\n'));
}

/** The schema that clients of a gateway with this supergraph see. */
export function apiOf(supergraph: string): string {
  return print(transformSupergraphToPublicSchema(parse(supergraph)));
}
