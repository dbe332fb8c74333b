import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** The key server can't be reached, so the token can't be verified. */
export class KeysUnavailable extends Error {}

/** Keys are refetched after this time, so that a revoked one is dropped. */
export const keysMaxAgeMs = 600_000;
/** At most one fetch in this time: tokens with made-up key ids can't flood the key server. */
export const fetchPauseMs = 5_000;
const fetchTimeoutMs = 3_000;

/**
 * The keys of a JWKS URL, for `jwtVerify`. Throws KeysUnavailable when a key isn't cached and the server can't be reached.
 * Cached keys stay in use when they can't be refreshed (doc/behaviour.md); jose's cache would drop them by age, so its
 * expiry is off and handled here. `onFetch` is told of each fetch why it failed, or null.
 */
export function createRemoteKeys(jwksUrl: string, onFetch: (failure: string | null) => void): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    timeoutDuration: fetchTimeoutMs,
  });
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let succeeded = false;
  let fetching: Promise<void> | null = null;

  const fetchKeys = async () => {
    fetchedAt = Date.now();
    try {
      await keys.reload();
    } catch (error) {
      succeeded = false;
      onFetch(failureOf(error));
      throw new KeysUnavailable();
    }
    succeeded = true;
    onFetch(null);
  };
  /** Joins the fetch in flight, or starts one unless the last is too recent. Throws KeysUnavailable. */
  const refresh = async () => {
    if (fetching === null && Date.now() - fetchedAt < fetchPauseMs) {
      if (succeeded) return;
      throw new KeysUnavailable();
    }
    fetching ??= fetchKeys().finally(() => (fetching = null));
    await fetching;
  };

  return async (header, token) => {
    if (!keys.jwks()) await refresh();
    else if (Date.now() - fetchedAt > keysMaxAgeMs) refresh().catch(() => {}); // in the background, with the old keys in use
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return keys(header, token);
    }
  };
}

/** For the log: jose's message if the answer isn't a key set, else the connection's error code. Never the server's own text. */
function failureOf(error: unknown): string {
  if (error instanceof errors.JOSEError) return error.message;
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'the connection failed';
}
