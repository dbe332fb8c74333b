import { StartError } from '../../errors/startError.ts';
import type { SubgraphSdl } from './composeSupergraph.ts';

export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** Asks a running subgraph for its SDL, as gateways do (`_service`). Throws StartError when it doesn't return one. */
export async function fetchSdl({ name, url }: SubgraphAddress): Promise<SubgraphSdl> {
  const response = await post(url).catch((error: unknown) => {
    throw new StartError(`The ${name} subgraph at ${url} can't be asked for its SDL: ${reasonOf(error)}.`);
  });
  const sdl = sdlIn(await response.json().catch(() => null));
  if (sdl === undefined)
    throw new StartError(
      `The ${name} subgraph at ${url} answered ${response.status} without its SDL ({ _service { sdl } }).`,
    );
  return { name, url, sdl };
}

function post(url: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
    signal: AbortSignal.timeout(10_000),
  });
}

function sdlIn(answer: unknown): string | undefined {
  return (answer as { readonly data?: { readonly _service?: { readonly sdl?: string } } } | null)?.data?._service?.sdl;
}

/** `fetch` hides the system's reason, such as a refused connection, in the error's cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error
    ? 'code' in cause && typeof cause.code === 'string'
      ? cause.code
      : cause.message
    : String(cause);
}
