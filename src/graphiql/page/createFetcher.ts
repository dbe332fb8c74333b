import type { Fetcher } from '@graphiql/toolkit';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { introduce } from './introduction.ts';
import { readToken } from './keptToken.ts';

/** The name of the operation that loads the schema and the docs. It is sent without the token, so a bad one doesn't matter. */
export const introspectionName = 'GraphiqlIntrospection';

/** How the server answered: `refused` means 401 (or UNAUTHENTICATED behind a gateway) although a token was sent. */
export type Verdict = 'answered' | 'refused' | 'tokenMissing';

/** Sends operations to `endpoint`, with the stored token unless the headers editor has an Authorization header. */
export function createFetcher(endpoint: string, onVerdict: (verdict: Verdict) => void): Fetcher {
  return async (operation, options) => {
    const introspects = operation.operationName === introspectionName;
    const headers = requestHeaders(options?.headers, introspects);
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(operation) });
    const answer = await readAnswer(response);
    if (introspects) return introduce(answer);
    onVerdict(verdictOn(response.status, answer, headers.has('authorization')));
    return answer;
  };
}

function requestHeaders(fromEditor: HeadersInit | undefined, introspects: boolean): Headers {
  const headers = new Headers(fromEditor);
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/graphql-response+json, application/json');
  const token = readToken();
  if (introspects) headers.delete('authorization');
  else if (token !== '' && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
  return headers;
}

async function readAnswer(response: Response): Promise<ExecutionResult> {
  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch {
    return { errors: [new GraphQLError(`The server answered ${response.status} with something that isn't JSON.`)] };
  }
}

function verdictOn(status: number, answer: ExecutionResult, tokenSent: boolean): Verdict {
  const unauthenticated =
    status === 401 || (answer.errors ?? []).some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED');
  if (!unauthenticated) return 'answered';
  return tokenSent ? 'refused' : 'tokenMissing';
}
