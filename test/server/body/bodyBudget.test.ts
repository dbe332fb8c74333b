import { expect, it } from 'vitest';
import { createBodyBudget, smallBodyBytes } from '../../../src/server/body/bodyBudget.ts';

it('bodies fit as long as their bytes plus 64 per value stay within the budget; released bytes can be taken again', () => {
  const budget = createBodyBudget(200_000);
  const first = budget.share(true);
  expect(first.resize(100_000, 0)).toBe(true);
  expect(budget.share(true).resize(100_001, 0)).toBe(false);
  expect(first.resize(100_000, 1_563)).toBe(false);
  const second = budget.share(true);
  expect(second.resize(90_000, 100)).toBe(true);
  expect(first.resize(103_601, 0)).toBe(false);
  expect(first.resize(103_600, 0)).toBe(true);
  second.release();
  second.release();
  expect(budget.share(true).resize(96_400, 0)).toBe(true);
  expect(budget.share(true).resize(20_000, 0)).toBe(false);
});

it('small bodies are accepted however little is left', () => {
  const share = createBodyBudget(1).share(false);
  expect(share.resize(smallBodyBytes, 8_000)).toBe(true);
  expect(share.resize(smallBodyBytes + 1, 0)).toBe(false);
});

it('callers without a token get at most half, so that they leave room for others', () => {
  const budget = createBodyBudget(200_000);
  expect(budget.share(false).resize(60_000, 0)).toBe(true);
  expect(budget.share(false).resize(50_000, 0)).toBe(false);
  expect(budget.share(true).resize(140_000, 0)).toBe(true);
  expect(budget.share(false).resize(20_000, 0)).toBe(false);
});
