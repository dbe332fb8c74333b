/** A random whole number from 0 to `limit - 1`. */
export function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}

/** `count` different numbers below `limit`. */
export function someOf(limit: number, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(below(limit));
  return [...chosen];
}
