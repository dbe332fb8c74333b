import type { Browser } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestDemo } from '../gateway/startTestDemo.ts';
import { readOptions } from '../readOptions.ts';
import { launchChromium } from './launchChromium.ts';

readOptions(
  {},
  {
    usage: 'npm run screenshot',
    help: 'Takes the pictures in doc/ anew, of the real demo on free ports. Needs Chromium: in CHROMIUM, or /usr/bin/chromium.',
  },
);

interface Picture {
  /** In doc/. */
  readonly file: string;
  /** Of `npm run demo -- …`. */
  readonly args: readonly string[];
  /** Stands in the answer once it is there. */
  readonly shows: string;
}

/** What the first link shows that the demo's terminal has under `Try`. */
const pictures: readonly Picture[] = [
  { file: 'summary-in-graphiql.png', args: [], shows: 'RETIRED' },
  { file: 'summary-with-arena-failing.png', args: ['--fail', 'arena'], shows: 'ARENA' },
];

async function take(browser: Browser, folder: string, { file, args, shows }: Picture): Promise<void> {
  const demo = await startTestDemo(folder, args);
  try {
    // 1600 x 1000 pixels in the end: a larger page, drawn smaller as a browser does that zooms out, shows more of the answer.
    const page = await browser.newPage({ viewport: { width: 2432, height: 1520 }, deviceScaleFactor: 1 / 1.52 });
    await page.goto(`${demo.gatewayUrl}/show/${demo.examples[0]?.name}`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByLabel('Token').fill(await demo.token('alice'));
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window .view-lines', { hasText: shows }).waitFor();
    const path = fileURLToPath(new URL(`../../doc/${file}`, import.meta.url));
    await page.screenshot({ path });
    console.log(path);
  } finally {
    await demo.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const browser = await launchChromium();
try {
  for (const picture of pictures) await take(browser, folder, picture);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
