import { describe, expect, it } from 'vitest';
import { createContentBudget, mostContentOfRequest } from '../../src/api/contentBudget.ts';

const mebibyte = 1024 * 1024;
/** The code of what `work` throws, and the limit that it is counted by. */
const codeOf = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return `${Reflect.get(Object(error), 'code')} by ${Reflect.get(Object(error), 'limit')}`;
  }
};

describe('the allowance of a request', () => {
  it('ends at its limit, and reserves nothing beyond it', () => {
    const allowance = createContentBudget()();
    expect(codeOf(() => allowance.take(mostContentOfRequest - 10))).toBe(null);
    expect(codeOf(() => allowance.take(11))).toBe('LIMIT_EXCEEDED by content_of_request');
    expect(codeOf(() => allowance.take(10))).toBe(null);
    expect(codeOf(() => allowance.take(1))).toBe('LIMIT_EXCEEDED by content_of_request');
  });
});

describe('the budget of all requests', () => {
  it('rejects a large request while two of the largest are in flight, and accepts it once one is done', () => {
    const allow = createContentBudget();
    const [first, second, third] = [allow(), allow(), allow()];
    first.take(mostContentOfRequest);
    second.take(mostContentOfRequest);
    expect(codeOf(() => third.take(5 * mebibyte))).toBe('SERVICE_UNAVAILABLE by content_of_all');
    first.release();
    first.release();
    expect(codeOf(() => third.take(mostContentOfRequest))).toBe(null);
    expect(codeOf(() => allow().take(5 * mebibyte))).toBe('SERVICE_UNAVAILABLE by content_of_all');
  });

  it('accepts small requests next to large ones, as long as any memory is left', () => {
    const allow = createContentBudget();
    allow().take(mostContentOfRequest);
    allow().take(mostContentOfRequest);
    const small = Array.from({ length: 20 }, () => codeOf(() => allow().take(4 * mebibyte)));
    expect(small.filter((code) => code === null)).toHaveLength(8);
    expect(small.at(-1)).toBe('SERVICE_UNAVAILABLE by content_of_all');
  });
});
