/** `npm run day`: a day of the demo's traffic in two minutes, read off the example dashboard. */
import { setTimeout as pause } from 'node:timers/promises';
import { endCommand } from '../../../src/commands/endCommand.ts';
import { StartError } from '../../../src/errors/startError.ts';
import { databaseUrl, readOptions } from '../../readOptions.ts';
import { prometheusIsInstalled, startPrometheus } from '../startPrometheus.ts';
import { startClock } from './clock.ts';
import { drawDashboard } from './drawDashboard.ts';
import { incidents, letHappen } from './incidents.ts';
import { mostOf, readDashboard, readIncident, type ShownPanel } from './readDashboard.ts';
import { showValue } from './showValue.ts';
import { startPlatform } from './startPlatform.ts';
import { createTraffic } from './traffic.ts';

/** Shorter days have too few values in an hour. */
const seconds = 120;

const usage = 'npm run day -- [--picture FILE]';
const values = readOptions(
  { picture: { type: 'string' } },
  {
    usage,
    help: `Sends a day of the demo's traffic through its gateways in two minutes, with five incidents, and reads off the example
dashboard what a real Prometheus saw. Fails if an incident's hour doesn't stand out. Needs prometheus, and DATABASE_URL of a PostgreSQL 15 or
newer, where it makes a schema of its own.

  --picture FILE   also draws the dashboard into this PNG, with Chromium`,
  },
);

async function run(database: string): Promise<boolean> {
  if (!prometheusIsInstalled) throw new StartError('There is no prometheus: apt-get install prometheus.');
  const platform = await startPlatform(database);
  const prometheus = await startPrometheus(platform.metricsUrl, '1s');
  try {
    const clock = startClock(seconds);
    const traffic = await createTraffic(platform, clock);
    await Promise.all([traffic.run(), letHappen(platform, traffic, clock)]);
    await pause(1_000); // the last hour's last scrape
    const panels = await readDashboard(prometheus, clock);
    printPanels(panels);
    if (values.picture !== undefined) await drawDashboard(panels, incidents, values.picture);
    return printIncidents(panels);
  } finally {
    await prometheus.stop();
    await platform.close();
  }
}

function printPanels(panels: readonly ShownPanel[]): void {
  console.log('| panel | the most that its series showed |\n| --- | --- |');
  for (const { title, series, unit, isRow } of panels) {
    if (isRow) continue;
    const shown = series.filter((one) => mostOf(one) > 0).map((one) => `${one.name} ${showValue(mostOf(one), unit)}`);
    console.log(`| ${title} | ${shown.join(', ') || 'nothing'} |`);
  }
}

/** Returns whether each incident shows. */
function printIncidents(panels: readonly ShownPanel[]): boolean {
  console.log(
    '\n| hour | incident | panel | series | most meanwhile | most otherwise |\n| --- | --- | --- | --- | --- | --- |',
  );
  return incidents
    .map((incident) => {
      const { hour, what, panel, series } = incident;
      const unit = panels.find(({ title }) => title === panel)?.unit ?? 'short';
      const { meanwhile, otherwise } = readIncident(panels, incident);
      console.log(
        `| ${hour}:00 | ${what} | ${panel} | ${series} | ${showValue(meanwhile, unit)} | ${showValue(otherwise, unit)} |`,
      );
      return meanwhile > otherwise;
    })
    .every(Boolean);
}

try {
  const allShow = await run(databaseUrl(usage));
  if (!allShow) console.error('An incident does not stand out on the dashboard.');
  process.exit(allShow ? 0 : 1);
} catch (error) {
  endCommand(error);
}
