import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** Headers that scripts and programs send; what asks because somebody opened a link sends none of them. */
const programHeaders = ['content-type', 'apollo-require-preflight', 'x-apollo-operation-name', 'authorization'];

const types = ['application/json', 'application/graphql-response+json', 'text/html'];

/**
 * Where a browser is led that opened the API's address: to the GraphiQL page, with the query of the address in its editor,
 * which runs nothing by itself. Null for every other request.
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
