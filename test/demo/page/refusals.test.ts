import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { describe, expect, it } from 'vitest';
import { refusalsOf } from '../../../src/demo/page/api/refusals.ts';

const serverError = (bodyText: string) =>
  new ServerError('400', { response: new Response(bodyText, { status: 400 }), bodyText });

describe('what the API says about a request that it refused', () => {
  it('is each message once, from an answer', () => {
    const errors = ['no', 'never', 'no'].map((message) => ({ message }));
    expect(refusalsOf(new CombinedGraphQLErrors({ errors }))).toEqual(['no', 'never']);
  });

  it('is the same from an answer with an error status', () => {
    expect(refusalsOf(serverError('{"errors":[{"message":"no"}]}'))).toEqual(['no']);
  });

  it.each([
    ['text', serverError('Bad gateway')],
    ['JSON without errors', serverError('{}')],
    ['no answer', new TypeError('fetch')],
  ])('is nothing where there is %s', (_what, error) => {
    expect(refusalsOf(error)).toEqual([]);
  });
});
