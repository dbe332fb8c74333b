import { setTimeout as pause } from 'node:timers/promises';
import type { DayClock } from './clock.ts';
import type { Platform } from './startPlatform.ts';
import type { Traffic } from './traffic.ts';

/** Something that happens in an hour of the day, and the series of the dashboard that shows it. */
export interface Incident {
  readonly hour: number;
  readonly what: string;
  /** The panel's title and the series' name in its legend. */
  readonly panel: string;
  readonly series: string;
  /** Runs until its hour is over. */
  happen(platform: Platform, traffic: Traffic, isOver: () => boolean): Promise<void>;
}

export const incidents: readonly Incident[] = [
  {
    hour: 9,
    what: 'Somebody tries tokens that the provider has not signed',
    panel: 'Tokens a second by verdict',
    series: 'invalid',
    happen: (platform, { ask }, isOver) =>
      repeat(isOver, () => ask(platform.publicUrl, 'forged.token.here', '{ myClones { nodes { id } } }')),
  },
  {
    hour: 12,
    what: 'The Arena answers nobody',
    panel: 'Share of lifecycles without a source',
    series: 'arena',
    async happen(platform, _traffic, isOver) {
      await platform.stopArena();
      await repeat(isOver, async () => {});
      await platform.startArena();
    },
  },
  {
    hour: 15,
    what: 'A script asks for pages inside pages',
    panel: 'Refusals a second by limit',
    series: 'MAX_COST',
    happen: (platform, { ask }, isOver) => repeat(isOver, () => ask(platform.serviceUrl, null, pagesInPages)),
  },
  {
    hour: 18,
    what: 'A contest closes: every creator publishes, from two windows at once',
    panel: 'Publishings in an hour by outcome',
    series: 'published',
    happen: (_platform, { publishAll }, isOver) => repeat(isOver, publishAll),
  },
  {
    hour: 21,
    what: "An analyst's transaction stays open",
    panel: 'Oldest event that waits',
    series: 'oldest',
    async happen(platform, { createClone }, isOver) {
      const end = await platform.leaveTransactionOpen();
      await createClone();
      await repeat(isOver, async () => {});
      await end();
    },
  },
];

const pagesInPages =
  '{ publicClones(first: 100) { nodes { owner { clones(first: 100) { nodes { strategyVersions(first: 100) { nodes { id } } } } } } } }';

/** Waits for each incident's hour, and lets it happen. */
export async function letHappen(platform: Platform, traffic: Traffic, clock: DayClock): Promise<void> {
  for (const { hour, happen } of incidents) {
    while (clock.hour() < hour) await pause(20);
    await happen(platform, traffic, () => clock.hour() >= hour + 1);
  }
}

async function repeat(isOver: () => boolean, act: () => Promise<unknown>): Promise<void> {
  while (!isOver()) {
    await act();
    await pause(50);
  }
}
