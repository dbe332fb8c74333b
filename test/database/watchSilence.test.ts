import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSilence } from '../../src/database/watchSilence.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function watched(ms = 1_000) {
  const onSilence = vi.fn<() => void>();
  return { onSilence, ...watchSilence(ms, onSilence) };
}

test('a statement without an answer in time counts as silence', () => {
  const { onSilence, sent } = watched();
  sent();
  vi.advanceTimersByTime(999);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('any answer restarts the time of all that still wait', () => {
  const { onSilence, sent, answered } = watched();
  for (let statement = 0; statement < 5; statement += 1) sent();
  for (let statement = 0; statement < 4; statement += 1) {
    vi.advanceTimersByTime(900);
    answered();
  }
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_001);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('a connection without statements in flight may be quiet for ever, and its next statement has the whole time', () => {
  const { onSilence, sent, answered } = watched();
  sent();
  answered();
  vi.advanceTimersByTime(60_000);
  sent();
  vi.advanceTimersByTime(900);
  answered();
  sent();
  vi.advanceTimersByTime(900);
  expect(onSilence).not.toHaveBeenCalled();
});

test('an answer that came while the process was paused counts', () => {
  const { onSilence, sent, answered } = watched();
  sent();
  setImmediate(answered);
  vi.advanceTimersByTime(5_000);
  expect(onSilence).not.toHaveBeenCalled();
});

test('all statements share one timer, and there is none without a limit', () => {
  const { sent } = watched();
  for (let statement = 0; statement < 100; statement += 1) sent();
  expect(vi.getTimerCount()).toBe(1);
  watched(0).sent();
  expect(vi.getTimerCount()).toBe(1);
});
