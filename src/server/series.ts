import type { Metric, Registry } from 'prom-client';

/**
 * Counters and histograms for what happens many times a second. prom-client's own join their labels to a text for each event;
 * of these, whoever counts holds the series and adds to a number.
 */

/** One series of a counter. */
export class Count {
  value = 0;

  add(): void {
    this.value += 1;
  }
}

/** One series of a histogram. */
export class Histogram {
  readonly bounds: readonly number[];
  /** How many values were within each bound and above the one before; the last element: above all bounds. */
  readonly counts: number[];
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = [...bounds.map(() => 0), 0];
  }

  observe(value: number): void {
    let place = 0;
    while (place < this.bounds.length && value > (this.bounds[place] ?? 0)) place += 1;
    this.counts[place] = (this.counts[place] ?? 0) + 1;
    this.sum += value;
  }
}

interface Described {
  readonly name: string;
  readonly help: string;
}

/** A metric with labels. A series exists from when it is first asked for. */
export interface Family<Series> {
  /** The series of these values, in the order of the labels. */
  of(...values: readonly string[]): Series;
  /** Makes the series of a metric with one label, so that each is there before its first event. */
  each<Value extends string>(values: readonly Value[]): Readonly<Record<Value, Series>>;
}

type Labels = Readonly<Record<string, string>>;

interface Value {
  readonly labels: Labels;
  readonly value: number;
  /** Absent where it is the metric's own. */
  readonly metricName?: string;
}

/** A counter with these labels. */
export function counter(registry: Registry, described: Described, ...labels: readonly string[]): Family<Count> {
  return family(registry, described, 'counter', labels, () => new Count(), countValues);
}

/** A histogram with these bounds and labels. */
export function histogram(
  registry: Registry,
  described: Described,
  bounds: readonly number[],
  ...labels: readonly string[]
): Family<Histogram> {
  return family(registry, described, 'histogram', labels, () => new Histogram(bounds), histogramValues);
}

function family<Series>(
  registry: Registry,
  { name, help }: Described,
  type: 'counter' | 'histogram',
  labels: readonly string[],
  create: () => Series,
  valuesOf: (name: string, labels: Labels, series: Series) => Value[],
): Family<Series> {
  const known: { readonly labels: Labels; readonly series: Series }[] = [];
  // A map for each label, by the value of the one before: no text is joined to find a series.
  const root = new Map<string, unknown>();
  const add = (values: readonly string[]): Series => {
    const series = create();
    known.push({ labels: Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ''])), series });
    return series;
  };
  const of = (...values: readonly string[]): Series => {
    let map = root;
    const last = values.length - 1;
    for (let index = 0; index < last; index += 1) {
      const value = values[index] ?? '';
      let next = map.get(value) as Map<string, unknown> | undefined;
      if (next === undefined) map.set(value, (next = new Map()));
      map = next;
    }
    const value = values[last] ?? '';
    let series = map.get(value) as Series | undefined;
    if (series === undefined) map.set(value, (series = add(values)));
    return series;
  };
  const get = async () => ({
    name,
    help,
    type,
    values: known.flatMap((one) => valuesOf(name, one.labels, one.series)),
  });
  // What the registry asks of a metric.
  registry.registerMetric({ name, get } as unknown as Metric<string>);
  return {
    of,
    each: <Value extends string>(values: readonly Value[]) =>
      Object.fromEntries(values.map((value) => [value, of(value)])) as Record<Value, Series>,
  };
}

function countValues(_name: string, labels: Labels, { value }: Count): Value[] {
  return [{ labels, value }];
}

function histogramValues(name: string, labels: Labels, { bounds, counts, sum }: Histogram): Value[] {
  let total = 0;
  const buckets = counts.map((count, index) => {
    total += count;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: `${bounds[index] ?? '+Inf'}` }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: total },
  ];
}
