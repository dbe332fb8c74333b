import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** The key server can't be asked, so whether a token is good can't be told. */
export class KeysUnavailable extends Error {}

/** Known keys are asked for anew after this time, so that a withdrawn one is forgotten. */
export const keysMaxAgeMs = 600_000;
/** At most one fetch in this time, whatever tokens arrive: made-up key ids can't drive traffic to the key server. */
export const fetchPauseMs = 5_000;
const fetchTimeoutMs = 3_000;

/**
 * Keys of a JWKS URL, for `jwtVerify`. Throws KeysUnavailable when a key is needed that only the server can have and
 * the server doesn't answer. Known keys stay in use, even when they are old: jose's own cache throws them
 * away with their age, so its ages are switched off and kept here.
 */
export function createRemoteKeys(jwksUrl: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    timeoutDuration: fetchTimeoutMs,
  });
  let askedAt = Number.NEGATIVE_INFINITY;
  let answered = false;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    askedAt = Date.now();
    try {
      await keys.reload();
      answered = true;
    } catch {
      answered = false;
      throw new KeysUnavailable();
    }
  };
  /** Joins the fetch under way, or begins one unless the last was just now. Throws KeysUnavailable. */
  const refresh = async () => {
    if (asking === null && Date.now() - askedAt < fetchPauseMs) {
      if (answered) return;
      throw new KeysUnavailable();
    }
    asking ??= ask().finally(() => (asking = null));
    await asking;
  };

  return async (header, token) => {
    if (!keys.jwks()) await refresh();
    else if (Date.now() - askedAt > keysMaxAgeMs) refresh().catch(() => {}); // nobody waits for it: the old keys serve on
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return keys(header, token);
    }
  };
}
