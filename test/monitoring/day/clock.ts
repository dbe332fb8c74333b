/** How a day's hours pass in the seconds of a run. */
export interface DayClock {
  /** The hour of the day, with its fraction: from 0 to 24. */
  hour(): number;
  /** Seconds since 1970 at this hour. */
  secondsAt(hour: number): number;
  readonly secondsAnHour: number;
}

/** A day that begins now and takes this many seconds. */
export function startClock(seconds: number): DayClock {
  const began = Date.now() / 1_000;
  const secondsAnHour = seconds / 24;
  return {
    hour: () => (Date.now() / 1_000 - began) / secondsAnHour,
    secondsAt: (hour) => began + hour * secondsAnHour,
    secondsAnHour,
  };
}
