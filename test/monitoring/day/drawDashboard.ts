import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../browser/launchChromium.ts';
import type { Incident } from './incidents.ts';
import { mostOf, type ShownPanel } from './readDashboard.ts';
import { showValue } from './showValue.ts';

const script = readFileSync(fileURLToPath(import.meta.resolve('uplot/dist/uPlot.iife.min.js')), 'utf8');
const styles = readFileSync(fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css')), 'utf8');

/** Draws the panels as Grafana lays them out, with the library that it draws with, into a PNG. Incidents are shaded and numbered. */
export async function drawDashboard(
  panels: readonly ShownPanel[],
  incidents: readonly Incident[],
  file: string,
): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.setContent(html(panels, incidents));
    await page.addScriptTag({ content: script });
    await page.addScriptTag({
      content: `(${draw.toString()})(${JSON.stringify(panels.map(toColumns))}, ${JSON.stringify(incidents.map(({ hour }) => hour))})`,
    });
    await page.screenshot({ path: file, fullPage: true });
  } finally {
    await browser.close();
  }
}

const colours = [
  '#73bf69',
  '#f2cc0c',
  '#5794f2',
  '#ff9830',
  '#f2495c',
  '#b877d9',
  '#8ab8ff',
  '#fade2a',
  '#37872d',
  '#e0b400',
];
const mostInLegend = 10;
const mebibyte = 2 ** 20;

/** A chart's columns: the hours, then the values of each series, null where it has none. */
function toColumns({ series, unit }: ShownPanel) {
  const hours = [...new Set(series.flatMap(({ points }) => points.map(([hour]) => hour)))].toSorted((a, b) => a - b);
  const columns = series.map(({ points }) => {
    const values = new Map(points);
    return hours.map((hour) => {
      const value = values.get(hour);
      return value !== undefined && Number.isFinite(value) ? value : null;
    });
  });
  const most = Math.max(0, ...columns.flat().map((value) => value ?? 0));
  // Chart and axis agree on a few round steps.
  const steps = unit === 'bytes' ? roundSteps(most / mebibyte).map((step) => step * mebibyte) : roundSteps(most);
  return {
    data: [hours, ...columns],
    colours: series.map((_, index) => colours[index % colours.length]),
    steps,
    labels: steps.map((step) => showValue(step, unit)),
  };
}

/** From 0 to at least `most` in four or five round steps. */
function roundSteps(most: number): number[] {
  const raw = (most || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.ceil((most || 1) / step) + 1 }, (_, index) => Number((index * step).toPrecision(3)));
}

type Columns = ReturnType<typeof toColumns>;

/** Runs in the page. */
function draw(all: readonly Columns[], hours: readonly number[]): void {
  // oxlint-disable-next-line no-explicit-any -- the library's global in the page
  const Plot = (globalThis as any).uPlot;
  // oxlint-disable-next-line no-explicit-any -- this file is typed for Node
  const page = (globalThis as any).document;
  const axis = {
    stroke: '#9aa0a6',
    font: '11px sans-serif',
    grid: { stroke: '#2c3036', width: 1 },
    ticks: { show: false },
  };
  all.forEach(({ data, colours: strokes, steps, labels }, index) => {
    const place = page.getElementById(`plot-${index}`);
    if (place === null) return;
    const options = {
      width: place.clientWidth,
      height: place.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [0, 24] }, y: { range: [0, steps.at(-1)] } },
      axes: [
        {
          ...axis,
          size: 24,
          splits: [0, 4, 8, 12, 16, 20, 24],
          values: (_: unknown, at: number[]) => at.map((hour) => `${hour}:00`),
        },
        { ...axis, size: 64, splits: steps, values: () => labels },
      ],
      series: [{}, ...strokes.map((stroke) => ({ stroke, width: 1.5, points: { show: false }, spanGaps: false }))],
      hooks: {
        drawClear: [
          // oxlint-disable-next-line no-explicit-any -- the library's instance
          (plot: any) => {
            hours.forEach((hour, number) => {
              const [left, right] = [plot.valToPos(hour, 'x', true), plot.valToPos(hour + 1, 'x', true)];
              plot.ctx.fillStyle = '#2f3542';
              plot.ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
              plot.ctx.fillStyle = '#9aa0a6';
              plot.ctx.font = '10px sans-serif';
              plot.ctx.fillText(String(number + 1), left + 2, plot.bbox.top + 10);
            });
          },
        ],
      },
    };
    place.append(new Plot(options, data).root);
  });
}

function html(panels: readonly ShownPanel[], incidents: readonly Incident[]): string {
  const legend = ({ series, unit }: ShownPanel): string =>
    series
      .map((one, index) => ({ name: one.name, most: mostOf(one), colour: colours[index % colours.length] }))
      .filter(({ most }) => most > 0)
      .toSorted((one, other) => other.most - one.most)
      .slice(0, mostInLegend)
      .map(
        ({ name, most, colour }) =>
          `<span><i style="background:${colour}"></i>${escape(name)} <b>${showValue(most, unit)}</b></span>`,
      )
      .join('');
  const cells = panels.map((panel, index) =>
    panel.isRow
      ? `<h2>${escape(panel.title)}</h2>`
      : `<section><h3>${escape(panel.title)}</h3><div class="plot" id="plot-${index}"></div><p>${legend(panel) || 'Nothing all day'}</p></section>`,
  );
  return `<!doctype html><style>${styles}
    body { background: #111217; color: #d8d9da; font: 12px sans-serif; margin: 12px; }
    h1 { font-size: 18px; margin: 0 0 6px; } ol { columns: 2; margin: 0 0 8px; padding-left: 20px; color: #9aa0a6; }
    main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
    h2 { grid-column: 1 / 4; font-size: 14px; margin: 6px 0 0; } h3 { font-size: 12px; margin: 0 0 4px; font-weight: 600; }
    section { background: #181b1f; border: 1px solid #2c3036; padding: 6px 8px; } .plot { height: 120px; }
    p { margin: 4px 0 0; color: #9aa0a6; font-size: 11px; line-height: 15px; } p span { margin-right: 10px; white-space: nowrap; }
    b { color: #d8d9da; font-weight: 400; } i { display: inline-block; width: 10px; height: 3px; margin-right: 4px; vertical-align: middle; }
    </style><h1>Clone Service: a day (values in the legends are the day's most)</h1>
    <ol>${incidents.map(({ hour, what }) => `<li>${hour}:00 ${escape(what)}</li>`).join('')}</ol><main>${cells.join('')}</main>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
