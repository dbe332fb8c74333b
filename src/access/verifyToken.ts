import { hash as digest } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { AuthSettings } from '../settings/settings.ts';
import { anonymous, scopes, type Caller, type Scope } from './caller.ts';
import { developmentAudience, developmentIssuer, type DevelopmentKeys } from './developmentKeys.ts';
import { createRemoteKeys, keysMaxAgeMs, KeysUnavailable } from './remoteKeys.ts';

export type Verdict =
  | { readonly ok: true; readonly caller: Caller }
  /** Malformed, expired, from another issuer, not a bearer token: HTTP 401. */
  | { readonly ok: false; readonly reason: 'invalid' }
  /** The key server can't be reached and no cached key matches: HTTP 503, since a 401 would log users out. */
  | { readonly ok: false; readonly reason: 'keysUnavailable' };

/** Takes the values of all Authorization headers of a request. */
export type Verify = (authorizationHeaderValues: readonly string[]) => Promise<Verdict>;

const maxTokenBytes = 8_192;
const leewaySeconds = 30;
const maxCached = 10_000;
const serviceScopes: readonly Scope[] = ['clone:read', 'strategy:read', 'entitlement:write'];

/**
 * Authenticates a request by its Authorization headers (doc/behaviour.md). No header is an anonymous caller; a header
 * that doesn't yield a verified caller is rejected. Never throws. A verified token is cached until it expires, but no longer
 * than keys are, since its key may have been revoked.
 *
 * @param onKeyFetch is told of each fetch from the key server why it failed, or null
 */
export function createVerifier(
  source: AuthSettings | DevelopmentKeys,
  onKeyFetch: (failure: string | null) => void = () => {},
): Verify {
  const { keys, issuer, audience } = trustOf(source, onKeyFetch);
  const cache = new Map<string, { readonly caller: Caller; readonly until: number }>();

  const verify = async (token: string): Promise<{ caller: Caller; until: number } | null> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      clockTolerance: leewaySeconds,
      requiredClaims: ['sub', 'exp'],
    });
    const caller = callerOf(payload);
    const expires = ((payload.exp ?? 0) + leewaySeconds) * 1_000;
    return caller && { caller, until: Math.min(expires, Date.now() + keysMaxAgeMs) };
  };

  return async (values) => {
    if (values.length === 0) return { ok: true, caller: anonymous };
    const token = bearerToken(values);
    if (token === null) return { ok: false, reason: 'invalid' };
    const hash = digest('sha256', token, 'base64');
    const cached = cache.get(hash);
    if (cached && Date.now() < cached.until) return { ok: true, caller: cached.caller };
    try {
      const verified = await verify(token);
      if (!verified) return { ok: false, reason: 'invalid' };
      addTo(cache, hash, verified);
      return { ok: true, caller: verified.caller };
    } catch (error) {
      return { ok: false, reason: error instanceof KeysUnavailable ? 'keysUnavailable' : 'invalid' };
    }
  };
}

function trustOf(
  source: AuthSettings | DevelopmentKeys,
  onKeyFetch: (failure: string | null) => void,
): { keys: JWTVerifyGetKey; issuer: string; audience: string } {
  if ('jwksUrl' in source) return { ...source, keys: createRemoteKeys(source.jwksUrl, onKeyFetch) };
  return {
    keys: createLocalJWKSet({ keys: [source.publicKey] }),
    issuer: developmentIssuer,
    audience: developmentAudience,
  };
}

/** The token of a single `Bearer <token>` header, the scheme in any case; else null. */
function bearerToken(values: readonly string[]): string | null {
  const [value = '', ...others] = values;
  const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(value)?.[1];
  return others.length === 0 && token !== undefined && token.length <= maxTokenBytes ? token : null;
}

function callerOf(payload: JWTPayload): Caller | null {
  const { sub, scope } = payload;
  if (!isSubject(sub)) return null;
  const claimed: readonly unknown[] = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scope) ? scope : [];
  const held = new Set(scopes.filter((known) => claimed.includes(known)));
  return { kind: serviceScopes.some((one) => held.has(one)) ? 'service' : 'user', subject: sub, scopes: held };
}

/** Whether `sub` can name a caller: 1 to 128 characters, no control characters (doc/behaviour.md). */
export function isSubject(sub: unknown): sub is string {
  return typeof sub === 'string' && sub.isWellFormed() && /^\P{Cc}{1,128}$/u.test(sub);
}

/** Evicts the oldest entry when full. Only verified tokens are cached, so callers without one can't evict others. */
function addTo<T>(cache: Map<string, T>, hash: string, verified: T): void {
  cache.delete(hash);
  const oldest = cache.size < maxCached ? undefined : cache.keys().next().value;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(hash, verified);
}
