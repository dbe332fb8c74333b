/** What happened to requests, as it is needed to say for how long writes were refused. */
export interface Journal {
  acknowledged(service: number): void;
  refused(code: string): void;
  /** How many writes this service has acknowledged. */
  count(service: number): number;
  /** What happened since then, by the clock of `now`. */
  since(begun: number): Phase;
}

export interface Phase {
  /** The longest time without an acknowledged write, in seconds: of the service that was worse off. */
  readonly refusedFor: number;
  /** How many requests were refused, by code. */
  readonly codes: ReadonlyMap<string, number>;
}

/** @param now in milliseconds */
export function openJournal(services: number, now = () => performance.now()): Journal {
  const times = Array.from({ length: services }, (): number[] => []);
  const refusals: { readonly code: string; readonly at: number }[] = [];
  return {
    acknowledged: (service) => void times[service]?.push(now()),
    refused: (code) => void refusals.push({ code, at: now() }),
    count: (service) => times[service]?.length ?? 0,
    since: (begun) => ({
      refusedFor: Math.max(...times.map((of) => longestGap(of, begun, now()))) / 1_000,
      codes: countBy(refusals.filter(({ at }) => at >= begun).map(({ code }) => code)),
    }),
  };
}

/** The longest time between two of these times, or from the last one before `from`, or to `to`; none that ended before `from`. */
export function longestGap(times: readonly number[], from: number, to: number): number {
  const before = times.findLast((time) => time < from) ?? from;
  const points = [before, ...times.filter((time) => time >= from && time <= to), to];
  return Math.max(...points.slice(1).map((point, index) => point - (points[index] ?? point)));
}

function countBy(words: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}
