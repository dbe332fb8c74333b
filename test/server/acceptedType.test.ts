import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedType, responseType } from '../../src/server/acceptedType.ts';
import { arbitraryAccept } from './arbitraryAccept.ts';

const types = ['application/json', 'application/graphql-response+json'];

describe('the response type', () => {
  it('is one that the Accept header prefers, and null only if it accepts neither', () => {
    fc.assert(
      fc.property(arbitraryAccept, ({ header, wants }) => {
        const type = acceptedType(header)?.replace('; charset=utf-8', '') ?? null;
        const most = Math.max(...types.map(wants));
        expect(type === null ? 0 : wants(type)).toBe(most);
        expect(type === null).toBe(most === 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([undefined, '', '*/*', 'application/*', 'text/html,application/xhtml+xml,*/*;q=0.8'])(
    'is application/json if the header has no preference: %s',
    (accept) => {
      expect(acceptedType(accept)).toBe('application/json; charset=utf-8');
    },
  );

  it('is determined for any text, however long or odd', () => {
    const possible = [null, ...types.map((type) => `${type}; charset=utf-8`)];
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (header) => void expect(possible).toContain(acceptedType(header))),
    );
    expect(acceptedType('text/html,'.repeat(1_500))).toBeNull();
  });

  it('is application/json for the error if the header accepts neither', () => {
    expect(responseType('text/html')).toBe('application/json; charset=utf-8');
  });
});
