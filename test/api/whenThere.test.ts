import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { whenBoth } from '../../src/api/whenThere.ts';

it('two reads that both fail are one failure, and leave no rejection unhandled', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const failure = (text: string) => endOfTurn().then(() => Promise.reject(new Error(text)));
  await expect(whenBoth(failure('one'), failure('other'), () => 'never')).rejects.toThrow('one');
  await endOfTurn();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

it('two values that are there are derived from at once', () => {
  expect(whenBoth(1, 2, (one, other) => one + other)).toBe(3);
});
