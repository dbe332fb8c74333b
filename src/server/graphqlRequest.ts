import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';

/** What Apollo Server reads: headers that a plain form in a page elsewhere can't send. */
const passedOn = ['content-type', 'apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * The request as Apollo Server takes it, where what is empty is the same as what is left out. All other headers end here,
 * what came to say who calls above all: the executor has the caller.
 */
export function graphqlRequest(
  { method, headers, url }: Pick<FastifyRequest, 'method' | 'headers' | 'url'>,
  body: unknown,
): HTTPGraphQLRequest {
  const passed = new HeaderMap();
  for (const name of passedOn) {
    const value = headers[name];
    if (value !== undefined) passed.set(name, String(value));
  }
  const start = url.indexOf('?');
  return { method, headers: passed, search: start < 0 ? '' : withoutEmpty(url.slice(start)), body: unnamed(body) };
}

/** Texts of URL parameters that say nothing. */
const emptyTexts = { operationName: [''], variables: ['', 'null'], extensions: ['', 'null'] };

function withoutEmpty(search: string): string {
  const parameters = new URLSearchParams(search);
  for (const [name, texts] of Object.entries(emptyTexts)) {
    const [text, ...more] = parameters.getAll(name);
    if (text !== undefined && more.length === 0 && texts.includes(text)) parameters.delete(name);
  }
  return `?${parameters}`;
}

/** No operation has an empty name, so that one can't choose. */
function unnamed(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'operationName' in body && body.operationName === ''
    ? { ...body, operationName: null }
    : body;
}
