import type { Exchange } from './subgraph.ts';

/** Of Apollo and most others; of Spring for GraphQL (in `classification`); of Hot Chocolate. */
const codes = ['UNAUTHENTICATED', 'UNAUTHORIZED', 'AUTH_NOT_AUTHENTICATED'];

/** How the response denies access, as text; null if it doesn't. */
export function denialIn(answer: Exchange['answer']): string | null {
  if (typeof answer === 'string') return null;
  const { status, headers, body } = answer;
  if (status === 401 || status === 403) {
    const challenge = headers['www-authenticate'];
    return challenge ? `HTTP ${status}, www-authenticate: ${challenge}` : `HTTP ${status}`;
  }
  for (const { extensions } of body?.errors ?? []) {
    const code = codes.find((one) => one === extensions?.['code'] || one === extensions?.['classification']);
    if (code !== undefined) return `the error ${code}`;
  }
  return null;
}
