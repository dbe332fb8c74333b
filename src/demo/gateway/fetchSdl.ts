import type { SubgraphSdl } from './composeSupergraph.ts';

export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** Asks a running subgraph for its SDL, as gateways do (`_service`). Throws an Error that names the subgraph when it doesn't answer with one. */
export async function fetchSdl({ name, url }: SubgraphAddress): Promise<SubgraphSdl> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { readonly data?: { readonly _service?: { readonly sdl?: string } } };
  const sdl = answer.data?._service?.sdl;
  if (sdl === undefined) throw new Error(`The ${name} subgraph answered ${response.status} without its SDL.`);
  return { name, url, sdl };
}
