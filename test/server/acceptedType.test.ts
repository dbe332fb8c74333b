import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedType, answerType } from '../../src/server/acceptedType.ts';
import { arbitraryAccept } from './arbitraryAccept.ts';

const types = ['application/json', 'application/graphql-response+json'];

describe('the type of an answer', () => {
  it('is one that the Accept header wants most, and none is only where it takes none', () => {
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
    'is application/json where the header leaves it open: %s',
    (accept) => {
      expect(acceptedType(accept)).toBe('application/json; charset=utf-8');
    },
  );

  it('is found for any text, however long or odd', () => {
    const possible = [null, ...types.map((type) => `${type}; charset=utf-8`)];
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (header) => void expect(possible).toContain(acceptedType(header))),
    );
    expect(acceptedType('text/html,'.repeat(1_500))).toBeNull();
  });

  it('is application/json for a refusal where the header takes nothing that is here', () => {
    expect(answerType('text/html')).toBe('application/json; charset=utf-8');
  });
});
