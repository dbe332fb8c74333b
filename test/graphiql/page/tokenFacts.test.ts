import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { cleanToken, readTokenFacts } from '../../../src/graphiql/page/tokenFacts.ts';

const signed = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode('only for display, so any key does'));

describe('a pasted token', () => {
  it.each(['a.b.c', ' Bearer a.b.c ', 'bearer a.b.c\n', '"a.b.c"', 'Authorization: Bearer a.b.c'])(
    'is the same however it is pasted: %j',
    (pasted) => {
      expect(cleanToken(pasted)).toBe('a.b.c');
    },
  );

  it('shows who it is for, what it allows and until when, in any script', async () => {
    expect(
      readTokenFacts(await signed({ sub: 'élise 🦊', scope: 'clone:read strategy:read', exp: 1_893_456_000 })),
    ).toEqual({
      subject: 'élise 🦊',
      scopes: ['clone:read', 'strategy:read'],
      expiresAt: new Date('2030-01-01T00:00:00Z'),
    });
  });

  it('shows missing claims as missing', async () => {
    expect(readTokenFacts(await signed({}))).toEqual({ subject: '', scopes: [], expiresAt: null });
  });

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d', `a.${btoa('null')}.c`, `a.${btoa('[')}.c`])(
    'is told apart from what is no JWT: %j',
    (text) => {
      expect(readTokenFacts(text)).toBeNull();
    },
  );
});
