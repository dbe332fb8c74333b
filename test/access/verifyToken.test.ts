import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { fetchPauseMs, keysMaxAgeMs } from '../../src/access/remoteKeys.ts';
import { createVerifier, type Verify } from '../../src/access/verifyToken.ts';

const issuer = 'https://id.example/';
const audience = 'clones';
const invalid = { ok: false, reason: 'invalid' };
const keysUnavailable = { ok: false, reason: 'keysUnavailable' };

interface Signer {
  readonly jwk: JWK;
  sign(claims?: JWTPayload, header?: { kid?: string }): Promise<string>;
}

async function signer(kid: string, alg = 'RS256'): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg },
    sign: (claims = {}, header = {}) =>
      new SignJWT({ sub: 'alice', iss: issuer, aud: audience, exp: seconds() + 600, ...claims })
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey),
  };
}

const seconds = () => Math.floor(Date.now() / 1_000);

/** A real key server that can rotate keys and fail. */
class KeyServer {
  keys: JWK[] = [];
  fetches = 0;
  fails = false;
  /** Instead of the keys. */
  body: string | null = null;
  readonly server: Server = createServer((_request, response) => {
    this.fetches += 1;
    response
      .writeHead(this.fails ? 503 : 200, { 'content-type': 'application/json' })
      .end(this.body ?? JSON.stringify({ keys: this.keys }));
  });
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`;
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let keyServer: KeyServer;
let first: Signer;
let verify: Verify;
/** Why each fetch failed, as the verifier tells it; null: it didn't. */
let told: (string | null)[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  keyServer = new KeyServer();
  await keyServer.start();
  first = await signer('first');
  keyServer.keys = [first.jwk];
  told = [];
  verify = createVerifier({ jwksUrl: keyServer.url, issuer, audience }, (failure) => void told.push(failure));
});

afterEach(async () => {
  vi.useRealTimers();
  await keyServer.stop();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const bearer = (token: string) => [`Bearer ${token}`];

describe('the Authorization header', () => {
  it('may be missing: the caller is anonymous, and no key is fetched', async () => {
    expect(await verify([])).toMatchObject({ ok: true, caller: { kind: 'anonymous', subject: null } });
    expect(keyServer.fetches).toBe(0);
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('has the scheme in any case: %s', async (scheme) => {
    expect(await verify([`${scheme} ${await first.sign()}`])).toMatchObject({
      ok: true,
      caller: { kind: 'user', subject: 'alice' },
    });
  });

  it('is rejected in every other form', async () => {
    const token = await first.sign();
    const forms = [
      '',
      'Bearer',
      'Bearer ',
      'Basic dTpw',
      'Bearer a b',
      `Bearer ${token} ${token}`,
      `Bearer ${token},${token}`,
    ];
    forms.push(
      `Bearer ${token}, Bearer ${token}`,
      token,
      `Token ${token}`,
      `Bearer\t${token}`,
      `Bearer "${token}"`,
      'Bearer a.b.c',
    );
    for (const form of forms) expect(await verify([form]), form).toEqual(invalid);
  });

  it('is rejected if there are two, even identical ones', async () => {
    const [value = ''] = bearer(await first.sign());
    expect(await verify([value, value])).toEqual(invalid);
  });
});

describe('a token', () => {
  it.each([
    ['expired', () => ({ exp: seconds() - 31 })],
    ['without exp', () => ({ exp: undefined })],
    ['not valid yet', () => ({ nbf: seconds() + 60 })],
    ['of another issuer', () => ({ iss: 'https://id.example' })],
    ['without issuer', () => ({ iss: undefined })],
    ['for another audience', () => ({ aud: ['others'] })],
    ['without audience', () => ({ aud: undefined })],
    ['without sub', () => ({ sub: undefined })],
    ['with an empty sub', () => ({ sub: '' })],
    ['with a sub of 129 characters', () => ({ sub: 'x'.repeat(129) })],
    ['with a control character in sub', () => ({ sub: 'a\u0000b' })],
    ['with a lone surrogate in sub', () => ({ sub: 'a\ud800' })],
    ['of more than 8 KB', () => ({ filler: 'x'.repeat(8_192) })],
  ])('%s is rejected', async (_what, claims) => {
    expect(await verify(bearer(await first.sign(claims() as JWTPayload)))).toEqual(invalid);
  });

  it('may be 30 seconds late, may list our audience among others, and may have a sub of 128 emojis', async () => {
    const token = await first.sign({ exp: seconds() - 28, aud: ['others', audience], sub: '🦊'.repeat(128) });
    expect(await verify(bearer(token))).toMatchObject({ ok: true });
  });

  it.each(['RS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const other = await signer('other', alg);
    keyServer.keys = [other.jwk];
    expect(await verify(bearer(await other.sign()))).toMatchObject({ ok: true });
  });

  it.each(['RS512', 'PS256', 'ES384'])('signed with %s is rejected', async (alg) => {
    const other = await signer('other', alg);
    keyServer.keys = [other.jwk];
    expect(await verify(bearer(await other.sign()))).toEqual(invalid);
  });

  it('without a signature, or signed with the public key as a shared secret, is rejected', async () => {
    const claims = { sub: 'alice', iss: issuer, aud: audience, exp: seconds() + 600 };
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(Buffer.from(String(first.jwk.n)));
    expect(await verify(bearer(shared))).toEqual(invalid);
    expect(await verify(bearer(new UnsecuredJWT(claims).encode()))).toEqual(invalid);
  });

  it('with a modified payload is rejected, even after the original was accepted', async () => {
    const token = await first.sign();
    const [header, , signature] = token.split('.');
    const forged = [
      header,
      Buffer.from(JSON.stringify({ sub: 'bob', iss: issuer, aud: audience, exp: seconds() + 600 })).toString(
        'base64url',
      ),
      signature,
    ];
    expect(await verify(bearer(token))).toMatchObject({ ok: true });
    expect(await verify(bearer(forged.join('.')))).toEqual(invalid);
  });

  it('that was accepted is rejected once it has expired', async () => {
    const token = await first.sign({ exp: seconds() + 60 });
    expect(await verify(bearer(token))).toMatchObject({ ok: true });
    later(91_000);
    expect(await verify(bearer(token))).toEqual(invalid);
  });

  it.each([
    ['clone:read', 'service'],
    ['strategy:read', 'service'],
    ['entitlement:write', 'service'],
    ['clone:admin clone:moderate', 'user'],
    ['openid clone:reader', 'user'],
    ['openid clone:admin clone:read', 'service'],
  ])('with the scope "%s" belongs to a %s', async (scope, kind) => {
    const known = scope.split(' ').filter((one) => one !== 'openid' && one !== 'clone:reader');
    for (const form of [scope, scope.split(' ')]) {
      expect(await verify(bearer(await first.sign({ scope: form })))).toMatchObject({
        caller: { kind, scopes: new Set(known) },
      });
    }
  });

  it('with a malformed scope claim has no scopes', async () => {
    for (const scope of [7, { 'clone:read': true }, [['clone:read']], 'CLONE:READ', 'clone:read,clone:admin']) {
      expect(await verify(bearer(await first.sign({ scope })))).toMatchObject({
        caller: { kind: 'user', scopes: new Set() },
      });
    }
  });
});

describe('the keys of the identity provider', () => {
  it('may be rotated: the first token with a new key is accepted', async () => {
    await verify(bearer(await first.sign()));
    const second = await signer('second');
    keyServer.keys = [first.jwk, second.jwk];
    later(fetchPauseMs);
    expect(await verify(bearer(await second.sign()))).toMatchObject({ ok: true });
  });

  it('are fetched a bounded number of times, however many unknown key ids arrive', async () => {
    const stranger = await signer('stranger');
    await verify(bearer(await first.sign()));
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, index) => stranger.sign({}, { kid: `made-up-${index}` })),
    );
    later(fetchPauseMs);
    for (const verdict of await Promise.all(tokens.map((token) => verify(bearer(token)))))
      expect(verdict).toEqual(invalid);
    for (const token of tokens) expect(await verify(bearer(token))).toEqual(invalid);
    expect(keyServer.fetches).toBe(2);
    expect(told).toEqual([null, null]);
  });

  it('are fetched once for many tokens that arrive together', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => first.sign({ sub: `user-${index}` })));
    for (const verdict of await Promise.all(tokens.map((token) => verify(bearer(token)))))
      expect(verdict).toMatchObject({ ok: true });
    expect(keyServer.fetches).toBe(1);
  });

  it('are unavailable until the first fetch succeeds, and a failing server is not queried at every request', async () => {
    keyServer.fails = true;
    const token = await first.sign();
    for (let round = 0; round < 10; round++) expect(await verify(bearer(token))).toEqual(keysUnavailable);
    expect(keyServer.fetches).toBe(1);
    expect(await verify([])).toMatchObject({ ok: true });
    keyServer.fails = false;
    later(fetchPauseMs);
    expect(await verify(bearer(token))).toMatchObject({ ok: true });
  });

  it('that cannot be fetched leave a reason for the log, and nothing of what the server said', async () => {
    const token = bearer(await first.sign());
    const failing = async (fail: () => void) => {
      fail();
      later(fetchPauseMs);
      await verify(token);
      return told.at(-1);
    };
    expect(await failing(() => (keyServer.fails = true))).toMatch(/^Expected 200 OK/);
    keyServer.fails = false;
    expect(await failing(() => (keyServer.body = '<html>canary'))).toMatch(/^Failed to parse/);
    expect(await failing(() => (keyServer.body = '{"canary":1}'))).toBe('JSON Web Key Set malformed');
    keyServer.body = null;
    await keyServer.stop();
    // The second also where the connection that was open is noticed first.
    expect(await failing(() => {})).toMatch(/^(?:ECONNREFUSED|UND_ERR_SOCKET)$/);
    const nowhere = createVerifier(
      { jwksUrl: 'http://keys.invalid/', issuer, audience },
      (failure) => void told.push(failure),
    );
    await nowhere(token);
    expect(told.at(-1)).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
    expect(told.join()).not.toContain('canary');
  });

  it('stay in use while the server is down, however old they are', async () => {
    await verify(bearer(await first.sign()));
    await keyServer.stop();
    for (let round = 0; round < 3; round++) {
      later(keysMaxAgeMs + 1);
      expect(await verify(bearer(await first.sign()))).toMatchObject({ ok: true });
    }
    const stranger = await signer('stranger');
    expect(await verify(bearer(await stranger.sign()))).toEqual(keysUnavailable);
  });

  it('that were revoked are dropped after their maximum age, even for tokens already seen', async () => {
    const token = await first.sign({ exp: seconds() + 1e9 });
    await verify(bearer(token));
    keyServer.keys = [];
    await vi.waitFor(async () => {
      later(keysMaxAgeMs + 1); // the first verdict after that may still use the old keys, while new ones are fetched
      expect(await verify(bearer(token))).toEqual(invalid);
    }, 10_000);
  });
});

describe('development keys', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'dev-keys-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('are the same for all processes that start together, readable by their user only, and leave no other file behind', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openDevelopmentKeys(dataDir)));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(readdirSync(dataDir)).toEqual(['dev-keys.json']);
    expect(statSync(join(dataDir, 'dev-keys.json')).mode & 0o777).toBe(0o600);
  });

  it('sign tokens that are accepted; others are not', async () => {
    const keys = await openDevelopmentKeys(dataDir);
    const token = await signDevelopmentToken(keys, { sub: 'alice', scope: ['clone:admin'] });
    const verifyDevelopment = createVerifier(keys);
    expect(await verifyDevelopment(bearer(token))).toMatchObject({
      ok: true,
      caller: { kind: 'user', subject: 'alice' },
    });
    expect(await verifyDevelopment(bearer(await first.sign()))).toEqual(invalid);
    expect(await verify(bearer(token))).toEqual(invalid);
  });

  it('that cannot be read cause an error that says what to do', async () => {
    writeFileSync(join(dataDir, 'dev-keys.json'), '{"publicKey":');
    await expect(openDevelopmentKeys(dataDir)).rejects.toThrow(/dev-keys\.json cannot be read: delete/);
  });
});
