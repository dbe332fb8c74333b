import { expect, it } from 'vitest';
import { relativeTime } from '../../../src/demo/page/parts/relativeTime.ts';

const now = Date.parse('2026-01-10T12:00:00Z');

it.each([
  ['2026-01-10T11:59:30Z', 'just now'],
  ['2026-01-10T12:00:59Z', 'just now'],
  ['2026-01-10T11:57:00Z', '3 minutes ago'],
  ['2026-01-10T07:00:00Z', '5 hours ago'],
  ['2026-01-09T11:00:00Z', 'yesterday'],
  ['2026-01-12T11:59:00Z', 'in 2 days'],
  ['2025-08-01T12:00:00Z', '5 months ago'],
  ['2024-01-01T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeTime(Date.parse(at), now, 'en')).toBe(words);
});
