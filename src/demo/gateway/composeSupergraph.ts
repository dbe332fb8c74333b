import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { StartError } from '../../startError.ts';

export interface SubgraphSdl {
  readonly name: string;
  /** Where the gateway finds it. */
  readonly url: string;
  readonly sdl: string;
}

/** The supergraph's SDL of subgraphs that fit together. Throws StartError with everything that doesn't fit, a line each. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const composed = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new StartError(['The subgraphs do not compose:', ...composed.errors.map((error) => error.message)].join('\n'));
}
