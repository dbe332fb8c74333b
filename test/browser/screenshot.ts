import type { Browser, Page } from 'playwright-core';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Person } from '../../src/demo/people.ts';
import { startTestDemo, type TestDemo } from '../gateway/startTestDemo.ts';
import { readOptions } from '../readOptions.ts';
import { launchChromium } from './launchChromium.ts';

readOptions(
  {},
  {
    usage: 'npm run screenshot',
    help: 'Takes the pictures in doc/pages anew, of the real demo on free ports. Needs Chromium: in CHROMIUM, or /usr/bin/chromium.',
  },
);

interface Picture {
  /** In doc/pages, without its ending. */
  readonly name: string;
  readonly path: string;
  readonly as: Person;
  /** What to do before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** Stands on the page once it is ready. */
  readonly shows: string;
  /** The last thing in the picture; the whole page if left out. */
  readonly until?: string;
  readonly colorScheme?: 'dark';
}

/** The builder of Momentum Fox, with the form of its first data stream. */
const openBuilder = async (page: Page) => {
  await page.getByRole('link', { name: 'Momentum Fox' }).click();
  await page.locator('.react-flow').getByText('Candles · 1h').click();
};
const failing = (page: Page) => page.getByLabel('Arena').selectOption('refuses');

const pictures: readonly Picture[] = [
  { name: 'home', path: '/', as: 'alice', shows: 'follow the competition' },
  { name: 'builder', path: '/', as: 'alice', act: openBuilder, shows: 'Look-back' },
  { name: 'directory', path: '/directory', as: 'backer', shows: 'Volatility Lynx' },
  {
    name: 'moderation',
    path: '/moderation',
    as: 'olga',
    shows: 'Guaranteed 20 %',
    until: '.queued:nth-of-type(3)',
    colorScheme: 'dark',
  },
  { name: 'home-arena-failing', path: '/', as: 'alice', act: failing, shows: "State unknown: Arena can't be reached" },
];

const width = 1_280;

async function take(browser: Browser, demo: TestDemo, picture: Picture): Promise<void> {
  const { name, path, as, act, shows, until, colorScheme = 'light' } = picture;
  const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(`${demo.gatewayUrl}${path}?as=${as}`);
  await page.getByLabel('Arena').waitFor();
  await act?.(page);
  await page.getByText(shows).first().waitFor();
  const last = await page.locator(until ?? '.query-note').boundingBox();
  const height = Math.ceil((last?.y ?? 0) + (last?.height ?? 0)) + 24;
  const file = fileURLToPath(new URL(`../../doc/pages/${name}.png`, import.meta.url));
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width, height }, fullPage: true });
  console.log(`${file}  ${width} x ${height}, ${Math.round(statSync(file).size / 1_000)} KB`);
  await page.close();
}

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const [browser, demo] = [await launchChromium(), await startTestDemo(folder)];
try {
  for (const picture of pictures) await take(browser, demo, picture);
} finally {
  await browser.close();
  await demo.close();
  rmSync(folder, { recursive: true });
}
