import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';

/** The headers that Apollo Server's CSRF prevention reads: a plain HTML form on another site can't set them. */
const forwardedHeaders = ['content-type', 'apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * The request for Apollo Server, with empty parameters left out. All other headers are dropped, credentials above all:
 * the executor gets the verified caller.
 */
export function graphqlRequest(
  { method, headers, url }: Pick<FastifyRequest, 'method' | 'headers' | 'url'>,
  body: unknown,
): HTTPGraphQLRequest {
  const kept = new HeaderMap();
  for (const name of forwardedHeaders) {
    const value = headers[name];
    if (value !== undefined) kept.set(name, String(value));
  }
  const start = url.indexOf('?');
  return {
    method,
    headers: kept,
    search: start < 0 ? '' : withoutEmpty(url.slice(start)),
    body: withoutEmptyName(body),
  };
}

/** URL parameter values that mean the same as none. */
const emptyValues = { operationName: [''], variables: ['', 'null'], extensions: ['', 'null'] };

function withoutEmpty(search: string): string {
  const parameters = new URLSearchParams(search);
  for (const [name, empty] of Object.entries(emptyValues)) {
    const [value, ...more] = parameters.getAll(name);
    if (value !== undefined && more.length === 0 && empty.includes(value)) parameters.delete(name);
  }
  return `?${parameters}`;
}

/** An empty `operationName` selects nothing, so it counts as absent. */
function withoutEmptyName(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'operationName' in body && body.operationName === ''
    ? { ...body, operationName: null }
    : body;
}
