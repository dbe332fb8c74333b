/** What a token says about itself, for display only: the server alone verifies tokens. */
export interface TokenFacts {
  readonly subject: string;
  readonly scopes: readonly string[];
  /** null: the token has no expiry, and the server will refuse it. */
  readonly expiresAt: Date | null;
}

/** The token in the pasted text, without a header name, `Bearer`, quotes and spaces around it. */
export function cleanToken(pasted: string): string {
  return pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^authorization\s*:\s*/i, '')
    .replace(/^bearer\s+/i, '')
    .trim();
}

/** Reads a JWT's payload; null when the text isn't a JWT. */
export function readTokenFacts(token: string): TokenFacts | null {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return null;
  try {
    return factsOf(JSON.parse(decodeBase64Url(payload)));
  } catch {
    return null;
  }
}

function factsOf(claims: unknown): TokenFacts | null {
  if (typeof claims !== 'object' || claims === null) return null;
  const { sub, scope, exp } = claims as Record<string, unknown>;
  return {
    subject: typeof sub === 'string' ? sub : '',
    scopes: Array.isArray(scope)
      ? scope.map(String)
      : String(scope ?? '')
          .split(' ')
          .filter(Boolean),
    expiresAt: typeof exp === 'number' ? new Date(exp * 1000) : null,
  };
}

function decodeBase64Url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
