import { dashboard, withVariables, type Panel } from '../dashboard.ts';
import type { RunningPrometheus } from '../startPrometheus.ts';
import type { DayClock } from './clock.ts';
import type { Incident } from './incidents.ts';

/** A series as a panel shows it: its name in the legend, and its values by hours of the day. */
export interface ShownSeries {
  readonly name: string;
  readonly points: readonly (readonly [hour: number, value: number])[];
}

/** A panel with what it showed of a day; a row has no series. */
export interface ShownPanel extends Pick<Panel, 'title' | 'gridPos'> {
  readonly isRow: boolean;
  readonly unit: string;
  readonly series: readonly ShownSeries[];
}

/** Seconds over which rates are taken: enough for four values. */
const rateSeconds = 4;

/** Asks Prometheus what Grafana would ask to show the whole day. An hour in a query is an hour of the day. */
export async function readDashboard(prometheus: RunningPrometheus, clock: DayClock): Promise<ShownPanel[]> {
  const [from, to] = [clock.secondsAt(0), clock.secondsAt(24)];
  const anHour = `[${Math.max(rateSeconds, Math.round(clock.secondsAnHour))}s]`;
  const shown: ShownPanel[] = [];
  for (const { title, type, gridPos, targets = [], fieldConfig } of dashboard.panels) {
    const series: ShownSeries[] = [];
    for (const { expr, legendFormat } of targets) {
      const asked = withVariables(expr, `${rateSeconds}s`).replaceAll('[1h]', anHour);
      for (const { metric, values } of await prometheus.queryRange(asked, from, to)) {
        series.push({
          name: legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ''),
          points: values.map(([at, value]) => [(at - from) / clock.secondsAnHour, value]),
        });
      }
    }
    shown.push({ title, gridPos, isRow: type === 'row', unit: fieldConfig?.defaults.unit ?? 'short', series });
  }
  return shown;
}

/** The most that a series showed. */
export function mostOf({ points }: Pick<ShownSeries, 'points'>): number {
  return Math.max(0, ...points.map(([, value]) => value).filter(Number.isFinite));
}

/** The most that the incident's series showed in its hour, and in the rest of the day. */
export function readIncident(
  panels: readonly ShownPanel[],
  { panel, series, hour }: Incident,
): { readonly meanwhile: number; readonly otherwise: number } {
  const points = panels.find(({ title }) => title === panel)?.series.find(({ name }) => name === series)?.points ?? [];
  // A rate shows what happened for some time after it.
  const isMeanwhile = ([at]: readonly [number, number]): boolean => at >= hour && at < hour + 2;
  return {
    meanwhile: mostOf({ points: points.filter(isMeanwhile) }),
    otherwise: mostOf({ points: points.filter((point) => !isMeanwhile(point)) }),
  };
}
