const units = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "5 hours ago", "in 2 days", by the largest unit that fits; "just now" within a minute. */
export function relativeTime(at: number, now: number, locale: string): string {
  const seconds = (at - now) / 1_000;
  const fitting = units.find(([, length]) => Math.abs(seconds) >= length);
  if (fitting === undefined) return 'just now';
  const [unit, length] = fitting;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / length), unit);
}
