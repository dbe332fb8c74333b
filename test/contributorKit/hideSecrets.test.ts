import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSecrets } from '../../src/contributorKit/hideSecrets.ts';

const hiderOf = (headers: Readonly<Record<string, string>>, url = 'http://localhost/graphql') =>
  hideSecrets({ url: new URL(url), headers });

describe('a secret', () => {
  it('is hidden in every text, also as JSON, whatever the other secrets are', () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 20, unit: 'grapheme-ascii' })
      .filter((text) => text.trim() === text && !'[hidden]'.includes(text));
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string(), (secrets, around) => {
        const hide = hiderOf(Object.fromEntries(secrets.map((value, index) => [`x-${index}`, value])));
        for (const value of secrets) {
          expect(hide(`${around} ${value} ${around}`).replaceAll('[hidden]', '')).not.toContain(value);
          expect(hide(JSON.stringify({ around: value })).replaceAll('[hidden]', '')).not.toContain(
            JSON.stringify(value).slice(1, -1),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('that contains another is hidden as a whole', () => {
    expect(hiderOf({ one: 'sesame', two: 'sesame-and-more' })('it was sesame-and-more')).toBe('it was [hidden]');
  });

  it('is the token behind the scheme, not the scheme', () => {
    expect(hiderOf({ authorization: 'Bearer sesame' })('Bearer realm="x", not sesame; Bearer sesame')).toBe(
      'Bearer realm="x", not [hidden]; [hidden]',
    );
  });

  it('is any part of the query string, encoded or not', () => {
    const hide = hiderOf({}, 'http://localhost/graphql?key=sesame%20street&v=1');
    expect(hide('Cannot POST /graphql?key=sesame%20street&v=1, key sesame street, 1 fault')).toBe(
      'Cannot POST /graphql?[hidden], key [hidden], 1 fault',
    );
  });
});
