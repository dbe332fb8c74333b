import { hash as digest } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { AuthSettings } from '../settings/settings.ts';
import { anonymous, scopes, type Caller, type Scope } from './caller.ts';
import { developmentAudience, developmentIssuer, type DevelopmentKeys } from './developmentKeys.ts';
import { createRemoteKeys, keysMaxAgeMs, KeysUnavailable } from './remoteKeys.ts';

export type Verdict =
  | { readonly ok: true; readonly caller: Caller }
  /** Broken, expired, of another issuer, not a bearer token: HTTP 401. */
  | { readonly ok: false; readonly reason: 'invalid' }
  /** The key server can't be reached, and no known key fits: HTTP 503, since a 401 would log users out. */
  | { readonly ok: false; readonly reason: 'keysUnavailable' };

/** Takes the values of all Authorization headers of a request. */
export type Verify = (authorizationHeaderValues: readonly string[]) => Promise<Verdict>;

const maxTokenBytes = 8_192;
const leewaySeconds = 30;
const maxRemembered = 10_000;
const serviceScopes: readonly Scope[] = ['clone:read', 'strategy:read', 'entitlement:write'];

/**
 * Says who calls, from the Authorization headers of a request (doc/access.md#issuing-tokens). No header is an anonymous
 * caller; any header that doesn't yield a verified one is refused. The function never throws and answers the same
 * for a token until it expires, or until its key may have been withdrawn.
 */
export function createVerifier(source: AuthSettings | DevelopmentKeys): Verify {
  const { keys, issuer, audience } = trusted(source);
  const remembered = new Map<string, { readonly caller: Caller; readonly until: number }>();

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
    const known = remembered.get(hash);
    if (known && Date.now() < known.until) return { ok: true, caller: known.caller };
    try {
      const verified = await verify(token);
      if (!verified) return { ok: false, reason: 'invalid' };
      remember(remembered, hash, verified);
      return { ok: true, caller: verified.caller };
    } catch (error) {
      return { ok: false, reason: error instanceof KeysUnavailable ? 'keysUnavailable' : 'invalid' };
    }
  };
}

function trusted(source: AuthSettings | DevelopmentKeys): { keys: JWTVerifyGetKey; issuer: string; audience: string } {
  if ('jwksUrl' in source) return { ...source, keys: createRemoteKeys(source.jwksUrl) };
  return {
    keys: createLocalJWKSet({ keys: [source.publicKey] }),
    issuer: developmentIssuer,
    audience: developmentAudience,
  };
}

/** The token of exactly one header `Bearer <token>`, the scheme in any case; else null. */
function bearerToken(values: readonly string[]): string | null {
  const [value = '', ...others] = values;
  const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(value)?.[1];
  return others.length === 0 && token !== undefined && token.length <= maxTokenBytes ? token : null;
}

function callerOf(payload: JWTPayload): Caller | null {
  const { sub, scope } = payload;
  if (!isSubject(sub)) return null;
  const said: readonly unknown[] = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scope) ? scope : [];
  const held = new Set(scopes.filter((known) => said.includes(known)));
  return { kind: serviceScopes.some((one) => held.has(one)) ? 'service' : 'user', subject: sub, scopes: held };
}

/** Whether `sub` can name a caller: "1 to 128 characters, no control characters". */
export function isSubject(sub: unknown): sub is string {
  return typeof sub === 'string' && sub.isWellFormed() && /^\P{Cc}{1,128}$/u.test(sub);
}

/** Only verified tokens get in, so nobody without one can push the others out; the oldest goes first. */
function remember<T>(remembered: Map<string, T>, hash: string, verified: T): void {
  remembered.delete(hash);
  const oldest = remembered.size < maxRemembered ? undefined : remembered.keys().next().value;
  if (oldest !== undefined) remembered.delete(oldest);
  remembered.set(hash, verified);
}
