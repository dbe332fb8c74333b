import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSilence } from '../../src/database/watchSilence.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function watched(ms = 1_000) {
  const onSilence = vi.fn<() => void>();
  return { onSilence, ...watchSilence(ms, onSilence) };
}

test('a statement that is not answered in time is silence', () => {
  const { onSilence, sent } = watched();
  sent();
  vi.advanceTimersByTime(999);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('any answer begins the time anew, for all that still wait', () => {
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

test('a connection with nothing under way may be quiet for as long as it likes, and then has the whole time', () => {
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

test('an answer that came while the process stood still counts', () => {
  const { onSilence, sent, answered } = watched();
  sent();
  setImmediate(answered);
  vi.advanceTimersByTime(5_000);
  expect(onSilence).not.toHaveBeenCalled();
});

test('statements keep one timer between them, and none when there is no bound', () => {
  const { sent } = watched();
  for (let statement = 0; statement < 100; statement += 1) sent();
  expect(vi.getTimerCount()).toBe(1);
  watched(0).sent();
  expect(vi.getTimerCount()).toBe(1);
});
