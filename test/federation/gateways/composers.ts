import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { parse } from 'graphql';
import type { SubgraphSdl } from '../../../src/demo/gateway/composeSupergraph.ts';
import { fetchSdl, type SubgraphAddress } from '../../../src/demo/gateway/fetchSdl.ts';

export interface Composition {
  /** null: the composition failed. */
  readonly supergraph: string | null;
  readonly errors: readonly string[];
  /** The library's hints; @theguild/federation-composition 0.27 gives none. */
  readonly hints: readonly string[];
}

export const composers = {
  '@apollo/composition': (subgraphs) => {
    const { supergraphSdl, errors = [], hints = [] } = composeWithApollo(parsed(subgraphs));
    return { supergraph: supergraphSdl ?? null, errors: messages(errors), hints: messages(hints) };
  },
  '@theguild/federation-composition': (subgraphs) => {
    const { supergraphSdl, errors = [] } = composeWithGuild(parsed(subgraphs));
    return { supergraph: supergraphSdl ?? null, errors: messages(errors), hints: [] };
  },
} as const satisfies Readonly<Record<string, (subgraphs: readonly SubgraphSdl[]) => Composition>>;

export type Composer = keyof typeof composers;

const parsed = (subgraphs: readonly SubgraphSdl[]) =>
  subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
const messages = (list: readonly { readonly message: string }[]): string[] => list.map(({ message }) => message);

/**
 * Fetches the SDL of the running subgraphs and composes them. Throws an Error with everything that the library rejects.
 */
export async function composeRunning(subgraphs: readonly SubgraphAddress[], composer: Composer): Promise<string> {
  const { supergraph, errors } = composers[composer](await Promise.all(subgraphs.map(fetchSdl)));
  if (supergraph === null) throw new Error(`${composer} refused: ${errors.join('\n')}`);
  return supergraph;
}
