import { parse, type DocumentNode } from 'graphql';
import { Broken } from './finding.ts';
import type { Subgraph } from './subgraph.ts';

export interface SubgraphSchema {
  readonly sdl: string;
  readonly document: DocumentNode;
  /** The request, as text. */
  readonly sent: string;
}

/** The SDL that gateways compose. Throws Broken when there is none, or it can't be parsed. */
export async function fetchSubgraphSdl(subgraph: Subgraph): Promise<SubgraphSchema> {
  const { body, sent, came } = await subgraph.ask({ query: '{ _service { sdl } }' });
  const sdl = (body?.data?.['_service'] as { readonly sdl?: unknown } | null | undefined)?.sdl;
  const todo = 'Serve the schema as a federation subgraph: your GraphQL library has support for it.';
  if (typeof sdl !== 'string') throw new Broken({ sent, expected: 'the SDL', came, todo });
  try {
    return { sdl, document: parse(sdl), sent };
  } catch (error) {
    throw new Broken({ sent, expected: 'an SDL in GraphQL', came: String(error), todo });
  }
}
