const units: Readonly<Record<string, readonly (readonly [atLeast: number, divisor: number, unit: string])[]>> = {
  s: [
    [1, 1, ' s'],
    [0.001, 0.001, ' ms'],
    [0, 0.000_001, ' µs'],
  ],
  bytes: [
    [2 ** 20, 2 ** 20, ' MiB'],
    [2 ** 10, 2 ** 10, ' KiB'],
    [0, 1, ' B'],
  ],
  percentunit: [[0, 0.01, ' %']],
  reqps: [[0, 1, ' req/s']],
  ops: [[0, 1, ' ops/s']],
};

/** A value in a unit of Grafana's, with three digits. */
export function showValue(value: number, unit: string): string {
  const [, divisor, text] = units[unit]?.find(([atLeast]) => Math.abs(value) >= atLeast) ?? [0, 1, ''];
  if (value === 0) return `0${unit === 'percentunit' ? text : ''}`;
  return `${Number((value / divisor).toPrecision(3))}${text}`;
}
