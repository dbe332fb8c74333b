/** The text of each day, up to the T, by its number since 1970. */
const days = new Map<number, string>();
const mostDays = 1_000;

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'));

const dayMs = 86_400_000;

/**
 * What `toISOString` gives, in a third of the time (doc/decisions/performance-history.md): an answer may have a hundred times in it, of a
 * few days. Throws the same RangeError for a Date that is none.
 */
export function utcText(date: Date): string {
  const time = date.getTime();
  const day = Math.floor(time / dayMs);
  const ofDay = time - day * dayMs;
  const seconds = Math.floor(ofDay / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${textOfDay(date, day)}${twoDigits[hours]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}.${threeDigits[ofDay % 1_000]}Z`;
}

function textOfDay(date: Date, day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = date.toISOString().slice(0, -'00:00:00.000Z'.length);
  if (days.size >= mostDays) days.clear();
  days.set(day, text);
  return text;
}
