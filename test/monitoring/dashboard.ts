import { readFileSync } from 'node:fs';

/** A query of a panel; `legendFormat` names its series, with `{{label}}` for a label's value. */
export interface PanelQuery {
  readonly expr: string;
  readonly legendFormat: string;
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  /** Of 24 columns. */
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** Absent in rows, which are headings. */
  readonly targets?: readonly PanelQuery[];
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
}

/** The example dashboard. */
export const dashboard = JSON.parse(
  readFileSync(new URL('../../doc/examples/monitoring/dashboard.json', import.meta.url), 'utf8'),
) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string }[] };
};

/** The expression as Grafana would send it, with rates over `interval`. */
export function withVariables(expr: string, interval: string): string {
  return expr.replaceAll('$job', 'clone-service').replaceAll('$__rate_interval', interval);
}
