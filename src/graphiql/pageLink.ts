import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** Headers that programs send, and a browser that follows a link doesn't. */
const programHeaders = ['content-type', 'apollo-require-preflight', 'x-apollo-operation-name', 'authorization'];

const types = ['application/json', 'application/graphql-response+json', 'text/html'];

/**
 * Where to redirect a browser that opened the API's URL: to the GraphiQL page, with the URL's query in the editor,
 * which doesn't run it. Null for every other request.
 */
export function pageLink({
  method,
  headers,
  url = '',
}: Pick<IncomingMessage, 'method' | 'headers' | 'url'>): string | null {
  if (method !== 'GET' || programHeaders.some((name) => headers[name] !== undefined)) return null;
  if (new Negotiator({ headers }).mediaType(types) !== 'text/html') return null;
  const asked = new URLSearchParams(url.replace(/^[^?]*/, ''));
  const shown = new URLSearchParams();
  for (const name of ['query', 'variables']) {
    const value = asked.get(name);
    if (value) shown.set(name, value);
  }
  return shown.size === 0 ? '/graphiql' : `/graphiql?${shown}`;
}
